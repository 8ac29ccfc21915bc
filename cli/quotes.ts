import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkPrice } from '../core/cost/price-cap.ts';
import { articleQuoter, type Quote } from '../core/cost/quote.ts';
import { articleIdOf } from '../core/keys.ts';
import { type Language, targetLanguages } from '../core/languages.ts';
import { memoryReader } from '../core/memory/memory-reader.ts';
import type { Terminology } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import { type LexiconReader, lexiconReader } from '../core/spoken/lexicon-reader.ts';
import { paragraphDocument } from '../core/text/paragraph-document.ts';
import { formatOf, readArticle } from '../core/text/read-article.ts';
import type { ReadWarning } from '../core/text/warnings.ts';
import { s3Articles, s3Lexicons } from '../lambdas/adapters/s3-articles.ts';
import { s3Library } from '../lambdas/adapters/s3-library.ts';
import type { ArticleFile } from './article-files.ts';
import type { Target } from './cloud/target.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Failure, UsageError } from './failure.ts';
import { failureOf } from './failure-of.ts';

/** What became of one file: the line that `--json` prints. */
export interface QuoteOutcome {
  readonly articleId: string;
  readonly file: string;
  /** Null where the article would be refused. */
  readonly quote: Quote | null;
  /** Why it would be. */
  readonly error: Failure | null;
  /** What reading the file had to say; nothing where it would be refused. */
  readonly warnings: readonly ReadWarning[];
}

export interface Quoted {
  readonly outcome: QuoteOutcome;
  readonly exitCode: ExitCode;
}

type Quoter = ReturnType<typeof articleQuoter>;

/**
 * Quotes articles in the order named: what one pays for, the next finds there. Reads the stack's buckets, changes nothing.
 * @throws UsageError if the stack does not say how it was set; errors of the services
 */
export async function quoteArticles(
  context: CliContext,
  target: Target,
  files: readonly ArticleFile[],
  { useMemory }: { readonly useMemory: boolean },
): Promise<Quoted[]> {
  const quote = await openQuoter(context.projectFolder, target, { useMemory });
  const quoted: Quoted[] = [];
  for (const { name, file, key } of files) {
    context.signal.throwIfAborted();
    context.terminal.progress.show(name, { text: 'reading' });
    quoted.push(await quote({ name, key, read: () => readFile(file) }));
    context.terminal.progress.end(name);
  }
  return quoted;
}

/** An article to quote. */
export interface QuotedArticle {
  /** For messages. */
  readonly name: string;
  readonly key: string;
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Makes ready to quote articles, one after another: what one pays for, the next finds there.
 * @throws UsageError if the stack does not say how it was set; errors of the services
 */
export async function openQuoter(
  projectFolder: string,
  target: Target,
  { useMemory }: { readonly useMemory: boolean },
): Promise<(article: QuotedArticle) => Promise<Quoted>> {
  const settings = requireSettings(target);
  const { voices, wordTimings } = settings;
  const quoter = articleQuoter({
    library: s3Library(target.buckets.library, target.s3),
    voices,
    wordTimings,
    memory: useMemory ? await readMemory(projectFolder, target) : undefined,
    terminology: await readTerminology(target, settings.terminology),
    lexicon: await openLexicons(projectFolder, target),
  });
  return article => quoteArticle(article, settings, quoter);
}

/** The memory as the stack's translate function has it: what came with the deployment, and the bucket's above it. */
async function readMemory(projectFolder: string, { buckets, s3 }: Target) {
  const bundled = await readFile(path.join(projectFolder, 'content', 'memory.fr-en.tmx'), 'utf8');
  const [language] = targetLanguages;
  return memoryReader(s3Articles(buckets.articles, s3), bundled)(language);
}

/** The readings of words as the stack's narrate function has them. */
async function openLexicons(projectFolder: string, { buckets, s3 }: Target): Promise<LexiconReader> {
  const bundled = (language: Language) =>
    readFile(path.join(projectFolder, 'content', `lexicon.${language}.csv`), 'utf8');
  return lexiconReader(s3Lexicons(buckets.articles, s3), { fr: await bundled('fr'), en: await bundled('en') });
}

/** The terms that the translator obeys just now. */
async function readTerminology(target: Target, name: string): Promise<Terminology | undefined> {
  // Only now: no other command needs the translator's client.
  const { TranslateClient } = await import('@aws-sdk/client-translate');
  const { terminologyReader } = await import('../lambdas/adapters/translate-terminology.ts');
  const client = new TranslateClient(target.translate);
  try {
    return await terminologyReader(name, client)('quote');
  } finally {
    client.destroy();
  }
}

async function quoteArticle(
  { name, key, read: readBytes }: QuotedArticle,
  settings: Settings,
  quoter: Quoter,
): Promise<Quoted> {
  const about = { articleId: await articleIdOf(key), file: name };
  const { limits, voices, wordTimings, strictLanguage } = settings;
  try {
    const format = formatOf(key);
    const read = readArticle(await readBytes(), { format, key, limits, strictLanguage });
    const paragraphs = read.paragraphs.map(paragraphDocument);
    await checkPrice(paragraphs, { voices, wordTimings, usdPerArticle: limits.usdPerArticle, key });
    const quote = await quoter(paragraphs);
    return { outcome: { ...about, quote, error: null, warnings: read.warnings }, exitCode: exitCodes.done };
  } catch (error) {
    const { failure, exitCode } = failureOf(error);
    // The key is where the file would go: nothing is there, and the user knows the file by its own name.
    const placed = failure.place === key ? { ...failure, place: name } : failure;
    return { outcome: { ...about, quote: null, error: placed, warnings: [] }, exitCode };
  }
}

function requireSettings({ settings }: Target): Settings {
  if (settings !== undefined) return settings;
  throw new UsageError(
    'The stack does not say how it is set, and prices depend on that.',
    'Deploy it again with this version of Diglot; a local cloud: end it, and run npx diglot start.',
  );
}
