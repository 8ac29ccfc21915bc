import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Edition, Paragraph } from '../../core/edition/schema.ts';
import { sourceLanguage } from '../../core/languages.ts';
import { correctMemory } from '../cloud/memory.ts';
import type { Target } from '../cloud/target.ts';
import { requireOwnSource, uploadAgain } from '../cloud/upload-again.ts';
import type { CliContext } from '../context.ts';
import { deliverUploaded } from '../deliver.ts';
import { UsageError } from '../failure.ts';
import { report } from '../outcome.ts';
import { notYet, requireEdition } from './editions.ts';
import { examples, jsonOption } from './options.ts';
import { type TargetOptions, withTarget, withTargetOptions } from './target-options.ts';

interface CorrectOptions extends TargetOptions {
  readonly json: boolean;
  readonly by?: string;
}

/** `diglot correct ARTICLE SENTENCE "…"`: the memory learns it, and the edition is remade. */
export function addCorrect(program: Command, context: CliContext): void {
  const command = program
    .command('correct')
    .summary('put the translation of a sentence right')
    .description(
      'Writes the English of a sentence into the memory, and remakes the edition: only what speaks that sentence is paid.\n' +
        'The sentences of an edition, with their ids, stand in its edition.json.',
    )
    .argument('<article>', 'its id, as add and list print it')
    .argument('<sentence>', 'its id, such as p3s1')
    .argument('<text>', 'the sentence in English')
    .option('--by <name>', 'who corrects it, for the memory (default: your user name)')
    .addOption(jsonOption('print one JSON line: articleId, status, out, paragraphs, receipt, error'));
  withTargetOptions(command)
    .addHelpText('after', `\n${dashHint}.`)
    .addHelpText(
      'after',
      examples([
        'npx diglot correct telegram-2f1c9a p3s1 "He is 36 years old." --local',
        'npx diglot correct --local telegram-2f1c9a p3s1 -- "-5 degrees this morning."',
      ]),
    )
    .configureOutput({
      outputError: (text, write) => write(/unknown option '-[^-]/u.test(text) ? `${text}(${dashHint})` : text),
    })
    .action((articleId: string, sentenceId: string, text: string, options: CorrectOptions) =>
      withTarget(context, options, target => correct(context, target, { articleId, sentenceId, text, ...options })),
    );
}

const dashHint = 'A text that begins with - goes after --, and the options before that';

interface Wish extends CorrectOptions {
  readonly articleId: string;
  readonly sentenceId: string;
  readonly text: string;
}

async function correct(context: CliContext, target: Target, wish: Wish): Promise<void> {
  const { articleId, sentenceId } = wish;
  const english = wish.text.replaceAll(/\s+/gu, ' ').trim();
  if (english === '') throw new UsageError('The corrected sentence is empty.', 'Give its English in quotation marks.');
  const edition = await requireEdition(target, articleId);
  if (edition.status === 'narrating') throw notYet(target, articleId);
  if (edition.paragraphs.length === 0) throw withoutSentences(target, edition);
  const source = requireSentence(edition, sentenceId);
  await requireOwnSource(target, edition);
  const by = wish.by ?? userName();
  const correction = { articleId, sentenceId, source, target: english, by, at: new Date().toISOString() };
  const memory = await correctMemory(target, correction);
  context.terminal.note(`${sentenceId} is in ${memory}.`);
  const uploaded = await uploadAgain(target, edition);
  const ended = await deliverUploaded(context, target, { name: articleId, uploaded }, { out: undefined });
  context.signal.throwIfAborted();
  report(context.terminal, articleId, ended, wish.json);
  const { receipt } = ended.outcome;
  if (receipt !== null && !wish.json) {
    const { translate, narrate, usd } = receipt;
    const spoken = `${narrate.characters} characters spoken, ${narrate.markCharacters} for their times`;
    context.terminal.print(`Paid: ${translate.characters} characters translated, ${spoken}; USD ${usd.total}`);
  }
  context.endWith(ended.exitCode);
}

/** The French of a sentence. @throws UsageError with the sentences that there are */
function requireSentence({ article, paragraphs }: Edition, sentenceId: string): string {
  for (const { versions } of paragraphs) {
    const original = versions[sourceLanguage];
    const sentence = original?.sentences.find(({ id }) => id === sentenceId);
    if (original !== undefined && sentence !== undefined) return original.text.slice(sentence.start, sentence.end);
  }
  throw new UsageError(`${article.id} has no sentence "${sentenceId}".`, whatThereIs(paragraphs, sentenceId));
}

/** What was refused was not even read. */
function withoutSentences({ options }: Target, { article, error }: Edition): UsageError {
  const reason = error === undefined ? '.' : `: ${error.message}`;
  return new UsageError(
    `${article.id} failed, and has no sentences${reason}`,
    `Upload it again, corrected: npx diglot add FILE ${options}`,
  );
}

function whatThereIs(paragraphs: readonly Paragraph[], sentenceId: string): string {
  const index = Number(/^p(\d+)/u.exec(sentenceId)?.[1]);
  const ids = paragraphs[index]?.versions[sourceLanguage]?.sentences.map(({ id }) => id) ?? [];
  if (ids.length > 0) return `Paragraph ${index} has ${ids.join(', ')}.`;
  return `Its paragraphs are p0 to p${paragraphs.length - 1}; the first sentence of one is such as p0s0.`;
}

/** Some containers run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
