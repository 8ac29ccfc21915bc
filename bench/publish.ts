/**
 * What it takes to publish a book: `node bench/publish.ts [paragraphs]`. Without a number it is the longest article that is
 * let in: 5,000 paragraphs of 200 characters, each heard for 12 s in both languages. The library is not there: clips come
 * from one in memory after 5 ms, and what is written is counted and dropped. So the memory is that of the step alone; it
 * depends on what Node allows itself, which on a large machine is much. As in a function of 512 MB:
 * `node --max-old-space-size=460 --max-semi-space-size=25 bench/publish.ts`.
 */
import { setTimeout } from 'node:timers/promises';
import { mp3DurationMs, plainFrames } from '../core/audio/mp3.ts';
import type { NarrationDocument, ParagraphDocument } from '../core/contracts/work.ts';
import { workKeys } from '../core/keys.ts';
import type { Library } from '../core/ports.ts';
import { publishStep } from '../lambdas/publish/step.ts';
import { realPainter } from '../test/support/painter.ts';
import { upload } from '../test/support/samples.ts';
import { toneMp3 } from '../test/support/tone.ts';

const paragraphCount = Number(process.argv[2] ?? 5_000);
const clipSeconds = 12;
const clipDelayMs = 5;
const sentence = 'Une phrase de cinquante caractères, à peu de chose.';
const text = Array.from({ length: 4 }, () => sentence)
  .join(' ')
  .slice(0, 200);

const mp3 = plainFrames(await toneMp3(clipSeconds));
const written = new Map<string, number>();
const { article } = workKeys(upload.articleId, upload.revision);

/** The documents of a paragraph, made when they are asked for. */
function documentAt(key: string): unknown {
  if (key === article) {
    return { title: 'Un livre', format: 'text', encoding: 'utf-8', sha256: '0', paragraphCount, warnings: [] };
  }
  const [, number = '', kind] = /\/work\/(\d+)\.(.*)$/u.exec(key) ?? [];
  if (kind === 'json') return paragraphAt(Number(number));
  if (kind === 'en.json') return translationAt(Number(number));
  return kind?.endsWith('.clip.json') === true ? narrationAt(`${number}${kind}`) : undefined;
}

function paragraphAt(index: number): ParagraphDocument {
  const sentences = [0, 1, 2, 3].map(at => ({
    id: `p${index}s${at}`,
    start: at * (sentence.length + 1),
    end: Math.min(at * (sentence.length + 1) + sentence.length, text.length),
  }));
  return { index, kind: index % 40 === 0 ? 'heading' : 'text', text, sentences };
}

function translationAt(index: number): unknown {
  const { sentences } = paragraphAt(index);
  const machine = { origin: 'machine', engine: 'bench', characters: 200, reused: 0, warnings: [] };
  return { text, sentences, ...machine };
}

function narrationAt(hash: string): NarrationDocument {
  const starts = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ index, 0: { length } }) => ({ index, length }));
  const words = starts.map(({ index, length }, at) => ({ start: index, end: index + length, ms: 25 + at * 320 }));
  const paid = { engine: 'neural', characters: 200, markCharacters: 200, reused: 0 };
  return { hash, durationMs: mp3DurationMs(mp3), bytes: mp3.length, timings: 'words', words, spoken: [], ...paid };
}

const library: Library = {
  readJson: async key => {
    const value = documentAt(key);
    return value === undefined ? undefined : { value, etag: '"1"' };
  },
  writeJson: async (key, value) => {
    written.set(key, JSON.stringify(value).length);
    return 'written';
  },
  readFile: async () => {
    await setTimeout(clipDelayMs);
    // A copy each time, as from a socket.
    return new Uint8Array(mp3);
  },
  deleteFile: async () => undefined,
  writeFile: async (key, content, { bytes }) => {
    let length = 0;
    if (content instanceof Uint8Array) ({ length } = content);
    else for await (const part of content) length += part.length;
    if (length !== bytes) throw new Error(`${key}: ${length} bytes came, ${bytes} were announced`);
    written.set(key, length);
  },
};

const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
const idleMiB = mib(process.memoryUsage.rss());
const began = performance.now();
const cpu = process.cpuUsage();
await publishStep({ library, painter: realPainter(), siteUrl: 'https://diglot.example' })(upload);
const { user, system } = process.cpuUsage(cpu);
console.table(Array.from(written, ([key, bytes]) => ({ file: key.slice(key.lastIndexOf('/') + 1), MiB: mib(bytes) })));
console.table({
  paragraphs: paragraphCount,
  'hours of speech, both languages': (paragraphCount * 2 * clipSeconds) / 3_600,
  seconds: Math.round((performance.now() - began) / 1_000),
  'seconds of processor': Math.round((user + system) / 1_000_000),
  'MiB resident before': idleMiB,
  'MiB resident at most': mib(process.resourceUsage().maxRSS * 1_024),
});
