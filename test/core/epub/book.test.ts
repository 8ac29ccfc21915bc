import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edition, Paragraph } from '../../../core/edition/schema.ts';
import { paragraphKinds } from '../../../core/edition/schema.ts';
import { timeline } from '../../../core/edition/timeline.ts';
import { bookEntries, bookIdentifier } from '../../../core/epub/book.ts';
import { maxParagraphsOfPart, partsOf } from '../../../core/epub/parts.ts';
import { sentenceTimes } from '../../../core/epub/sentence-times.ts';
import { storedZip, storedZipBytes } from '../../../core/zip/stored-zip.ts';
import { editionOf, nastySentences, spokenParagraphs, type Written } from '../../support/editions.ts';
import { epubcheck, hasJava } from '../../support/epubcheck.ts';
import { readEpub } from '../../support/read-epub.ts';
import { toneMp3 } from '../../support/tone.ts';

/** EPUBCheck takes some seconds, and more where others work on the machine. */
const epubcheckTimeoutMs = 180_000;

const tone = await toneMp3(0.1);
const identifier = await bookIdentifier('library', 'temps-0a1b2c');
const modified = new Date('2026-11-23T10:00:00Z');

// One pixel.
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  character => character.charCodeAt(0),
);

async function epubOf(edition: Edition, cover?: Uint8Array): Promise<Uint8Array> {
  const entries = bookEntries({
    edition,
    identifier,
    modified,
    clip: () => ({ bytes: tone.length, content: () => tone }),
    ...(cover === undefined ? {} : { cover: { bytes: cover.length, content: () => cover } }),
  });
  const parts: Uint8Array[] = [];
  for await (const part of storedZip(entries, modified)) parts.push(part);
  const epub = new Uint8Array(Buffer.concat(parts));
  expect(epub.length).toBe(storedZipBytes(entries));
  return epub;
}

const bookOf = async (...written: readonly Written[]) =>
  readEpub(await epubOf(editionOf(spokenParagraphs(...written))));

const weather: readonly Written[] = [
  { kind: 'title', fr: ['Le temps'], en: ['The weather'] },
  { fr: ['Il pleut ici.', 'Il neige là-bas.'], en: ['It is raining here.', 'It is snowing there.'] },
  { kind: 'heading', fr: ['Demain'], en: ['Tomorrow'] },
  { fr: ['Il fera beau.'], en: ['It will be fine.'] },
];

const nasty = paragraphKinds.flatMap(kind => nastySentences.map(text => ({ kind, fr: [text, 'Fin.'], en: [text] })));
const many = Array.from({ length: 450 }, (_, index) => ({ fr: [`Phrase ${index}.`], en: [`Sentence ${index}.`] }));

describe('the book', () => {
  it('begins with its media type, stored and without an extra field, where programs look for it', async () => {
    const epub = await epubOf(editionOf(spokenParagraphs(...weather)));
    expect(new TextDecoder('latin1').decode(epub.subarray(0, 4))).toBe('PK\u0003\u0004');
    expect(new TextDecoder().decode(epub.subarray(30, 58))).toBe('mimetypeapplication/epub+zip');
    expect(new DataView(epub.buffer).getUint16(28, true)).toBe(0);
  });

  it('has in its manifest every file that it has, and no other', async () => {
    const { names, items } = await bookOf(...weather);
    const outside = ['mimetype', 'META-INF/container.xml', 'EPUB/package.opf'];
    expect([...names].sort()).toEqual([...outside, ...items.map(({ href }) => `EPUB/${href}`)].sort());
    expect(names).toHaveLength(new Set(names).size);
  });

  it('shows each sentence in both languages, and what stands between them', async () => {
    const { parts } = await bookOf(...weather);
    const [part] = parts;
    expect(part?.texts.get('p1')).toBe('Il pleut ici. Il neige là-bas.It is raining here. It is snowing there.');
    expect(part?.texts.get('p1s1-fr')).toBe('Il neige là-bas.');
    expect(part?.texts.get('p1s1-en')).toBe('It is snowing there.');
    expect(part?.languages.get('p1s1-fr')).toBe('fr');
    expect(part?.languages.get('p1s1-en')).toBe('en');
  });

  it('lets each text run from the side that it begins at, in its pages and in its table of contents', async () => {
    const { text } = await bookOf({ kind: 'title', fr: ['مرحبا'], en: ['Hello'] }, { fr: ['مرحبا.'], en: ['Hello.'] });
    const directed = (file: string) => [...text(file).matchAll(/<(\w+)[^>]* dir="auto"/gu)].map(([, name]) => name);
    expect(directed('EPUB/part-001.xhtml')).toEqual(['h1', 'h1', 'p', 'p']);
    expect(directed('EPUB/nav.xhtml')).toEqual(['span', 'span']);
  });

  it('plays each paragraph in French, then in English, sentence by sentence, without a gap', async () => {
    const { parts } = await bookOf(...weather);
    expect(parts[0]?.pars.slice(2, 6)).toEqual([
      { id: 'p1s0-fr', clip: 'clips/fr1.mp3', beginMs: 0, endMs: 1_225 },
      { id: 'p1s1-fr', clip: 'clips/fr1.mp3', beginMs: 1_225, endMs: 2_900 },
      { id: 'p1s0-en', clip: 'clips/en1.mp3', beginMs: 0, endMs: 1_625 },
      { id: 'p1s1-en', clip: 'clips/en1.mp3', beginMs: 1_625, endMs: 3_300 },
    ]);
    expect(parts[0]?.pars.map(({ id }) => parts[0]?.texts.has(id))).not.toContain(false);
  });

  it('says how long each part and the whole are heard, to the millisecond of what it plays', async () => {
    const { parts, metadata } = await bookOf(...many, ...weather);
    expect(parts.length).toBeGreaterThan(2);
    const playedMs = parts.map(({ pars }) => pars.reduce((total, { beginMs, endMs }) => total + endMs - beginMs, 0));
    expect(parts.map(({ durationMs }) => durationMs)).toEqual(playedMs);
    const totals = metadata.filter(([name]) => name === 'media:duration').map(([, clock]) => clock);
    // Of 450 paragraphs of 900 ms in each language, and the weather.
    const spoken = timeline(spokenParagraphs(...many, ...weather), 'fr-en');
    const heardMs = spoken.reduce((total, { clip }) => total + clip.durationMs, 0);
    expect(playedMs.reduce((a, b) => a + b)).toBe(heardMs);
    expect(totals.at(-1)).toBe(new Date(heardMs).toISOString().slice(11, 23));
  });

  it('is cut before a heading where one is near, else every 200 paragraphs, and leaves nothing out', () => {
    const paragraphs = spokenParagraphs(...many.slice(0, 199), ...weather, ...many);
    const parts = partsOf(paragraphs);
    expect(parts.map(part => part.paragraphs.length)).toEqual([maxParagraphsOfPart, 200, 200, 53]);
    expect(parts.flatMap(part => part.paragraphs)).toEqual(paragraphs);
    const cut = partsOf(spokenParagraphs(...many.slice(0, 150), ...weather, ...many.slice(0, 150)));
    expect(cut.map(part => part.paragraphs.length)).toEqual([152, 152]);
    expect(cut[1]?.paragraphs[0]?.kind).toBe('heading');
    for (const length of [0, 1, 199, 200, 201]) {
      expect(partsOf(spokenParagraphs(...many.slice(0, length)))).toHaveLength(length > 200 ? 2 : 1);
    }
  });

  it('lists its headings, in both languages, each where it stands', async () => {
    expect((await bookOf(...weather)).contents).toEqual([
      ['part-001.xhtml#p0', 'Le temps · The weather'],
      ['part-001.xhtml#p2', 'Demain · Tomorrow'],
    ]);
    const untitled = await bookOf(...many);
    expect(untitled.contents.map(([href]) => href)).toEqual([
      'part-001.xhtml#p0',
      'part-002.xhtml#p200',
      'part-003.xhtml#p400',
    ]);
  });

  it('keeps the text of what has no clip, and says that not all is spoken', async () => {
    const { parts, metadata } = await bookOf(...weather, { fr: ['Muet.'], en: ['Mute.'], silent: ['fr', 'en'] });
    expect(parts[0]?.texts.get('p4s0-fr')).toBe('Muet.');
    expect(parts[0]?.pars.map(({ id }) => id)).not.toContain('p4s0-fr');
    const sufficient = metadata.filter(([name]) => name === 'schema:accessModeSufficient').map(([, value]) => value);
    expect(sufficient).toEqual(['textual']);
  });

  it('without any clip is a book to read', async () => {
    const { parts, metadata, items } = await bookOf({ fr: ['Muet.'], en: ['Mute.'], silent: ['fr', 'en'] });
    expect(parts[0]).toMatchObject({ pars: [], durationMs: undefined });
    expect(metadata.map(([, value]) => value)).not.toContain('synchronizedAudioText');
    expect(metadata.map(([name]) => name)).not.toContain('media:duration');
    expect(items.map(item => item['media-type'])).not.toContain('audio/mpeg');
  });

  it('says of a paragraph that was not translated that it was not', async () => {
    const [paragraph] = spokenParagraphs({ fr: ['Seul.'], en: [] });
    if (paragraph?.versions.fr === undefined) throw new Error('no paragraph');
    const { parts } = readEpub(await epubOf(editionOf([{ ...paragraph, versions: { fr: paragraph.versions.fr } }])));
    expect(parts[0]?.texts.get('p0')).toBe('Seul.This paragraph was not translated.');
  });

  it('holds a clip that is heard in several places once', async () => {
    const paragraphs = spokenParagraphs(...Array.from({ length: 3 }, () => ({ fr: ['Oui.'], en: ['Yes.'] })));
    for (const { versions } of paragraphs) {
      if (versions.fr?.clip !== undefined) versions.fr.clip.file = 'clips/same.mp3';
    }
    const { names, parts } = readEpub(await epubOf(editionOf(paragraphs)));
    expect(names.filter(name => name === 'EPUB/clips/same.mp3')).toHaveLength(1);
    expect(parts[0]?.pars.filter(({ clip }) => clip === 'clips/same.mp3')).toHaveLength(3);
  });

  it('leads where the article leads, in every sentence that a link goes through', async () => {
    const paragraphs = spokenParagraphs({ fr: ['Voir ici.', 'Et là.'], en: ['See here.', 'And there.'] });
    const french = paragraphs[0]?.versions.fr;
    if (french !== undefined) {
      french.links = [
        { start: 5, end: 12, href: 'https://example.org/a?b=1&c=%22' },
        { start: 13, end: 15, href: 'mailto:a@example.org' },
      ];
    }
    const { parts } = readEpub(await epubOf(editionOf(paragraphs)));
    expect(parts[0]?.links).toEqual([
      ['https://example.org/a?b=1&c=%22', 'ici.'],
      ['https://example.org/a?b=1&c=%22', 'Et'],
      ['mailto:a@example.org', 'là'],
    ]);
    expect(parts[0]?.texts.get('p0')).toBe('Voir ici. Et là.See here. And there.');
  });

  it('tells who it is, in which languages, and whom it suits', async () => {
    const { metadata } = await bookOf(...weather);
    expect(metadata).toEqual(
      expect.arrayContaining([
        ['dc:identifier', identifier],
        ['dc:title', 'Le temps'],
        ['dc:language', 'fr'],
        ['dc:language', 'en'],
        ['dc:source', 'uploads/temps.txt'],
        ['dcterms:modified', '2026-11-23T10:00:00Z'],
        ['media:active-class', '-epub-media-overlay-active'],
        ['schema:accessMode', 'textual'],
        ['schema:accessMode', 'auditory'],
        ['schema:accessModeSufficient', 'auditory'],
        ['schema:accessibilityFeature', 'synchronizedAudioText'],
        ['schema:accessibilityFeature', 'structuralNavigation'],
        ['schema:accessibilityHazard', 'none'],
      ]),
    );
    expect(metadata.map(([name]) => name)).not.toContain('dcterms:conformsTo');
  });

  it('shows its cover first, and tells it by its title to those who do not see it', async () => {
    const { items, parts, text, files } = readEpub(
      await epubOf(editionOf(spokenParagraphs(...weather), 'A & "b"'), png),
    );
    expect(items.find(({ properties }) => properties === 'cover-image')?.href).toBe('cover.png');
    expect(files.get('EPUB/cover.png')).toEqual(png);
    expect(parts.map(({ file }) => file)).toEqual(['cover.xhtml', 'part-001.xhtml']);
    expect(text('EPUB/cover.xhtml')).toContain('<img src="cover.png" alt="A &amp; &quot;b&quot;"/>');
  });

  it('has one name for all revisions of an article, and another for every other', async () => {
    expect(identifier).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    expect(await bookIdentifier('library', 'temps-0a1b2c')).toBe(identifier);
    expect(await bookIdentifier('library', 'temps-0a1b2d')).not.toBe(identifier);
    expect(await bookIdentifier('library-2', 'temps-0a1b2c')).not.toBe(identifier);
  });

  it.each([...nastySentences, 'x'.repeat(300), 'a\u0000\u001F\uFFFE\uD800b'])('is called %j', async title => {
    const { metadata } = readEpub(await epubOf(editionOf(spokenParagraphs(...weather), title)));
    const shown = title
      .replaceAll(/\s*[\n\r\u2028\u0085]\s*/gu, ' ')
      .replaceAll(/\p{Cc}|\p{Cs}|\uFFFE/gu, '')
      .trim();
    expect(metadata.find(([name]) => name === 'dc:title')?.[1]).toBe(shown);
  });

  it.each(['', ' \n', '\u0000\u200B'])('is called as its article where the title is %j', async title => {
    const { metadata } = readEpub(await epubOf(editionOf(spokenParagraphs(...weather), title)));
    expect(metadata.find(([name]) => name === 'dc:title')?.[1]).toBe('temps-0a1b2c');
  });

  it('is the same bytes each time', async () => {
    const edition = editionOf(spokenParagraphs(...nasty));
    expect(await epubOf(edition, png)).toEqual(await epubOf(edition, png));
  });
});

/** Times that no voice should give: backwards, beyond the clip, all at once. */
const wildTimes = fc.infiniteStream(fc.integer({ min: 0, max: 5_000 }));
const sentences = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...nastySentences)), {
  minLength: 1,
  maxLength: 4,
});

it('never plays beyond a clip or backwards, and all of it, whatever the times', () => {
  fc.assert(
    fc.property(sentences, wildTimes, fc.double({ min: 1, max: 9_000, noNaN: true }), (fr, times, durationMs) => {
      const paragraphs: Paragraph[] = spokenParagraphs({ fr, en: [] });
      for (const { versions } of paragraphs) {
        for (const word of versions.fr?.clip?.words ?? []) word.ms = times.next().value ?? 0;
        if (versions.fr?.clip !== undefined) versions.fr.clip.durationMs = durationMs;
      }
      const [spoken] = timeline(paragraphs, 'fr');
      const heard = spoken === undefined ? [] : sentenceTimes(spoken);
      let atMs = 0;
      for (const { beginMs, endMs } of heard) {
        expect(beginMs).toBe(atMs);
        expect(endMs).toBeGreaterThan(beginMs);
        atMs = endMs;
      }
      if (heard.length > 0) expect(atMs).toBe(Math.floor(durationMs));
    }),
  );
});

describe('EPUBCheck', () => {
  if (!hasJava) process.stderr.write('There is no Java here: EPUBCheck was not run.\n');

  it.skipIf(!hasJava)(
    'has nothing to say of a book of nasty text and titles (skipped where there is no Java)',
    async () => {
      const paragraphs = spokenParagraphs(...nasty);
      const french = paragraphs[0]?.versions.fr;
      if (french !== undefined)
        french.links = [{ start: 0, end: 3, href: 'https://example.org/a|b c?d={e}^`"<>\\#é %zz' }];
      const edition = editionOf(paragraphs, nastySentences.join(' '));
      expect(await epubcheck(await epubOf(edition, png))).toEqual([]);
    },
    epubcheckTimeoutMs,
  );

  it.skipIf(!hasJava)(
    'nor of one in parts, some of it silent (skipped where there is no Java)',
    async () => {
      const mute = many.slice(0, 210).map(written => ({ ...written, silent: ['fr', 'en'] as const }));
      const edition = editionOf(spokenParagraphs(...many, ...mute, ...weather));
      expect(await epubcheck(await epubOf(edition))).toEqual([]);
    },
    epubcheckTimeoutMs,
  );
});
