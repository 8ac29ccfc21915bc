import type { Command } from 'commander';
import { dataFolderOf, modelsFolderOf } from '../cloud/folders.ts';
import type { CliContext } from '../context.ts';
import type { Check } from '../doctor/check.ts';
import { examine } from '../doctor/checks.ts';
import { readFigures, withFigures } from '../doctor/figures.ts';
import { exitCodes } from '../exit-codes.ts';
import { mark } from '../terminal.ts';
import { dataOption, examples, jsonOption } from './options.ts';

interface DoctorOptions {
  readonly json: boolean;
  readonly data?: string;
}

/** `diglot doctor`: what is here, what is missing, the command that mends it. */
export function addDoctor(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .summary('say what is here, what is missing, and what mends it')
    .description(
      'Looks at all that Diglot needs on this machine, and says how good the engines are.\n' +
        '✓ is here, – could be, ✗ must be. Ends with 5 if there is a ✗.',
    )
    .addOption(
      jsonOption('print one JSON line: checks with name, state (done, skipped, missing), detail, remedy, figures'),
    )
    .addOption(dataOption())
    .addHelpText('after', examples(['npx diglot doctor', 'npx diglot doctor --json']))
    .action(async ({ json, data }: DoctorOptions) => {
      const { terminal, projectFolder } = context;
      const folders = { data: dataFolderOf(projectFolder, data), models: modelsFolderOf(projectFolder) };
      const checks = withFigures(await examine(context, folders), readFigures(projectFolder));
      if (json) terminal.print(JSON.stringify({ checks }));
      else for (const line of checks.flatMap(checkLines)) terminal.print(line);
      context.endWith(checks.some(({ state }) => state === 'missing') ? exitCodes.service : exitCodes.done);
    });
}

function checkLines({ name, state, detail, remedy, figures = [] }: Check): string[] {
  const mend = remedy === undefined ? '' : `: ${remedy}`;
  const first = `${mark(state, process.stdout)} ${name.padEnd(20)} ${detail}${mend}`;
  return [first, ...figures.map(figure => `${' '.repeat(23)}${figure}`)];
}
