import * as v from 'valibot';
import {
  DeskArticleSchema,
  type DeskDescription,
  DeskDescriptionSchema,
  type DeskQuote,
  DeskQuoteSchema,
  type DeskRefusal,
  DeskRefusalSchema,
  deskPath,
  fileNameHeader,
} from '../../../core/contracts/desk.ts';

/** Why a file is not taken. */
export type Refusal = DeskRefusal['error'];

export type Quoted =
  | { readonly kind: 'quoted'; readonly quote: DeskQuote['quote'] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Added =
  | { readonly kind: 'added'; readonly articleId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A desk answers on the machine that the page itself is from, and on no other it is asked for. */
export function mayHaveDesk({ hostname, protocol }: { readonly hostname: string; readonly protocol: string }): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}

/** What the desk takes; undefined where there is none. */
export async function describeDesk(root: string): Promise<DeskDescription | undefined> {
  const described = v.safeParse(DeskDescriptionSchema, await answerOf(`${root}${deskPath}`, { cache: 'no-store' }));
  return described.success ? described.output : undefined;
}

/** What a file would cost; nothing is kept of it. */
export async function quoteFile(root: string, file: File): Promise<Quoted> {
  const answer = await send(`${root}${deskPath}quote`, file);
  const quoted = v.safeParse(DeskQuoteSchema, answer);
  if (quoted.success) return { kind: 'quoted', quote: quoted.output.quote };
  return { kind: 'refused', refusal: refusalIn(answer) };
}

/** Puts a file where the pipeline takes it up. */
export async function addFile(root: string, file: File): Promise<Added> {
  const answer = await send(`${root}${deskPath}articles`, file);
  const added = v.safeParse(DeskArticleSchema, answer);
  if (added.success) return { kind: 'added', articleId: added.output.articleId };
  return { kind: 'refused', refusal: refusalIn(answer) };
}

function send(address: string, file: File): Promise<unknown> {
  const headers = { 'content-type': 'application/octet-stream', [fileNameHeader]: encodeURIComponent(file.name) };
  return answerOf(address, { method: 'POST', body: file, headers, cache: 'no-store' });
}

/** @returns what was answered, whatever its status; undefined if nothing was, or no JSON */
async function answerOf(address: string, request: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(address, request);
    const answer: unknown = await response.json();
    return answer;
  } catch {
    return undefined;
  }
}

function refusalIn(answer: unknown): Refusal {
  const refused = v.safeParse(DeskRefusalSchema, answer);
  return refused.success ? refused.output.error : unanswered;
}

const unanswered: Refusal = {
  code: 'NoAnswer',
  message: 'The local cloud did not answer.',
  remedy: 'See whether it still runs: npm start',
};
