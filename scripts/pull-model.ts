import { parseArgs } from 'node:util';
import { PullFailed, type PullProgress, pullModel } from '../local/translate/firefox/pull-model.ts';

/** Fetches the Firefox Translations model, for `npm run setup`: progress on stderr, exit code 1 if it does not come. */
const { positionals } = parseArgs({ allowPositionals: true });
const [folder = '.diglot/models'] = positionals;

try {
  await pullModel({ folder, fetch, onProgress: stepwise() });
} catch (error) {
  if (!(error instanceof PullFailed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** One line for each tenth of a file: readable in a terminal and in the log of a build. */
function stepwise(): (progress: PullProgress) => void {
  let last = '';
  return ({ file, bytes, totalBytes, state }) => {
    const line = `  ${file} ${state === 'kept' ? 'is there' : `${Math.floor((bytes / totalBytes) * 10) * 10} %`}`;
    if (line !== last) console.error(line);
    last = line;
  };
}
