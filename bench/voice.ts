/**
 * What the local Polly costs: `node bench/voice.ts`. CPU of each stage for each second of audio, and
 * how fast and how silent the speech is.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { encode } from '../local/polly/audio/encode.ts';
import { resample } from '../local/polly/audio/resample.ts';
import { plainScript } from '../local/polly/script/plain-script.ts';
import { openSpeaker, type Speaker } from '../local/polly/speaker.ts';
import { findVoice } from '../local/polly/voices.ts';
import { silentShare } from './silence.ts';

const ROUNDS = 5;
const french = readFileSync(new URL('../content/telegram.fr.txt', import.meta.url), 'utf8').slice(0, 2500);
const english =
  'The secure messaging service announced on Tuesday that it had gained more than seventy million new users since the outage ' +
  'that hit its competitor. A huge failure on Monday forced billions of people to do without every service of the network. ';

const speaker = openSpeaker();
const started = performance.now();
await speaker.call({ markup: 'un', voice: 'fr+f2', rate: 155 });
const rows: object[] = [{ what: 'first sound of a new process, ms', value: Math.round(performance.now() - started) }];
for (const [id, text] of [
  ['Lea', french],
  ['Mathieu', french],
  ['Joanna', english.repeat(6)],
  ['Amy', english.repeat(6)],
] as const) {
  rows.push(...(await measure(speaker, id, text)));
}
rows.push({ what: 'memory of this process, MB', value: Math.round(process.memoryUsage().rss / 1e6) });
speaker.close();
console.table(rows);

async function measure(by: Speaker, id: string, text: string): Promise<object[]> {
  const { espeak } = findVoice(id) ?? { espeak: { name: 'fr', rate: 155 } };
  const { markup } = plainScript(text, 'fr-FR');
  const say = () => by.call({ markup, voice: espeak.name, rate: espeak.rate });
  const first = await say();
  const wall = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) await say();
  const speakMs = (performance.now() - wall) / ROUNDS;
  const { samples, sampleRateHz } = first;
  const seconds = samples.length / sampleRateHz;
  const floats = Float32Array.from(samples);
  const resampleMs = await cpuMs(() => resample(floats, sampleRateHz, 44_100));
  const bothMs = await cpuMs(() => encode({ samples, sampleRateHz, format: 'mp3', toHz: 44_100 }));
  const per = (ms: number) => Number((ms / seconds).toFixed(2));
  return [
    { what: `${id}: words a minute`, value: Math.round((text.split(/\s+/).length / seconds) * 60) },
    { what: `${id}: silence, %`, value: Math.round(silentShare(samples) * 100) },
    { what: `${id}: speak, ms for each second of audio (wall, with IPC)`, value: per(speakMs) },
    { what: `${id}: resample to 44.1 kHz, CPU ms for each second`, value: per(resampleMs) },
    { what: `${id}: encode MP3, CPU ms for each second`, value: per(bothMs - resampleMs) },
  ];
}

/** The mean over rounds after a warm one. */
async function cpuMs(work: () => unknown): Promise<number> {
  await work();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS;
}
