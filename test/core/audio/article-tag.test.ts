import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IAudioMetadata, parseBuffer } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleTag, tagLimits } from '../../../core/audio/id3/article-tag.ts';
import { infoFrame } from '../../../core/audio/info-frame.ts';
import { joinBytes } from '../../../core/audio/join-bytes.ts';
import { mp3DurationMs, mp3Format, plainFrames } from '../../../core/audio/mp3.ts';
import { chaptersOf } from '../../../core/captions/chapters.ts';
import { sentenceCues } from '../../../core/captions/cues.ts';
import { coverPixels } from '../../../core/cover/cover-svg.ts';
import type { Edition } from '../../../core/edition/schema.ts';
import { type Track, timeline, tracks } from '../../../core/edition/timeline.ts';
import { decode } from '../../e2e/decoded.ts';
import { editionOf, nastySentences, spokenParagraphs, type Written } from '../../support/editions.ts';
import { probed } from '../../support/ffprobe.ts';
import { realPainter } from '../../support/painter.ts';
import { toneMp3 } from '../../support/tone.ts';

const weather: readonly Written[] = [
  { kind: 'title', fr: ['Le temps'], en: ['The weather'] },
  { fr: ['Il pleut ici.', 'Il neige là-bas.'], en: ['It is raining here.', 'It is snowing there.'] },
  { kind: 'heading', fr: ['Demain'], en: ['Tomorrow'] },
  { fr: ['Il fera beau.'], en: ['It will be fine.'] },
];

const nastyTitles: ReadonlyArray<readonly [string, string]> = [
  ['markup', ']]> --> <b>&amp;</b>'],
  ['emoji', '👨‍👩‍👧 🎉 été'],
  ['right-to-left scripts', 'العربية — עברית'],
  ['300 characters', 'très long '.repeat(30).trim()],
];

let cover: { mimeType: string; bytes: Uint8Array };
let tone: Uint8Array<ArrayBuffer>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diglot-tag-'));
  tone = plainFrames(await toneMp3(4));
  const square = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${coverPixels} ${coverPixels}"></svg>`;
  cover = { mimeType: 'image/png', bytes: await realPainter().paint(square) };
});

afterAll(() => rm(folder, { recursive: true }));

/** The tag in front of four seconds of sound, as publish makes a recording. */
function recordingOf(edition: Edition, track: Track): Uint8Array<ArrayBuffer> {
  const count = Math.round((mp3DurationMs(tone) * 44.1) / mp3Format(tone).samplesPerFrame);
  return joinBytes([articleTag(edition, track, cover), infoFrame(tone, count), tone]);
}

async function read(edition: Edition, track: Track) {
  const recording = recordingOf(edition, track);
  const file = join(folder, `${crypto.randomUUID()}.mp3`);
  await writeFile(file, recording);
  return { probe: await probed(file), metadata: await parseBuffer(recording, 'audio/mpeg', { includeChapters: true }) };
}

function texts(metadata: IAudioMetadata, id: string): unknown[] {
  return (metadata.native['ID3v2.4'] ?? []).filter(tag => tag.id === id).map(({ value }) => value);
}

describe('the tag of a recording', () => {
  const edition = editionOf(spokenParagraphs(...weather));

  it.each([
    ['fr', 'Le temps', ['fra']],
    ['en', 'The weather', ['eng']],
    ['fr-en', 'Le temps · The weather', ['fra', 'eng']],
  ] as const)('names %s in its language', async (track, title, languages) => {
    const { probe, metadata } = await read(edition, track);
    expect(metadata.common).toMatchObject({ title, album: 'Le temps', genre: ['Speech'] });
    expect(probe.format.tags).toMatchObject({ title, album: 'Le temps', genre: 'Speech', encoder: 'Diglot' });
    expect(texts(metadata, 'TLAN')).toEqual(languages);
  });

  it('has the chapters of the captions, one after another from the first moment to the last', async () => {
    const { probe, metadata } = await read(edition, 'fr');
    const chapters = chaptersOf(timeline(edition.paragraphs, 'fr'));
    expect(chapters.map(({ title }) => title)).toEqual(['Le temps', 'Demain']);
    const seen = probe.chapters.map(({ tags, start_time, end_time }) => ({
      title: tags['title'],
      startMs: Math.round(start_time * 1000),
      endMs: Math.round(end_time * 1000),
    }));
    expect(seen).toEqual(chapters);
    expect(metadata.format.chapters?.map(({ title }) => title)).toEqual(['Le temps', 'Demain']);
  });

  it.each(['fr', 'en', 'fr-en'] as const)('has the sentences of %s as lyrics, when they begin', async track => {
    const { metadata } = await read(edition, track);
    const lyrics = metadata.common.lyrics ?? [];
    const lines = lyrics.map(({ language, syncText }) => ({
      language,
      lines: syncText.map(({ text, timestamp }) => [timestamp, text.replace(/^\n/u, '')]),
    }));
    const heard = sentenceCues(timeline(edition.paragraphs, track));
    expect(lines).toEqual(
      tracks[track].map(language => ({
        language: { fr: 'fra', en: 'eng' }[language],
        lines: heard
          .filter(cue => cue.language === language)
          .map(({ startMs, stretches }) => [startMs, stretches.map(({ text }) => text).join('')]),
      })),
    );
  });

  it('has the cover, square, without transparency', async () => {
    const { probe, metadata } = await read(edition, 'fr');
    expect(metadata.common.picture).toMatchObject([{ format: 'image/png', type: 'Cover (front)' }]);
    expect(metadata.common.picture?.[0]?.data).toEqual(cover.bytes);
    expect(probe.streams.find(({ codec_type }) => codec_type === 'video')).toMatchObject({
      codec_name: 'png',
      width: coverPixels,
      height: coverPixels,
      pix_fmt: 'rgb24',
    });
  });

  it('leaves length and sound as they are, and gives no reader a reason to warn', async () => {
    const { probe, metadata } = await read(edition, 'fr');
    expect(probe.warnings).toBe('');
    expect(metadata.quality.warnings).toEqual([]);
    expect(probe.format.duration * 1000).toBeCloseTo(mp3DurationMs(tone), -1);
    const [tagged, plain] = [await decode(recordingOf(edition, 'fr'), 44_100), await decode(tone, 44_100)];
    expect(tagged.warnings).toBe('');
    expect(tagged.samples).toEqual(plain.samples);
  });
});

describe('a tag brings through', () => {
  it.each(nastyTitles)('%s in a title and in a chapter', async (_, title) => {
    const paragraphs = spokenParagraphs(
      { kind: 'title', fr: [title], en: [title] },
      { kind: 'heading', fr: [title], en: [title] },
    );
    const { probe, metadata } = await read(editionOf(paragraphs, title), 'fr-en');
    expect([metadata.common.title, probe.format.tags['title']]).toEqual([title, title]);
    const chapters = probe.chapters.map(({ tags }) => tags['title'] ?? '');
    expect(chapters).toEqual(metadata.format.chapters?.map(chapter => chapter.title));
    expect(chapters).toHaveLength(4);
    for (const chapter of chapters) {
      expect(title.startsWith(chapter.replace(/…$/u, ''))).toBe(true);
      expect(chapter === title || Buffer.byteLength(chapter) > tagLimits.maxChapterTitleBytes - 20).toBe(true);
    }
  });

  it('line breaks and NULs in a title as spaces, and no title as the id of the article', async () => {
    const paragraphs = spokenParagraphs({ fr: ['Oui.'], en: ['Yes.'] });
    const broken = await read(editionOf(paragraphs, 'Une\nligne\0et \r\n une autre'), 'fr');
    expect(broken.metadata.common.title).toBe('Une ligne et  une autre');
    expect((await read(editionOf(paragraphs, ' '), 'fr')).metadata.common.title).toBe('temps-0a1b2c');
  });

  it('all that captions may stumble over, in the lyrics', async () => {
    const paragraphs = spokenParagraphs({ fr: nastySentences, en: ['None of it.'] });
    const { probe, metadata } = await read(editionOf(paragraphs), 'fr');
    const lines = metadata.common.lyrics?.[0]?.syncText.map(({ text }) => text.replace(/^\n/u, ''));
    expect(lines).toEqual(nastySentences.map(text => text.replaceAll(/[\n\r\u2028\u0085]\s*/gu, ' ').trim()));
    expect(probe.warnings).toBe('');
  });
});

describe('the tag of a book', () => {
  const heading = (index: number): Written => ({
    kind: 'heading',
    fr: [`Chapitre ${index}`],
    en: [`Chapter ${index}`],
  });

  it('lists each of 255 chapters, as many as a table of contents holds', async () => {
    const edition = editionOf(spokenParagraphs(...Array.from({ length: 255 }, (_, index) => heading(index))));
    const { probe, metadata } = await read(edition, 'fr');
    expect(probe.chapters).toHaveLength(255);
    expect(metadata.format.chapters?.map(({ title }) => title)).toEqual(
      probe.chapters.map(({ tags }) => tags['title']),
    );
    expect(metadata.format.chapters?.at(-1)?.title).toBe('Chapitre 254');
  });

  it('lists every other one of 256, without a gap', async () => {
    const edition = editionOf(spokenParagraphs(...Array.from({ length: 256 }, (_, index) => heading(index))));
    const { probe, metadata } = await read(edition, 'fr');
    expect([probe.chapters.length, metadata.format.chapters?.length]).toEqual([128, 128]);
    for (const [index, { end_time }] of probe.chapters.entries()) {
      expect(end_time).toBe(probe.chapters[index + 1]?.start_time ?? end_time);
    }
    // The title of each has two words of 400 ms, and 100 ms more.
    expect(probe.chapters.at(-1)?.end_time).toBeCloseTo(256 * 0.9, 3);
  });

  it('stays small: without the lyrics of a whole book, of which half would mislead', () => {
    const page = 'Une phrase comme il y en a tant dans les livres, ni courte ni longue.';
    const paragraphs = spokenParagraphs(...Array.from({ length: 2_000 }, () => ({ fr: [page, page], en: [''] })));
    const noCover = { mimeType: 'image/png', bytes: new Uint8Array() };
    const tagOf = (count: number) => articleTag(editionOf(paragraphs.slice(0, count)), 'fr', noCover);
    const hasLyrics = (tag: Uint8Array) => Buffer.from(tag).includes('SYLT');
    expect([1_500, 2_000].map(count => hasLyrics(tagOf(count)))).toEqual([true, false]);
    expect(tagOf(2_000).length).toBeLessThan(64 * 1024);
  });
});
