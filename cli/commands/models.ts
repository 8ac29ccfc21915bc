import type { Command } from 'commander';
import { pullModel } from '../../local/translate/firefox/pull-model.ts';
import { modelsFolderOf, shownPath } from '../cloud/folders.ts';
import type { CliContext } from '../context.ts';
import { mark } from '../terminal.ts';
import { examples } from './options.ts';

/** `diglot models pull`: the Firefox Translations model, for better translations on this machine. */
export function addModels(program: Command, context: CliContext): void {
  const models = program
    .command('models')
    .summary('translation models of this machine')
    .description('The translation models of this machine.');
  models
    .command('pull')
    .summary('fetch the Firefox Translations model fr → en')
    .description('Fetches the Firefox Translations model from French to English (37 MB) and checks its SHA-256.')
    .addHelpText('after', examples(['npx diglot models pull']))
    .action(async () => {
      const { terminal } = context;
      const folder = await pullModel({
        folder: modelsFolderOf(context.projectFolder),
        fetch: (resource, init) => fetch(resource, { ...init, signal: bothSignals(context.signal, init?.signal) }),
        onProgress({ file, bytes, totalBytes, state }) {
          if (state === 'fetching')
            terminal.progress.show(file, { text: percent(bytes / totalBytes), share: bytes / totalBytes });
          else terminal.progress.end(file);
          if (state !== 'fetching') terminal.note(`${mark('done', process.stderr)} ${file} ${state}`);
        },
      });
      terminal.print(shownPath(folder));
    });
}

function bothSignals(ours: AbortSignal, theirs: AbortSignal | null | undefined): AbortSignal {
  return theirs === null || theirs === undefined ? ours : AbortSignal.any([ours, theirs]);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
