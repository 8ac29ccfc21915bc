import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../cli/cloud/download.ts';
import { maxTruePeakDb, targetLufs } from '../../core/audio/level.ts';
import { mp3DurationMs, mp3Format } from '../../core/audio/mp3.ts';
import { chaptersOf } from '../../core/captions/chapters.ts';
import { recordingTitle } from '../../core/edition/recording-title.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { timeline, trackNames, tracks } from '../../core/edition/timeline.ts';
import { languages } from '../../core/languages.ts';
import { probeTranslationEngines } from '../../local/translate/probe.ts';
import { diglot, projectFolder, type Ran } from '../cli/diglot.ts';
import { epubcheck, hasJava } from '../support/epubcheck.ts';
import { probed } from '../support/ffprobe.ts';
import { loudnessByFfmpeg } from '../support/loudness.ts';
import { pauseAround } from '../support/pauses.ts';
import { readEpub } from '../support/read-epub.ts';
import { decodedFrom, displacement } from '../support/seek.ts';
import { readWebvtt } from '../support/webvtt.ts';
import { decode, durationMs, silentShare } from './decoded.ts';
import { editionIn, type PrintedOutcome } from './outcome.ts';

/** Real synthesis of four minutes of speech, on two cores that others may use too. */
const runTimeoutMs = 600_000;
const sample = path.join(projectFolder, 'content', 'telegram.fr.txt');
const engines = await probeTranslationEngines(path.join(projectFolder, '.diglot', 'models'));
const hasEngine = engines.some(({ present }) => present);

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'diglot-sample-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

function run(...parameters: string[]): Promise<Ran> {
  return diglot(['run', sample, '--data', path.join(scratch, 'data'), '--json', ...parameters]);
}

describe('the sample article', () => {
  let ran: Ran;
  let outcome: PrintedOutcome;
  let folder = '';
  let edition: Edition;
  beforeAll(async () => {
    ran = await run('--out', path.join(scratch, 'first'));
    ({ outcome, folder, edition } = await editionIn(ran.stdout));
  }, runTimeoutMs);

  it('is complete, with exit code 0, one JSON line, and progress on stderr only', () => {
    expect(ran.exitCode).toBe(0);
    expect(outcome).toMatchObject({ status: 'complete', paragraphs: 14, error: null });
    expect(outcome.articleId).toMatch(/^telegram-fr-[0-9a-f]{6}$/u);
    expect(ran.stderr).toMatch(/\d+ of 28 clips/u);
  });

  it('has its 14 paragraphs in order, the kicker split off the title', () => {
    expect(edition.paragraphs.map(({ index }) => index)).toEqual([...Array(14).keys()]);
    const kinds = edition.paragraphs.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['kicker', 'title']);
    expect(kinds.flatMap((kind, index) => (kind === 'heading' ? [index] : []))).toEqual([7, 11]);
    expect(edition.paragraphs[0]?.versions.fr?.text).toBe('Réseaux sociaux');
  });

  it('loses nothing of the text', async () => {
    const withoutSpace = (text: string) => text.normalize('NFC').replaceAll(/\s/gu, '');
    const texts = edition.paragraphs.map(({ versions }) => versions.fr?.text ?? '').join('');
    expect(withoutSpace(texts)).toBe(withoutSpace(await readFile(sample, 'utf8')));
  });

  it('rests on the reviewed memory, sentence by sentence, and costs no translation', () => {
    const english = edition.paragraphs.map(({ versions }) => versions.en);
    expect(english.map(version => version?.origin)).toEqual(Array(14).fill('memory'));
    expect(english[10]?.text).toContain('“I would like to say the following');
    for (const { versions } of edition.paragraphs) {
      const ids = versions.fr?.sentences.map(({ id }) => id);
      expect(versions.en?.sentences.map(({ id }) => id)).toEqual(ids);
    }
    expect(outcome.receipt).toMatchObject({ translate: { characters: 0 }, usd: { translate: 0 } });
    expect(outcome.receipt?.narrate.characters).toBeGreaterThan(3_000);
  });

  it('has every file that it names, of the size that it says, and no others', async () => {
    const files = await readdir(folder, { recursive: true });
    const player = ['player', 'player/fonts', 'player/player.css', 'player/player.js'];
    const expected = [...filesOf(edition), 'clips', 'edition.json', 'index.html', ...player];
    expect(files.filter(file => !/^player\/fonts\/[\w-]+\.woff2$/u.test(file)).sort()).toEqual(expected.sort());
    for (const { file, bytes } of edition.downloads) expect((await stat(path.join(folder, file))).size).toBe(bytes);
    expect(files).toEqual(
      expect.arrayContaining(languages.flatMap(code => [`article.${code}.mp3`, `article.${code}.txt`])),
    );
  });

  it.each(languages)(
    'is spoken in %s: decodes without a warning, at 44.1 kHz, as long as its clips, not too fast, not silent',
    async language => {
      const mp3 = await readFile(path.join(folder, `article.${language}.mp3`));
      expect(mp3Format(mp3)).toMatchObject({ sampleRateHz: 44_100, channelMode: 'mono' });
      const decoded = await decode(mp3, 44_100);
      expect(decoded.warnings).toBe('');

      const spoken = edition.paragraphs.flatMap(({ versions }) => versions[language] ?? []);
      const clips = spoken.flatMap(({ clip }) => clip ?? []);
      expect(clips).toHaveLength(14);
      const clipsMs = clips.reduce((total, clip) => total + clip.durationMs, 0);
      expect(Math.abs(durationMs(decoded) - clipsMs)).toBeLessThan(50);
      expect(Math.abs((edition.audio[language]?.durationMs ?? 0) - clipsMs)).toBeLessThan(1);
      for (const clip of clips) {
        expect(mp3DurationMs(await readFile(path.join(folder, clip.file)))).toBeCloseTo(clip.durationMs, 0);
      }

      const words = spoken.flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []).length;
      const wordsPerMinute = words / (clipsMs / 60_000);
      expect(wordsPerMinute).toBeGreaterThan(130);
      expect(wordsPerMinute).toBeLessThan(200);
      expect(silentShare(decoded)).toBeLessThan(0.25);
    },
  );

  it('is spoken in both languages in turn, as long as both, without a warning', async () => {
    const decoded = await decode(await readFile(path.join(folder, 'article.fr-en.mp3')), 44_100);
    expect(decoded.warnings).toBe('');
    const { fr, en, 'fr-en': both } = edition.audio;
    expect(both?.durationMs).toBeCloseTo((fr?.durationMs ?? 0) + (en?.durationMs ?? 0), 1);
    expect(Math.abs(durationMs(decoded) - (both?.durationMs ?? 0))).toBeLessThan(50);
  });

  it('is as loud in one language as in the other, within 1 LU, and clips nowhere', async () => {
    const measured = await Promise.all(
      trackNames.map(async track => loudnessByFfmpeg(await readFile(path.join(folder, `article.${track}.mp3`)))),
    );
    const lufs = measured.map(loudness => loudness.lufs);
    expect(Math.max(...lufs) - Math.min(...lufs)).toBeLessThanOrEqual(1);
    for (const { lufs: one, truePeakDb } of measured) {
      expect(Math.abs(one - targetLufs)).toBeLessThanOrEqual(0.5);
      expect(truePeakDb).toBeLessThanOrEqual(maxTruePeakDb + 0.1);
    }
  });

  it.each(languages)(
    'pauses in %s as a narrator does: after a paragraph, longer around a heading and after the title',
    async language => {
      const { samples } = await decode(await readFile(path.join(folder, `article.${language}.mp3`)), 44_100);
      const pauses = edition.paragraphs.slice(1).map((next, index) => {
        const startMs = next.versions[language]?.clip?.startMs ?? 0;
        return { after: edition.paragraphs[index]?.kind, before: next.kind, ms: pauseAround(samples, 44_100, startMs) };
      });
      const between = (after: string, before: string) =>
        pauses.filter(pause => pause.after === after && pause.before === before).map(({ ms }) => ms);
      const paragraphs = between('text', 'text');
      expect(Math.min(...paragraphs)).toBeGreaterThanOrEqual(450);
      expect(Math.max(...paragraphs)).toBeLessThanOrEqual(1_300);
      const usual = paragraphs.reduce((sum, ms) => sum + ms, 0) / paragraphs.length;
      for (const ms of [...between('text', 'heading'), ...between('heading', 'text'), ...between('title', 'text')]) {
        expect(ms).toBeGreaterThan(usual);
        expect(ms).toBeLessThan(2_000);
      }
    },
  );

  it.each(trackNames)('in %s can be sought to the frame, behind its tag', async track => {
    const file = path.join(folder, `article.${track}.mp3`);
    const { samples } = await decode(await readFile(file), 44_100);
    for (const second of [7, 40.5, 61.234]) {
      // Longer than a pause, as silence is the same everywhere. The first frames lack what the bit reservoir of those before them holds.
      const warmUp = 4 * 1_152;
      const sought = (await decodedFrom(file, second)).subarray(warmUp, 40_000);
      expect(sought.some(level => Math.abs(level) > 500)).toBe(true);
      const moved = displacement(samples, sought, Math.round(second * 44_100) + warmUp, 2_304);
      expect(Math.abs(moved ?? Number.NaN)).toBeLessThanOrEqual(1_152);
    }
  });

  it.each(trackNames)('tells players in %s its title, chapters, languages, lyrics and cover', async track => {
    const file = path.join(folder, `article.${track}.mp3`);
    const [probe, metadata] = [await probed(file), await parseFile(file, { includeChapters: true })];
    const chapters = chaptersOf(timeline(edition.paragraphs, track));
    expect(probe.warnings).toBe('');
    expect(probe.chapters.map(({ start_time }) => Math.round(start_time * 1000))).toEqual(
      chapters.map(({ startMs }) => startMs),
    );
    expect(metadata.format.chapters?.map(({ title }) => title)).toEqual(chapters.map(({ title }) => title));
    expect(metadata.common.title).toBe(recordingTitle(edition, track));
    expect(metadata.common.lyrics?.map(({ language }) => language)).toEqual(
      tracks[track].map(language => ({ fr: 'fra', en: 'eng' })[language]),
    );
    const sentences = edition.paragraphs.flatMap(({ versions }) =>
      tracks[track].flatMap(code => versions[code]?.sentences ?? []),
    );
    expect(metadata.common.lyrics?.flatMap(({ syncText }) => syncText)).toHaveLength(sentences.length);
    const cover = new Uint8Array(await readFile(path.join(folder, 'cover.png')));
    expect(metadata.common.picture?.map(({ data }) => data)).toEqual([cover]);
    const lengthMs = edition.audio[track]?.durationMs ?? 0;
    for (const seconds of [probe.format.duration, metadata.format.duration ?? 0]) {
      expect(Math.abs(seconds * 1000 - lengthMs)).toBeLessThan(27);
    }
  });

  it.each(trackNames)('has captions for %s: every sentence once, each word within its time', async track => {
    const cues = readWebvtt(await readFile(path.join(folder, `article.${track}.vtt`), 'utf8'));
    const spoken = edition.paragraphs.flatMap(({ versions }) => tracks[track].flatMap(code => versions[code] ?? []));
    const sentences = spoken.flatMap(({ text, sentences: spans }) =>
      spans.map(({ start, end }) => text.slice(start, end)),
    );
    expect(cues.map(({ text }) => text)).toEqual(sentences);
    expect(cues.at(-1)?.endMs).toBe(Math.round(edition.audio[track]?.durationMs ?? 0));
    const timed = spoken.flatMap(({ clip }) => clip?.words ?? []).length;
    // The first word of a sentence begins with its cue.
    expect(cues.flatMap(({ times }) => times)).toHaveLength(timed - cues.length);
  });

  it('is a book that plays every clip from its beginning to its end, within a frame each', async () => {
    const { parts, files } = readEpub(await readFile(path.join(folder, 'article.fr-en.epub')));
    const playedMs = new Map<string, number>();
    for (const { clip, beginMs, endMs } of parts.flatMap(({ pars }) => pars)) {
      expect(beginMs).toBe(playedMs.get(clip) ?? 0);
      playedMs.set(clip, endMs);
    }
    expect(playedMs.size).toBe(28);
    for (const [clip, endMs] of playedMs) {
      const clipMs = mp3DurationMs(files.get(`EPUB/${clip}`) ?? new Uint8Array());
      expect(endMs).toBeLessThanOrEqual(clipMs);
      expect(clipMs - endMs).toBeLessThan(1_152 / 44.1);
    }
  });

  it.skipIf(!hasJava)(
    'is a book of which EPUBCheck has nothing to say (skipped where there is no Java)',
    async () => {
      expect(await epubcheck(await readFile(path.join(folder, 'article.fr-en.epub')))).toEqual([]);
    },
    runTimeoutMs,
  );

  it(
    'uploaded again is paid for once: the same bytes, and not a character more',
    async () => {
      const again = await editionIn((await run('--out', path.join(scratch, 'again'))).stdout);
      expect(again.outcome.receipt).toMatchObject({ narrate: { characters: 0 }, usd: { total: 0 } });
      for (const language of languages) {
        const name = `article.${language}.mp3`;
        expect(await readFile(path.join(again.folder, name))).toEqual(await readFile(path.join(folder, name)));
      }
    },
    runTimeoutMs,
  );

  // Why it may be skipped: without an engine the run must fail, which service-failures.test.ts holds.
  it.skipIf(!hasEngine)(
    'without the memory is translated by the engine of this machine (skipped where none is)',
    async () => {
      const machine = await editionIn((await run('--no-memory', '--out', path.join(scratch, 'machine'))).stdout);
      expect(machine.outcome).toMatchObject({ status: 'complete', paragraphs: 14 });
      expect(machine.outcome.receipt?.translate.characters).toBeGreaterThan(2_000);
      for (const { versions } of machine.edition.paragraphs) {
        expect(versions.en?.origin).toBe('machine');
        expect(versions.en?.text).not.toBe(versions.fr?.text);
      }
    },
    runTimeoutMs,
  );
});
