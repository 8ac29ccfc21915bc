/**
 * How true the word times of the local voice are: `node bench/word-timings.ts`. Of running speech, the errors against the
 * sound itself; runningWords says how that is found, and why not where a word begins with a vowel.
 */
import { readFileSync } from 'node:fs';
import { languages } from '../core/languages.ts';
import { openLocalPolly } from '../test/support/local-polly.ts';
import { runningWords, spread } from '../test/support/word-onsets.ts';

const fixtures = new URL('../test/fixtures/', import.meta.url);

const polly = await openLocalPolly();
const rows = [];
for (const language of languages) {
  const file = readFileSync(new URL(`running-sentences.${language}.txt`, fixtures), 'utf8');
  const words = [];
  for (const sentence of file.trimEnd().split('\n')) words.push(...(await runningWords(polly, language, sentence)));
  for (const glides of [false, true]) {
    const errors = words.filter(word => word.glides === glides).map(({ errorMs }) => errorMs);
    const { medianMs, maxMs } = spread(errors);
    rows.push({
      language,
      'words that begin with': glides ? 'a vowel (no border to find)' : 'a consonant',
      words: errors.length,
      'median |error|, ms': Math.round(medianMs),
      'largest |error|, ms': Math.round(maxMs),
    });
  }
}
await polly.close();
console.table(rows);
