import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import * as v from 'valibot';
import { DiglotError } from '../../core/errors.ts';
import { sourceLanguage, targetLanguages } from '../../core/languages.ts';
import { defaultTerminology, TerminologyNameSchema } from '../../core/terminology/name.ts';
import { readTerminology, terminologyFormatOf } from '../../core/terminology/read-terminology.ts';
import { termsFor } from '../../core/terminology/terminology.ts';
import { articleFiles } from '../article-files.ts';
import type { Target } from '../cloud/target.ts';
import { type ListedTerminology, type Terminologies, terminologiesOf } from '../cloud/terminologies.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { examples, jsonOption } from './options.ts';
import { type TargetOptions, withTarget, withTargetOptions } from './target-options.ts';

interface TerminologyOptions extends TargetOptions {
  readonly json: boolean;
  readonly name?: string;
  readonly out?: string;
}

/** `diglot terminology put | list | get | remove`: the terms that translations obey. */
export function addTerminology(program: Command, context: CliContext): void {
  const terminology = program
    .command('terminology')
    .summary('the terms that translations obey')
    .description('The custom terminologies of Amazon Translate, or of the local cloud: terms that translations obey.');
  addPut(terminology, context);
  addList(terminology, context);
  addGet(terminology, context);
  addRemove(terminology, context);
}

function addPut(terminology: Command, context: CliContext): void {
  const command = terminology
    .command('put')
    .summary('import a file of terms')
    .description(
      'Imports a file of terms; one of the same name is overwritten. CSV and TSV begin with a row of language codes,\n' +
        'such as fr,en. Upper and lower case count. Articles that are uploaded from now on obey it.',
    )
    .argument('<file>', 'terms: .csv, .tsv or .tmx')
    .addOption(new Option('--name <name>', 'what it is called (default: the one that the stack obeys)'))
    .addOption(jsonOption('print one JSON line: name, source, targets, terms, skipped, format, bytes, updatedAt'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot terminology put terms.csv --local']))
    .action((file: string, options: TerminologyOptions) =>
      withTerminologies(context, options, (terminologies, target) =>
        put(context, terminologies, target, file, options),
      ),
    );
}

function addList(terminology: Command, context: CliContext): void {
  const command = terminology
    .command('list')
    .summary('list the terminologies')
    .description('Lists the terminologies: name, languages, number of terms, date of the last import.')
    .addOption(jsonOption('print one JSON line a terminology'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot terminology list --stack Diglot']))
    .action((options: TerminologyOptions) =>
      withTerminologies(context, options, async terminologies => {
        const found = await terminologies.list();
        if (found.length === 0) context.terminal.note('There is no terminology.');
        for (const one of found) tell(context, one, options.json);
      }),
    );
}

function addGet(terminology: Command, context: CliContext): void {
  const command = terminology
    .command('get')
    .summary('fetch the file of a terminology')
    .description('Prints the file of a terminology as it was imported, or writes it to --out.')
    .argument('<name>', 'as list prints it')
    .option('--out <file>', 'where it is written')
    .addOption(jsonOption('print what list prints of it, instead of the file'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot terminology get diglot --local --out terms.csv']))
    .action((name: string, options: TerminologyOptions) =>
      withTerminologies(context, options, async terminologies => {
        const { terminology: found, file } = await terminologies.get(name);
        if (options.out !== undefined) await writeFile(options.out, file);
        if (options.json) tell(context, found, true);
        else context.terminal.print(options.out ?? new TextDecoder().decode(file).trimEnd());
      }),
    );
}

function addRemove(terminology: Command, context: CliContext): void {
  const command = terminology
    .command('remove')
    .summary('remove a terminology')
    .description('Removes a terminology. Articles that are uploaded from now on do without it.')
    .argument('<name>', 'as list prints it')
    .addOption(jsonOption('print one JSON line: name, removed'));
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot terminology remove diglot --local']))
    .action((name: string, options: TerminologyOptions) =>
      withTerminologies(context, options, async terminologies => {
        await terminologies.remove(name);
        context.terminal.print(options.json ? JSON.stringify({ name, removed: true }) : name);
      }),
    );
}

async function withTerminologies(
  context: CliContext,
  options: TerminologyOptions,
  work: (terminologies: Terminologies, target: Target) => Promise<void>,
): Promise<void> {
  await withTarget(context, options, async target => {
    const terminologies = terminologiesOf(target);
    try {
      await work(terminologies, target);
    } finally {
      terminologies.close();
    }
  });
}

async function put(
  context: CliContext,
  terminologies: Terminologies,
  { settings }: Target,
  file: string,
  options: TerminologyOptions,
): Promise<void> {
  const obeyed = settings?.terminology ?? defaultTerminology;
  const name = checkedName(options.name ?? obeyed);
  const { bytes, format, count } = await readTermFile(file);
  const imported = await terminologies.put(name, bytes, format);
  const pair = `${sourceLanguage} to ${targetLanguages.join(', ')}`;
  if (count === 0) context.terminal.note(`  warning: none of its terms is from ${pair}; nothing will change.`);
  if (imported.skipped > 0) context.terminal.note(`  warning: ${imported.skipped} terms were passed over.`);
  if (name !== obeyed) {
    const remedy = `set "terminology": "${name}" in cdk.json, under context.diglot`;
    context.terminal.note(`  warning: the stack obeys "${obeyed}". To have this one obeyed, ${remedy}.`);
  }
  tell(context, imported, options.json);
}

/** Reads the file before anything is sent, so that what is wrong with it is told with its place. */
async function readTermFile(file: string) {
  articleFiles([file]);
  const format = terminologyFormatOf(file);
  if (format === undefined) throw new UsageError(`"${file}" is not .csv, .tsv or .tmx.`, 'Name a file of terms.');
  const bytes = new Uint8Array(await readFile(file));
  try {
    const list = readTerminology(bytes, format);
    const count = targetLanguages.flatMap(target => termsFor(list, 'UNI', sourceLanguage, target)).length;
    return { bytes, format, count };
  } catch (error) {
    if (!(error instanceof DiglotError)) throw error;
    const place = error.place === undefined ? file : `${file}, ${error.place}`;
    throw new DiglotError({ ...error.report, place }, { cause: error });
  }
}

function checkedName(name: string): string {
  const parsed = v.safeParse(TerminologyNameSchema, name);
  if (parsed.success) return parsed.output;
  throw new UsageError(`"${name}" is not ${parsed.issues[0].message}.`, 'Choose another name.');
}

function tell({ terminal }: CliContext, terminology: ListedTerminology, json: boolean): void {
  const { name, source, targets, terms, updatedAt } = terminology;
  const line = [name, `${source} → ${targets.join(', ')}`, `${terms} terms`, updatedAt].join('\t');
  terminal.print(json ? JSON.stringify(terminology) : line);
}
