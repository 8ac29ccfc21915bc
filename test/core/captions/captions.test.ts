import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chaptersOf } from '../../../core/captions/chapters.ts';
import { sentenceCues } from '../../../core/captions/cues.ts';
import { srtCaptions } from '../../../core/captions/srt.ts';
import { timestamp } from '../../../core/captions/timestamp.ts';
import { webvttCaptions, webvttChapters } from '../../../core/captions/webvtt.ts';
import { markdownText } from '../../../core/edition/markdown.ts';
import type { Paragraph, WordTiming } from '../../../core/edition/schema.ts';
import { type Track, timeline, trackNames } from '../../../core/edition/timeline.ts';
import { nastySentences, spokenParagraphs, type Written } from '../../support/editions.ts';
import { captionsReadByFfmpeg } from '../../support/ffmpeg-text.ts';
import { readWebvtt } from '../../support/webvtt.ts';

const weather = spokenParagraphs(
  { kind: 'title', fr: ['Le temps'], en: ['The weather'] },
  { fr: ['Il pleut ici.', 'Il neige là-bas.'], en: ['It is raining here.', 'It is snowing there.'] },
);

const captions = (paragraphs: readonly Paragraph[], track: Track) =>
  webvttCaptions(sentenceCues(timeline(paragraphs, track)));

/** As everywhere, a line break in a sentence is a space to those who read its caption. */
const shown = (sentence: string) => sentence.replaceAll(/\s*[\n\r\u0085\u2028]\s*/gu, ' ').trim();

/** The weather, with the words' times of its second paragraph in French as a test wants them. */
function weatherTimed(words: WordTiming[]): Paragraph[] {
  return weather.map(paragraph => {
    const { fr } = paragraph.versions;
    if (paragraph.index !== 1 || fr?.clip === undefined) return paragraph;
    const clip = { ...fr.clip, timings: 'sentences' as const, words };
    return { ...paragraph, versions: { ...paragraph.versions, fr: { ...fr, clip } } };
  });
}

describe('WebVTT captions', () => {
  it('have a cue a sentence, from its first word to the next sentence or the end of the clip, with its words inside', () => {
    // The title's clip lasts 900 ms; its first word comes after 25 ms.
    expect(captions(weather, 'fr')).toBe(`WEBVTT

p0s0
00:00:00.025 --> 00:00:00.900
Le <00:00:00.425>temps

p1s0
00:00:00.925 --> 00:00:02.125
Il <00:00:01.325>pleut <00:00:01.725>ici.

p1s1
00:00:02.125 --> 00:00:03.800
Il <00:00:02.525>neige <00:00:02.925>là-<00:00:03.325>bas.
`);
  });

  it('show an opening quote or bracket with its word', () => {
    const paragraphs = spokenParagraphs({ fr: ['Il dit «\u00A0oui\u00A0» (ou “non”).'], en: [''] });
    expect(captions(paragraphs, 'fr')).toContain(
      'Il <00:00:00.425>dit <00:00:00.825>«\u00A0oui\u00A0» <00:00:01.225>(ou <00:00:01.625>“non”).\n',
    );
  });

  it('follow the bilingual recording, and say of each cue in which language it is', () => {
    const cues = readWebvtt(captions(weather, 'fr-en'));
    expect(cues.map(({ id, language, text }) => [id, language, text])).toEqual([
      ['p0s0.fr', 'fr', 'Le temps'],
      ['p0s0.en', 'en', 'The weather'],
      ['p1s0.fr', 'fr', 'Il pleut ici.'],
      ['p1s1.fr', 'fr', 'Il neige là-bas.'],
      ['p1s0.en', 'en', 'It is raining here.'],
      ['p1s1.en', 'en', 'It is snowing there.'],
    ]);
    // Behind both titles, of 900 ms each, and the French paragraph, of 2,900.
    expect(cues.map(({ startMs }) => startMs)).toEqual([25, 925, 1_825, 3_025, 4_725, 6_325]);
  });

  it('give a sentence without words the time that is known of it, and nothing inside', () => {
    const cues = readWebvtt(
      captions(
        weatherTimed([
          { start: 0, end: 13, ms: 25 },
          { start: 14, end: 30, ms: 1_500 },
        ]),
        'fr',
      ),
    );
    expect(cues.slice(1).map(({ startMs, times }) => [startMs, times])).toEqual([
      [925, []],
      [2_400, []],
    ]);
  });

  it('give sentences that share a time each its share of it by length', () => {
    const cues = readWebvtt(captions(weatherTimed([{ start: 0, end: 13, ms: 25 }]), 'fr'));
    // 14 of 30 code units into the 2,875 ms from the first word on.
    expect(cues.slice(1).map(({ startMs }) => startMs)).toEqual([925, Math.round(925 + (2_875 * 14) / 30)]);
  });

  it('pass over what is not spoken, and keep the time of what is', () => {
    const paragraphs = spokenParagraphs({ fr: ['Un.'], en: ['One.'], silent: ['en'] }, { fr: ['Deux.'], en: ['Two.'] });
    expect(readWebvtt(captions(paragraphs, 'en')).map(({ id, startMs }) => [id, startMs])).toEqual([['p1s0', 25]]);
    expect(readWebvtt(captions(paragraphs, 'fr-en')).map(({ id }) => id)).toEqual(['p0s0.fr', 'p1s0.fr', 'p1s0.en']);
  });

  it.each(nastySentences)('keep %j a cue, and its text', sentence => {
    const paragraphs = spokenParagraphs({ fr: [sentence], en: ['Fine.'] }, { fr: ['Après.'], en: ['After.'] });
    for (const track of ['fr', 'fr-en'] as const) {
      const [first] = readWebvtt(captions(paragraphs, track));
      expect(first?.text).toBe(shown(sentence));
    }
  });

  it.each(trackNames)('are read by ffmpeg without a warning, nasty text and all: %s', async track => {
    const paragraphs = spokenParagraphs(...nastySentences.map(sentence => ({ fr: [sentence], en: [sentence] })));
    const { cues, warnings } = await captionsReadByFfmpeg('webvtt', captions(paragraphs, track));
    expect(warnings).toBe('');
    expect(cues).toHaveLength(nastySentences.length * (track === 'fr-en' ? 2 : 1));
  });
});

const sentences = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(...nastySentences, '', ' ', '\u0000', 'un mot'),
  ),
  { minLength: 1, maxLength: 4 },
);
const written = fc.array(fc.record({ fr: sentences, en: sentences }), { maxLength: 6 });

/** Times that no voice should give: backwards, beyond the clip, all at once. */
const wildTimes = fc.infiniteStream(fc.integer({ min: 0, max: 5_000 }));

describe('cues', () => {
  it('never go back and never overlap, whatever the text and its times', () => {
    fc.assert(
      fc.property(written, wildTimes, fc.constantFrom(...trackNames), (texts, times, track) => {
        const paragraphs = spokenParagraphs(...texts);
        for (const { versions } of paragraphs) {
          for (const word of versions.fr?.clip?.words ?? []) word.ms = times.next().value ?? 0;
        }
        // The reader throws where they do.
        const cues = readWebvtt(captions(paragraphs, track));
        expect(cues.every(({ text }) => text.trim() !== '')).toBe(true);
      }),
    );
  });

  it('hold every sentence that is not blank, in order', () => {
    fc.assert(
      fc.property(written, texts => {
        const cues = sentenceCues(timeline(spokenParagraphs(...texts), 'fr'));
        const heard = cues.map(({ stretches }) => stretches.map(({ text }) => text).join(''));
        const blank = /^[\s\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u;
        expect(heard).toEqual(texts.flatMap(({ fr }) => fr).filter(sentence => !blank.test(sentence)));
      }),
    );
  });
});

it.each([
  ['spaces', `a${' '.repeat(300_000)}b.`],
  ['quotes', `a ${'«\u00A0'.repeat(150_000)}…b.`],
  ['hashes', `a ${'# '.repeat(150_000)}${'#'.repeat(150_000)}b.`],
  ['digits', `${'1'.repeat(300_000)}.`],
  ['line breaks', `a${' \n'.repeat(150_000)}b.`],
])('a sentence of endless %s takes no endless time', (_, sentence) => {
  const paragraphs = spokenParagraphs({ fr: [sentence], en: [''] });
  expect(readWebvtt(captions(paragraphs, 'fr'))).toHaveLength(1);
  expect(srtCaptions(sentenceCues(timeline(paragraphs, 'fr')))).toContain('-->');
  expect(markdownText(paragraphs, 'fr')).toContain('.');
});

describe('SRT captions', () => {
  const srt = (paragraphs: readonly Paragraph[]) => srtCaptions(sentenceCues(timeline(paragraphs, 'fr')));

  it('have numbered cues and no markup', () => {
    expect(srt(weather)).toBe(`1
00:00:00,025 --> 00:00:00,900
Le temps

2
00:00:00,925 --> 00:00:02,125
Il pleut ici.

3
00:00:02,125 --> 00:00:03,800
Il neige là-bas.
`);
  });

  it('are read by ffmpeg without a warning, every cue with its text', async () => {
    const paragraphs = spokenParagraphs(...nastySentences.map(sentence => ({ fr: [sentence], en: [] })));
    const { cues, warnings } = await captionsReadByFfmpeg('srt', srt(paragraphs));
    expect(warnings).toBe('');
    const texts = cues.map(cue => cue.split(/\r?\n/u).slice(2).join('\n').replaceAll('\u2060', ''));
    expect(texts).toEqual(nastySentences.map(shown));
  });
});

describe('chapters', () => {
  const chapters = (...paragraphs: Written[]) =>
    readWebvtt(webvttChapters(chaptersOf(timeline(spokenParagraphs(...paragraphs), 'fr'))));

  it('begin with the title and with each heading, and leave no second out', () => {
    const read = chapters(
      { kind: 'kicker', fr: ['Météo'], en: ['Weather'] },
      { kind: 'title', fr: ['Le temps'], en: ['The weather'] },
      { fr: ['Il pleut.'], en: ['It rains.'] },
      { kind: 'heading', fr: ['Demain --> & <après>'], en: ['Tomorrow'] },
      { fr: ['Il neige.'], en: ['It snows.'] },
    );
    expect(read.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['Le temps', 0, 2_300],
      ['Demain --> & <après>', 2_300, 4_100],
    ]);
  });

  it('are the paragraphs where there are no headings, each by its beginning', () => {
    const long = 'mot '.repeat(80).trim();
    const read = chapters(
      { fr: ['Il pleut.'], en: [''] },
      { fr: [long], en: [''] },
      { fr: ['x'.repeat(61)], en: [''] },
    );
    expect(read.map(({ text }) => text)).toEqual(['Il pleut.', `${'mot '.repeat(15).trim()}…`, `${'x'.repeat(60)}…`]);
  });

  it.each(nastySentences)('keep the heading %j', heading => {
    const [first] = chapters({ kind: 'heading', fr: [heading], en: [''] });
    expect(first?.text).toBe(shown(heading));
  });
});

describe('timestamps', () => {
  it.each([
    [0, '00:00:00.000'],
    [59_999, '00:00:59.999'],
    [60_000, '00:01:00.000'],
    [3_599_999, '00:59:59.999'],
    [3_600_000, '01:00:00.000'],
    [360_000_000, '100:00:00.000'],
  ])('write %i ms as %s', (ms, written_) => {
    expect(timestamp(ms, '.')).toBe(written_);
  });
});
