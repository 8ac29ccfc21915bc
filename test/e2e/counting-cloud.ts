import { channel } from 'node:diagnostics_channel';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { synthesizedApp } from '../../cli/assembly.ts';
import { awaitEdition } from '../../cli/cloud/await-edition.ts';
import { localTarget, type Target } from '../../cli/cloud/target.ts';
import { type UploadedArticle, uploadArticle } from '../../cli/cloud/upload.ts';
import type { CliContext } from '../../cli/context.ts';
import { type Quoted, quoteArticles } from '../../cli/quotes.ts';
import type { Edition, Receipt } from '../../core/edition/schema.ts';
import { editionFileKey } from '../../core/keys.ts';
import { type CloudEvent, startCloud } from '../../local/cloud.ts';
import type { EngineCandidate } from '../../local/translate/selection.ts';
import { projectFolder } from '../cli/diglot.ts';

const signal = new AbortController().signal;
const progress = { show: () => undefined, end: () => undefined, above: () => undefined };
const terminal = { print: () => undefined, note: () => undefined, fail: () => undefined, progress };
/** A command line that says nothing. */
export const quietContext: CliContext = {
  terminal,
  projectFolder,
  signal,
  endWith: () => undefined,
  whenStopped: () => undefined,
};

/** What the local endpoints billed. */
export interface Bill {
  /** The text of each TranslateText request. */
  readonly translations: string[];
  /** Characters of each SynthesizeSpeech request that asked for sound. */
  readonly speech: number[];
  /** Of each that asked for speech marks. */
  readonly marks: number[];
}

/** The stack on this machine with an engine that translates at once, and a look at what its endpoints bill. */
export interface CountingCloud {
  readonly target: Target;
  /** For a command line with `--local --data`. */
  readonly dataFolder: string;
  /** The address of the page, with a slash at its end. */
  readonly player: string;
  readonly bill: Bill;
  /** Forgets what was billed so far. */
  clearBill(): void;
  upload(name: string, text: string, useMemory?: boolean): Promise<UploadedArticle>;
  /** The edition of an upload; it must be complete. */
  edition(upload: UploadedArticle): Promise<Edition>;
  /** Uploads and waits. */
  make(name: string, text: string, useMemory?: boolean): Promise<Edition>;
  /** What `diglot quote` says of these articles, in this order. */
  quote(articles: ReadonlyMap<string, string>, useMemory?: boolean): Promise<Quoted[]>;
  /** A file of an edition. */
  read(edition: Edition, file: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface CountingOptions {
  /** A translation is only answered when this has resolved. */
  readonly beforeAnswer?: () => Promise<void>;
  readonly onEvent?: (event: CloudEvent) => void;
  /** Other engines than the toy; what they translate is not counted. */
  readonly engines?: readonly EngineCandidate[];
}

export async function openCountingCloud(options: CountingOptions = {}): Promise<CountingCloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diglot-paid-'));
  const dataFolder = path.join(folder, 'data');
  const bill: Bill = { translations: [], speech: [], marks: [] };
  const forget = watchPolly(bill);
  const cloud = await startCloud({
    assemblyFolder: await synthesizedApp(quietContext),
    dataFolder,
    translateEngines: options.engines ?? [toyEngine(bill, options.beforeAnswer)],
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  });
  const target = localTarget(cloud.description);
  const saved = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return { name, file, key: `uploads/${name}` };
  };
  const self: CountingCloud = {
    target,
    dataFolder,
    player: new URL('/', cloud.description.player).href,
    bill,
    clearBill: () => {
      for (const list of [bill.translations, bill.speech, bill.marks]) list.length = 0;
    },
    upload: async (name, text, useMemory = true) =>
      uploadArticle(target, await saved(name, text), { useMemory, signal }),
    async edition(upload) {
      const { edition } = await awaitEdition(target, upload, { signal, onProgress: () => undefined });
      if (edition.status !== 'complete') throw new Error(`The edition is ${edition.status}: ${edition.error?.message}`);
      return edition;
    },
    make: async (name, text, useMemory) => self.edition(await self.upload(name, text, useMemory)),
    async quote(articles, useMemory = true) {
      const files = await Promise.all([...articles].map(([name, text]) => saved(name, text)));
      return quoteArticles(quietContext, target, files, { useMemory });
    },
    async read({ article: { id, revision } }, file) {
      const Key = editionFileKey(id, revision, file);
      const { Body } = await target.s3.send(new GetObjectCommand({ Bucket: target.buckets.library, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async close() {
      forget();
      target.s3.destroy();
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return self;
}

/** The receipt that a complete edition has. */
export function receiptOfEdition(edition: Edition | undefined): Receipt {
  const receipt = edition?.receipt;
  if (receipt === undefined) throw new Error('The edition has no receipt.');
  return receipt;
}

/** The local Translate asks its engine once a request, line by line. */
function toyEngine({ translations }: Bill, beforeAnswer: CountingOptions['beforeAnswer']) {
  return {
    name: 'apertium' as const,
    present: () => true,
    start: async () => ({
      name: 'apertium' as const,
      version: 'toy',
      async translate(lines: readonly string[]) {
        translations.push(lines.join('\n'));
        await beforeAnswer?.();
        return lines.map(line => `They say: ${line}`);
      },
      close: async () => undefined,
    }),
  };
}

const FinishSchema = v.object({
  headers: v.looseObject({ 'content-type': v.string(), 'x-amzn-requestcharacters': v.string() }),
});

/** Reads the answers of the local Polly off the wire of this process. */
function watchPolly({ speech, marks }: Bill): () => void {
  const listener = (message: unknown) => {
    const answer = v.safeParse(FinishSchema, message);
    if (!answer.success) return;
    const { headers } = answer.output;
    const list = headers['content-type'] === 'audio/mpeg' ? speech : marks;
    list.push(Number(headers['x-amzn-requestcharacters']));
  };
  const answers = channel('http2.server.stream.finish');
  answers.subscribe(listener);
  return () => answers.unsubscribe(listener);
}

/** The characters of a bill, as a receipt has them. */
export function billedIn({ translations, speech, marks }: Bill) {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return {
    translate: total(translations.map(text => Array.from(text).length)),
    narrate: total(speech),
    marks: total(marks),
  };
}
