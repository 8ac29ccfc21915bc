import { setTimeout as later } from 'node:timers/promises';
import { mp3DurationMs } from '../core/audio/mp3.ts';
import type { NarrationDocument } from '../core/contracts/work.ts';
import type { ParagraphWork } from '../core/edition/build.ts';
import type { Library } from '../core/ports.ts';
import { publishAudio } from '../lambdas/publish/audio.ts';
import { publishCover } from '../lambdas/publish/cover.ts';
import { editionOf, spokenParagraphs } from '../test/support/editions.ts';
import { realPainter } from '../test/support/painter.ts';
import { upload } from '../test/support/samples.ts';
import { toneMp3 } from '../test/support/tone.ts';

/** `node bench/recordings.ts`: how long the recordings of the longest book take, and how much memory. */

const paragraphCount = 5_000;
const clipSeconds = 7.2;
/** What the Library bucket takes to answer, about. */
const readMs = 5;

const sentence = 'Une phrase comme il y en a tant dans les livres, ni courte ni longue, qui dit ce qu’elle a à dire.';
const paragraphs = spokenParagraphs(
  ...Array.from({ length: paragraphCount }, (_, index) => ({
    kind: index % 100 === 0 ? ('heading' as const) : ('text' as const),
    fr: [sentence, sentence],
    en: [sentence, sentence],
  })),
);
const clip = await toneMp3(clipSeconds);
const narration: NarrationDocument = {
  hash: 'clip',
  durationMs: mp3DurationMs(clip),
  bytes: clip.length,
  timings: 'words',
  words: [],
  spoken: [],
  engine: 'neural',
  characters: 0,
  markCharacters: 0,
  reused: 0,
};
const work: ParagraphWork[] = paragraphs.map(({ index, kind }) => ({
  paragraph: { index, kind, text: '', sentences: [] },
  translations: {},
  narrations: { fr: narration, en: narration },
}));

const library: Library = {
  readJson: async () => undefined,
  writeJson: async () => 'written',
  deleteFile: async () => undefined,
  async readFile() {
    await later(readMs);
    return Uint8Array.from(clip);
  },
  async writeFile(key, content, { bytes }) {
    let written = 0;
    if (content instanceof Uint8Array) written = content.length;
    else for await (const part of content) written += part.length;
    if (written !== bytes) throw new Error(`${key} has ${written} bytes, not ${bytes}.`);
    process.stdout.write(`${key}: ${(bytes / 1e6).toFixed(1)} MB\n`);
  },
};

const beforeMb = process.memoryUsage().rss / 1e6;
const startMs = performance.now();
const edition = editionOf(paragraphs);
const { cover } = await publishCover(library, realPainter(), upload, edition);
await publishAudio(library, upload, work, edition, cover);
const seconds = (performance.now() - startMs) / 1000;
const peakMb = process.resourceUsage().maxRSS / 1e3;
process.stdout.write(
  `${seconds.toFixed(0)} s, ${peakMb.toFixed(0)} MB at most, of which ${beforeMb.toFixed(0)} MB were the texts\n`,
);
