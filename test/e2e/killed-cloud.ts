import { channel } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import * as v from 'valibot';
import { startCloud } from '../../local/cloud.ts';

/**
 * A local cloud in a process of its own, that notes what its endpoints bill and kills itself with SIGKILL at a moment of the
 * article's way. It prints its description as its only line.
 *
 * Its translator answers at once; its voice is the real one. With a moment to die at it works with one environment a
 * function, so that no call but the awaited one is under way then, and the bill of that moment is known.
 */
const [, , assemblyFolder = '', dataFolder = '', billFile = '', moment = 'never'] = process.argv;

/** What has happened in this life of the cloud. */
const seen = { translationsAsked: 0, pollyAsked: 0, put: [] as string[] };
const keptIn = (folder: RegExp) => seen.put.filter(key => folder.test(key)).length;

/** Each moment, as a condition on what has happened so far; `event` is what happens just now. */
const moments: Readonly<Record<string, (event: string) => boolean>> = {
  never: () => false,
  splitting: event => event.includes('/work/2.json'),
  // Nothing is being spoken then: all of the French is, and the English of what was translated before.
  translating: () => seen.translationsAsked === 2 && keptIn(/\/work\/\d+\.(?:fr|en)\.clip\.json/u) === 5,
  // A clip is two calls: its sound, then its speech marks.
  'before a sound': event => event === 'polly' && allTranslationsKept() && seen.pollyAsked % 2 === 1,
  'between sound and marks': event => event === 'polly' && allTranslationsKept() && seen.pollyAsked % 2 === 0,
  publishing: event => event.includes('/article.en.mp3'),
  'writing the manifest': event => event.includes('/edition.json') && keptIn(/article\.fr-en\.mp3/u) > 0,
};
const allTranslationsKept = () => seen.translationsAsked === keptIn(/\/translations\//u);

const isMoment = moments[moment];
if (isMoment === undefined) throw new Error(`There is no moment ${moment}.`);
function happened(event: string): void {
  if (isMoment?.(event) === true) process.kill(process.pid, 'SIGKILL');
}

/** Before a kill can come, it is on the disk. */
function bill(kind: string, characters: number): void {
  appendFileSync(billFile, `${JSON.stringify({ kind, characters })}\n`);
}

const PutStart = v.object({ request: v.looseObject({ method: v.literal('PUT'), url: v.string() }) });
channel('http.server.request.start').subscribe(message => {
  const put = v.safeParse(PutStart, message);
  if (put.success) happened(`PUT ${put.output.request.url}`);
});
channel('http.server.response.finish').subscribe(message => {
  const put = v.safeParse(PutStart, message);
  if (!put.success) return;
  seen.put.push(put.output.request.url);
  happened('kept');
});
channel('http2.server.stream.start').subscribe(() => {
  seen.pollyAsked += 1;
  happened('polly');
});
const Spoken = v.object({
  headers: v.looseObject({ 'content-type': v.string(), 'x-amzn-requestcharacters': v.string() }),
});
channel('http2.server.stream.finish').subscribe(message => {
  const answer = v.safeParse(Spoken, message);
  if (!answer.success) return;
  const { headers } = answer.output;
  bill(headers['content-type'] === 'audio/mpeg' ? 'speech' : 'marks', Number(headers['x-amzn-requestcharacters']));
});

/** What the cloud dies in the middle of never gets its answer. */
const isHeld = () => moment === 'translating' && seen.translationsAsked === 2;

const cloud = await startCloud({
  assemblyFolder,
  dataFolder,
  ...(moment === 'never' ? {} : { maxEnvironments: 1 }),
  translateEngines: [
    {
      name: 'apertium',
      present: () => true,
      start: async () => ({
        name: 'apertium',
        version: 'toy',
        async translate(lines: readonly string[]) {
          seen.translationsAsked += 1;
          if (isHeld()) await new Promise<never>(() => undefined);
          bill('translate', Array.from(lines.join('\n')).length);
          return lines.map(line => `They say: ${line}`);
        },
        close: async () => undefined,
      }),
    },
  ],
});
process.stdout.write(`${JSON.stringify(cloud.description)}\n`);
