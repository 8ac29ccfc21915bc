import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import * as v from 'valibot';
import { addAdd } from './commands/add.ts';
import { addCorrect } from './commands/correct.ts';
import { addDoctor } from './commands/doctor.ts';
import { addGet, addList, addStatus } from './commands/editions.ts';
import { addModels } from './commands/models.ts';
import { examples } from './commands/options.ts';
import { addQuote } from './commands/quote.ts';
import { addRun } from './commands/run.ts';
import { addStart } from './commands/start.ts';
import { addTerminology } from './commands/terminology.ts';
import type { CliContext } from './context.ts';

/** The command line, with all its commands. Wrong use throws a CommanderError; commander has then said what is wrong. */
export function buildProgram(context: CliContext): Command {
  const program = new Command('diglot')
    .description('Put in a French article; listen to it, read it along and download it, in French and in English.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeErr: text => context.terminal.note(text.trimEnd()) })
    .showHelpAfterError('(add --help for what there is, and examples)')
    .exitOverride()
    .addHelpText(
      'after',
      examples(['npm start', 'npx diglot run article.txt', 'npx diglot add article.txt --local', 'npx diglot doctor']),
    );
  for (const add of [
    addRun,
    addStart,
    addQuote,
    addAdd,
    addList,
    addStatus,
    addGet,
    addCorrect,
    addTerminology,
    addModels,
    addDoctor,
  ])
    add(program, context);
  const names = program.commands.map(command => command.name()).join(', ');
  // Set last, so that no command inherits it.
  program.showHelpAfterError(`(there are: ${names}; add --help for what they do, and examples)`);
  return program;
}

const PackageSchema = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));

function packageVersion(): string {
  return v.parse(PackageSchema, readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}
