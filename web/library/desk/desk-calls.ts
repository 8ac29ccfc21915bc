import * as v from 'valibot';

/** The desk of the local cloud: it quotes a file, and adds it. It is there on one's own machine alone. */

const FailureSchema = v.object({
  code: v.string(),
  message: v.string(),
  place: v.exactOptional(v.string()),
  remedy: v.string(),
});
export type Refusal = v.InferOutput<typeof FailureSchema>;

const Amount = v.pipe(v.number(), v.minValue(0));
const QuoteSchema = v.object({
  translate: v.object({ characters: Amount, reused: Amount }),
  narrate: v.object({ characters: Amount, reused: Amount, markCharacters: Amount }),
  usd: v.object({ translate: Amount, narrate: Amount, marks: Amount, total: Amount }),
  usdAtMost: Amount,
  exact: v.boolean(),
});
export type DeskQuote = v.InferOutput<typeof QuoteSchema>;

const QuotedSchema = v.object({
  articleId: v.string(),
  quote: v.nullable(QuoteSchema),
  error: v.nullable(FailureSchema),
});
const AddedSchema = v.object({ articleId: v.string() });
const RefusedSchema = v.object({ error: FailureSchema });

/** A desk answers on the machine that the page itself is from. */
export function mayHaveDesk({ hostname, protocol }: { readonly hostname: string; readonly protocol: string }): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}

export async function hasDesk(): Promise<boolean> {
  try {
    return (await fetch('/local/', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

export type Quoted =
  | { readonly kind: 'quoted'; readonly quote: DeskQuote }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What a file would cost; nothing is kept of it. */
export async function quoteFile(file: File): Promise<Quoted> {
  const answer = await send('/local/quote', file);
  const quoted = v.safeParse(QuotedSchema, answer);
  if (quoted.success && quoted.output.quote !== null) return { kind: 'quoted', quote: quoted.output.quote };
  return { kind: 'refused', refusal: refusalIn(answer) };
}

/** Puts a file where the pipeline takes it up. */
export async function addFile(
  file: File,
): Promise<
  { readonly kind: 'added'; readonly articleId: string } | { readonly kind: 'refused'; readonly refusal: Refusal }
> {
  const answer = await send('/local/articles', file);
  const added = v.safeParse(AddedSchema, answer);
  if (added.success) return { kind: 'added', articleId: added.output.articleId };
  return { kind: 'refused', refusal: refusalIn(answer) };
}

/** @returns what the desk answered, whatever its status; undefined if it did not, or not in JSON */
async function send(path: string, file: File): Promise<unknown> {
  try {
    const query = new URLSearchParams({ name: file.name });
    const response = await fetch(`${path}?${query.toString()}`, { method: 'POST', body: file, cache: 'no-store' });
    const answer: unknown = await response.json();
    return answer;
  } catch {
    return undefined;
  }
}

function refusalIn(answer: unknown): Refusal {
  const refused = v.safeParse(RefusedSchema, answer);
  return refused.success ? refused.output.error : unanswered;
}

const unanswered: Refusal = {
  code: 'Unreachable',
  message: 'The local cloud did not answer.',
  remedy: 'See whether it still runs: npm start',
};
