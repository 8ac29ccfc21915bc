import RssParser from 'rss-parser';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinMp3, mp3DurationMs, plainFrames } from '../../core/audio/mp3.ts';
import { EditionSchema } from '../../core/edition/schema.ts';
import { trackNames } from '../../core/edition/timeline.ts';
import { bookIdentifier } from '../../core/epub/book.ts';
import { reportText } from '../../core/failure.ts';
import { clipFile, editionFileKey, editionKey, feedKey, libraryKey } from '../../core/keys.ts';
import type { Language } from '../../core/languages.ts';
import { roundMs } from '../../core/milliseconds.ts';
import { publishStep } from '../../lambdas/publish/step.ts';
import { decode, durationMs } from '../e2e/decoded.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { realPainter } from '../support/painter.ts';
import { readEpub } from '../support/read-epub.ts';
import { givenParagraphs, keys, paragraph, upload } from '../support/samples.ts';
import { toneMp3 } from '../support/tone.ts';
import { readWebvtt } from '../support/webvtt.ts';

const tones = new Map<string, Uint8Array<ArrayBuffer>>();
beforeAll(async () => {
  for (const [hash, seconds] of Object.entries({ aa: 0.2, bb: 0.3, cc: 0.4 })) tones.set(hash, await toneMp3(seconds));
});

/** Two paragraphs, translated; `clips` says which are spoken, by hash. */
async function given(clips: Partial<Record<Language, readonly (string | undefined)[]>>) {
  const library = memoryLibrary();
  const paragraphs = [paragraph(0, 'Il pleut.'), paragraph(1, 'Il neige.')];
  await givenParagraphs(library, ...paragraphs);
  await library.writeJson(keys.article, {
    title: 'Le temps',
    format: 'text',
    encoding: 'utf-8',
    sha256: '0'.repeat(64),
    paragraphCount: paragraphs.length,
    warnings: [],
  });
  for (const { index, sentences } of paragraphs) {
    const text = `Sentence ${index}.`;
    const translated = sentences.map(({ id }) => ({ id, start: 0, end: text.length, origin: 'machine' }));
    await library.writeJson(keys.translation(index, 'en'), {
      text,
      sentences: translated,
      origin: 'machine',
      engine: 'test',
      characters: 100,
      reused: 5,
      warnings: [],
    });
  }
  for (const language of ['fr', 'en'] as const) {
    for (const [index, hash] of (clips[language] ?? []).entries()) {
      const mp3 = hash === undefined ? undefined : tones.get(hash);
      if (hash === undefined || mp3 === undefined) continue;
      await library.writeFile(clipFile(hash).audio, mp3, { type: 'audio/mpeg', bytes: mp3.length });
      await library.writeJson(keys.narration(index, language), {
        hash,
        durationMs: roundMs(mp3DurationMs(mp3)),
        bytes: mp3.length,
        timings: 'words',
        words: [],
        spoken: [],
        engine: 'neural',
        characters: 1_000,
        markCharacters: 0,
        reused: 20,
      });
    }
  }
  const edition = () => v.parse(EditionSchema, library.json(editionKey(upload.articleId)));
  const publish = publishStep({ library, painter: realPainter(), siteUrl: 'https://diglot.example' });
  return { library, publish, edition };
}

describe('publish', () => {
  it('joins the clips of each language and places each where those before it end', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    expect(await publish(upload)).toEqual({ status: 'complete' });
    const file = library.objects.get(editionFileKey(upload.articleId, upload.revision, 'article.fr.mp3'));
    expect(mp3DurationMs(file?.bytes ?? new Uint8Array())).toBeCloseTo(edition().audio.fr?.durationMs ?? 0, 2);
    const [first, second] = edition().paragraphs;
    expect(first?.versions.fr?.clip).toMatchObject({ file: 'clips/aa.mp3', startMs: 0 });
    expect(second?.versions.fr?.clip?.startMs).toBe(first?.versions.fr?.clip?.durationMs);
  });

  it('speaks each paragraph in French, then in English, in a recording as long as both', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    const mp3 = library.objects.get(editionFileKey(upload.articleId, upload.revision, 'article.fr-en.mp3'))?.bytes;
    const clips = ['aa', 'cc', 'bb', 'aa'].map(hash => tones.get(hash) ?? new Uint8Array());
    expect(plainFrames(mp3 ?? new Uint8Array())).toEqual(joinMp3(clips));
    const { fr, en, 'fr-en': both } = edition().audio;
    expect(both?.durationMs).toBeCloseTo((fr?.durationMs ?? 0) + (en?.durationMs ?? 0), 2);
    const decoded = await decode(mp3 ?? new Uint8Array(), 44_100);
    expect(decoded.warnings).toBe('');
    // What ffmpeg may take off or add at the ends is less than a frame or so of 26 ms.
    expect(Math.abs(durationMs(decoded) - (both?.durationMs ?? 0))).toBeLessThan(27);
  });

  it('speaks a paragraph that failed in one language in the other alone', async () => {
    const { library, publish } = await given({ fr: ['aa', 'bb'], en: ['cc', undefined] });
    await publish(upload);
    const mp3 = library.objects.get(editionFileKey(upload.articleId, upload.revision, 'article.fr-en.mp3'))?.bytes;
    const clips = ['aa', 'cc', 'bb'].map(hash => tones.get(hash) ?? new Uint8Array());
    expect(plainFrames(mp3 ?? new Uint8Array())).toEqual(joinMp3(clips));
  });

  it.each([
    ['fr', ['Il pleut.', 'Il neige.']],
    ['en', ['Sentence 0.', 'Sentence 1.']],
    ['fr-en', ['Il pleut.', 'Sentence 0.', 'Il neige.', 'Sentence 1.']],
  ] as const)('captions the recording %s from its beginning to its end', async (track, texts) => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    const file = library.objects.get(editionFileKey(upload.articleId, upload.revision, `article.${track}.vtt`));
    const cues = readWebvtt(new TextDecoder().decode(file?.bytes));
    expect(cues.map(({ text }) => text)).toEqual(texts);
    expect(cues[0]?.startMs).toBe(0);
    expect(cues.at(-1)?.endMs).toBe(Math.round(edition().audio[track]?.durationMs ?? 0));
  });

  it('writes both texts, a paragraph a line', async () => {
    const { library, publish } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    const text = (file: string) =>
      new TextDecoder().decode(library.objects.get(editionFileKey(upload.articleId, upload.revision, file))?.bytes);
    expect(text('article.fr.txt')).toBe('Il pleut.\n\nIl neige.\n');
    expect(text('article.en.txt')).toBe('Sentence 0.\n\nSentence 1.\n');
  });

  it('names its files with their true sizes, and lists the edition in the library', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    for (const { file, bytes } of edition().downloads) {
      expect(library.objects.get(editionFileKey(upload.articleId, upload.revision, file))?.bytes.length).toBe(bytes);
    }
    expect(
      edition()
        .downloads.map(({ file }) => file)
        .sort(),
    ).toEqual([
      'article.en.chapters.json',
      'article.en.chapters.vtt',
      'article.en.md',
      'article.en.mp3',
      'article.en.srt',
      'article.en.txt',
      'article.en.vtt',
      'article.fr-en.chapters.json',
      'article.fr-en.chapters.vtt',
      'article.fr-en.epub',
      'article.fr-en.html',
      'article.fr-en.mp3',
      'article.fr-en.srt',
      'article.fr-en.tmx',
      'article.fr-en.vtt',
      'article.fr.chapters.json',
      'article.fr.chapters.vtt',
      'article.fr.md',
      'article.fr.mp3',
      'article.fr.srt',
      'article.fr.txt',
      'article.fr.vtt',
      'cover.png',
    ]);
    expect(library.json(libraryKey)).toMatchObject({ articles: [{ id: upload.articleId, status: 'complete' }] });
  });

  it('binds a book that plays every clip from its beginning to its end, within a frame each', async () => {
    const { library, publish } = await given({ fr: ['aa', 'bb'], en: ['cc', undefined] });
    await publish(upload);
    const key = editionFileKey(upload.articleId, upload.revision, 'article.fr-en.epub');
    const { parts, files, metadata } = readEpub(library.objects.get(key)?.bytes ?? new Uint8Array());
    const pars = parts.flatMap(part => part.pars);
    expect(pars.map(({ id, clip }) => [id, clip])).toEqual([
      ['p0s0-fr', 'clips/aa.mp3'],
      ['p0s0-en', 'clips/cc.mp3'],
      ['p1s0-fr', 'clips/bb.mp3'],
    ]);
    for (const { clip, beginMs, endMs } of pars) {
      const clipMs = mp3DurationMs(files.get(`EPUB/${clip}`) ?? new Uint8Array());
      expect(beginMs).toBe(0);
      expect(endMs).toBeLessThanOrEqual(clipMs);
      expect(clipMs - endMs).toBeLessThan(1_152 / 44.1);
    }
    expect(parts.at(-1)?.texts.get('p1s0-en')).toBe('Sentence 1.');
    expect(metadata).toContainEqual(['dc:identifier', await bookIdentifier(upload.bucket, upload.articleId)]);
    expect(files.get('EPUB/cover.png')).toEqual(
      library.objects.get(editionFileKey(upload.articleId, upload.revision, 'cover.png'))?.bytes,
    );
  });

  it.each(trackNames)('brings the recording %s in its feed, as long and as large as it is', async track => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    const feed = await new RssParser().parseString(
      new TextDecoder().decode(library.objects.get(feedKey(track))?.bytes),
    );
    const key = editionFileKey(upload.articleId, upload.revision, `article.${track}.mp3`);
    expect(feed.items[0]?.enclosure).toEqual({
      url: `https://diglot.example/${key}`,
      length: String(library.objects.get(key)?.bytes.length),
      type: 'audio/mpeg',
    });
    const seconds = Math.round((edition().audio[track]?.durationMs ?? 0) / 1_000);
    expect(feed.items[0]?.['itunes']).toMatchObject({ duration: String(seconds) });
  });

  it('links in its feeds files that are there, of the type that it says', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    for (const track of trackNames) {
      const xml = new TextDecoder().decode(library.objects.get(feedKey(track))?.bytes);
      const links = Array.from(xml.matchAll(/<podcast:(?:transcript|chapters) url="([^"]*)" type="([^"]*)"/gu));
      expect(links).toHaveLength(3);
      for (const [, url = '', type = ''] of links) {
        const key = url.replace('https://diglot.example/', '');
        expect(library.objects.has(key)).toBe(true);
        const named = edition().downloads.find(({ file }) => key.endsWith(`/${file}`));
        expect(named?.type.replace(/;.*$/u, '')).toBe(type);
      }
    }
  });

  it('adds up what was paid and what was not', async () => {
    const { publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    expect(edition().receipt).toEqual({
      translate: { characters: 200, reused: 10 },
      narrate: { characters: 4_000, reused: 80, markCharacters: 0 },
      usd: { translate: 0.003, narrate: 0.064, marks: 0, total: 0.067 },
    });
  });

  it('adds what was billed in vain to the receipt: beside the results, and in the total', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', undefined] });
    const { value } = (await library.readJson(keys.narration(0, 'fr'))) ?? {};
    await library.writeJson(keys.narration(0, 'fr'), { ...Object(value), rejected: 500 });
    await library.writeJson(keys.unfinished(1, 'en', 'narrate'), { engine: 'neural', characters: 1_000 });
    // Of what has a result, it counts no more.
    await library.writeJson(keys.unfinished(0, 'fr', 'narrate'), { engine: 'neural', characters: 7_000 });
    await library.writeJson(keys.unfinished(0, 'en', 'translate'), { characters: 7_000 });
    await publish(upload);
    expect(edition().receipt).toEqual({
      translate: { characters: 200, reused: 10 },
      narrate: { characters: 3_000, reused: 60, markCharacters: 0, rejected: 1_500 },
      usd: { translate: 0.003, narrate: 0.048, marks: 0, rejected: 0.024, total: 0.075 },
    });
  });

  it('publishes the rest when a paragraph failed, and names it and the reason', async () => {
    const { library, publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', undefined] });
    await library.writeJson(keys.failure(1, 'en'), {
      language: 'en',
      index: 1,
      error: 'ClipRejected',
      cause: reportText({ code: 'ClipRejected', message: 'The clip is cut.', remedy: 'Later.' }),
    });
    expect(await publish(upload)).toEqual({ status: 'partial' });
    expect(edition()).toMatchObject({
      status: 'partial',
      error: { code: 'ParagraphsFailed', place: 'paragraphs 1' },
      warnings: [{ code: 'ClipRejected', paragraph: 1, message: 'Not spoken (en): The clip is cut.' }],
    });
    expect(edition().paragraphs[1]?.versions.en).not.toHaveProperty('clip');
  });

  it('says partial also where the state machine could not leave a word', async () => {
    const { publish, edition } = await given({ fr: ['aa', 'bb'], en: ['cc', undefined] });
    await publish(upload);
    expect(edition()).toMatchObject({ status: 'partial', warnings: [{ code: 'ServiceFailed', paragraph: 1 }] });
  });

  it('publishes nothing when a whole language failed, and throws its first reason', async () => {
    const { library, publish } = await given({ fr: ['aa', 'bb'] });
    const cause = reportText({ code: 'ServiceFailed', message: 'No engine.', remedy: 'npm run setup' });
    for (const index of [0, 1]) {
      await library.writeJson(keys.failure(index, 'en'), { language: 'en', index, error: 'ServiceFailed', cause });
    }
    await expect(publish(upload)).rejects.toMatchObject({ code: 'ServiceFailed', remedy: 'npm run setup' });
    expect(library.objects.has(editionKey(upload.articleId))).toBe(false);
  });

  it('leaves identical bytes when it is run again', async () => {
    const { library, publish } = await given({ fr: ['aa', 'bb'], en: ['cc', 'aa'] });
    await publish(upload);
    const first = new Map(library.objects);
    await publish(upload);
    for (const [key, { bytes }] of first) expect(library.objects.get(key)?.bytes).toEqual(bytes);
  });
});
