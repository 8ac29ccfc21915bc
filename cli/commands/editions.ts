import type { Command } from 'commander';
import type { LibraryEntry } from '../../core/edition/library-list.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { nearest } from '../../core/suggest.ts';
import { downloadEdition } from '../cloud/download.ts';
import { countClips, readEdition, readLibrary } from '../cloud/editions.ts';
import { checkOutFolder } from '../cloud/folders.ts';
import type { Target } from '../cloud/target.ts';
import type { CliContext } from '../context.ts';
import { exitCodeOfEdition } from '../exit-codes.ts';
import { UsageError } from '../failure.ts';
import { clockTime, endedWithEdition, report, summary } from '../outcome.ts';
import { examples, jsonOption, outOption } from './options.ts';
import { type TargetOptions, withTarget, withTargetOptions } from './target-options.ts';

interface EditionOptions extends TargetOptions {
  readonly json: boolean;
}

interface GetOptions extends EditionOptions {
  readonly out: string;
  readonly offline: boolean;
}

/** `diglot list`: the library, the newest first. */
export function addList(program: Command, context: CliContext): void {
  const command = program
    .command('list')
    .summary('list the articles of a library')
    .description('Lists the articles of a library, the newest first: id, status, duration of each language, title.')
    .addOption(jsonOption('print one JSON line an article'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot list --local', 'npx diglot list --stack Diglot --json']))
    .action((options: EditionOptions) =>
      withTarget(context, options, async target => {
        const entries = await readLibrary(target);
        if (entries.length === 0) context.terminal.note('The library is empty.');
        for (const entry of entries) context.terminal.print(options.json ? JSON.stringify(entry) : listLine(entry));
      }),
    );
}

/** `diglot status ARTICLE`. */
export function addStatus(program: Command, context: CliContext): void {
  const command = program
    .command('status')
    .summary('say how far an article is')
    .description('Says how far an article is. Ends with 0 while all is well, 3, 4 or 5 as its edition failed.')
    .argument('<article>', 'its id, as add and list print it')
    .addOption(jsonOption('print one JSON line'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot status telegram-2f1c9a --local']))
    .action((articleId: string, options: EditionOptions) =>
      withTarget(context, options, async target => {
        const edition = await requireEdition(target, articleId);
        const ended = endedWithEdition(edition, null);
        context.endWith(ended.exitCode);
        if (options.json) return context.terminal.print(JSON.stringify(ended.outcome));
        if (ended.outcome.error !== null) context.terminal.fail(ended.outcome.error, articleId);
        else context.terminal.print(await statusLine(target, edition));
      }),
    );
}

/** `diglot get ARTICLE`: the folder of an edition. */
export function addGet(program: Command, context: CliContext): void {
  const command = program
    .command('get')
    .summary('download an edition')
    .description('Writes the folder of an edition: texts, audio, downloads, clips, and edition.json.')
    .argument('<article>', 'its id, as add and list print it')
    .option('--offline', 'with index.html and the player: the folder opens in a browser and needs no network', false)
    .addOption(outOption())
    .addOption(jsonOption('print one JSON line'));
  withTargetOptions(command)
    .addHelpText(
      'after',
      examples([
        'npx diglot get telegram-2f1c9a --stack Diglot --out editions',
        'npx diglot get telegram-2f1c9a --local --offline',
      ]),
    )
    .action((articleId: string, options: GetOptions) => {
      checkOutFolder(options.out);
      return withTarget(context, options, async target => {
        const edition = await requireEdition(target, articleId);
        if (edition.status === 'narrating') throw notYet(target, articleId);
        const isThere = edition.status !== 'failed';
        const { out, offline, json } = options;
        const wish = { out, offline, signal: context.signal };
        const folder = isThere ? await downloadEdition(target, edition, wish) : null;
        report(context.terminal, articleId, endedWithEdition(edition, folder), json);
        context.endWith(exitCodeOfEdition(edition));
      });
    });
}

function listLine({ id, status, durationMs, title }: LibraryEntry): string {
  const durations = Object.entries(durationMs).map(([language, ms]) => `${language} ${clockTime(ms)}`);
  return [id, status, durations.join(' '), title].join('\t');
}

async function statusLine(target: Target, edition: Edition): Promise<string> {
  if (edition.status !== 'narrating') return summary(edition);
  const { done, total } = await countClips(target, edition);
  return `narrating, ${done} of ${total} clips`;
}

/** The live edition of an article. @throws UsageError if there is none, with the nearest id that there is */
export async function requireEdition(target: Target, articleId: string): Promise<Edition> {
  const edition = await readEdition(target, articleId);
  if (edition !== undefined) return edition;
  const ids = (await readLibrary(target)).map(({ id }) => id);
  const guess = nearest(articleId, ids);
  const remedy = guess === undefined ? `List them with: npx diglot list ${target.options}` : `Did you mean ${guess}?`;
  throw new UsageError(`There is no edition of "${articleId}".`, remedy);
}

/** What is asked for needs an edition that is made. */
export function notYet({ options }: Target, articleId: string): UsageError {
  return new UsageError(
    'The edition is still being made.',
    `Ask how far it is: npx diglot status ${articleId} ${options}`,
  );
}
