import type { Command } from 'commander';
import { dataFolderOf, modelsFolderOf } from '../cloud/folders.ts';
import type { CliContext } from '../context.ts';
import type { Check } from '../doctor/check.ts';
import { examine } from '../doctor/checks.ts';
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
      'Looks at all that Diglot needs on this machine. ✓ is here, – could be, ✗ must be. Ends with 5 if there is a ✗.',
    )
    .addOption(jsonOption('print one JSON line: checks with name, state (done, skipped, missing), detail, remedy'))
    .addOption(dataOption())
    .addHelpText('after', examples(['npx diglot doctor', 'npx diglot doctor --json']))
    .action(async ({ json, data }: DoctorOptions) => {
      const { terminal, projectFolder } = context;
      const checks = await examine({ data: dataFolderOf(projectFolder, data), models: modelsFolderOf(projectFolder) });
      if (json) terminal.print(JSON.stringify({ checks }));
      else for (const check of checks) terminal.print(checkLine(check));
      context.endWith(checks.some(({ state }) => state === 'missing') ? exitCodes.service : exitCodes.done);
    });
}

function checkLine({ name, state, detail, remedy }: Check): string {
  const mend = remedy === undefined ? '' : `: ${remedy}`;
  return `${mark(state, process.stdout)} ${name.padEnd(20)} ${detail}${mend}`;
}
