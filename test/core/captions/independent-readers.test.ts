import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { chaptersOf } from '../../../core/captions/chapters.ts';
import { sentenceCues } from '../../../core/captions/cues.ts';
import { jsonChapters } from '../../../core/captions/json-chapters.ts';
import { webvttCaptions, webvttChapters } from '../../../core/captions/webvtt.ts';
import { paragraphKinds } from '../../../core/edition/schema.ts';
import { timeline, trackNames, tracks } from '../../../core/edition/timeline.ts';
import { nastySentences, spokenParagraphs, type Written } from '../../support/editions.ts';
import { w3cWebvtt } from '../../support/w3c-webvtt.ts';
import { readWebvtt } from '../../support/webvtt.ts';

const nasty: readonly Written[] = paragraphKinds.flatMap(kind =>
  nastySentences.map(text => ({ kind, fr: [text, 'Fin.'], en: [text] })),
);

const shown = (text: string) => text.replaceAll(/\s*[\n\r\u0085\u2028]\s*/gu, ' ').trim();

describe('the WebVTT parser of the W3C', () => {
  it.each(trackNames)('reads the captions of %s without an error, every sentence as it stands', track => {
    const spoken = timeline(spokenParagraphs(...nasty), track);
    const { cues, errors } = w3cWebvtt(webvttCaptions(sentenceCues(spoken)));
    expect(errors).toEqual([]);
    const sentences = nasty.flatMap(written => tracks[track].flatMap(language => written[language]));
    expect(cues.map(({ text }) => text.trim())).toEqual(sentences.map(shown));
  });

  it.each(trackNames)('reads the chapters of %s without an error, every heading as it stands', track => {
    const headings = nasty.map(written => ({ ...written, kind: 'heading' as const }));
    const chapters = chaptersOf(timeline(spokenParagraphs(...headings), track));
    const { cues, errors } = w3cWebvtt(webvttChapters(chapters), 'chapters');
    expect(errors).toEqual([]);
    expect(cues.map(({ text }) => text.trim())).toEqual(chapters.map(({ title }) => title));
  });

  it('reads what our own strict reader reads, whatever the text', () => {
    const sentences = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.record({ fr: sentences, en: sentences }), { maxLength: 4 }), written => {
        const file = webvttCaptions(sentenceCues(timeline(spokenParagraphs(...written), 'fr-en')));
        const { cues, errors } = w3cWebvtt(file);
        expect(errors).toEqual([]);
        const ours = readWebvtt(file).map(({ id, startMs, endMs, text }) => ({ id, startMs, endMs, text }));
        expect(cues).toEqual(ours);
      }),
    );
  });
});

const JsonChaptersSchema = v.strictObject({
  version: v.literal('1.2.0'),
  chapters: v.array(v.strictObject({ startTime: v.number(), endTime: v.number(), title: v.string() })),
});

describe('JSON chapters', () => {
  it('are those of the WebVTT, in seconds', () => {
    const paragraphs = spokenParagraphs(
      { kind: 'title', fr: ['Le temps'], en: [''] },
      { fr: ['Il pleut.'], en: [''] },
      { kind: 'heading', fr: ['Demain'], en: [''] },
    );
    const chapters = jsonChapters(chaptersOf(timeline(paragraphs, 'fr')));
    expect(v.parse(JsonChaptersSchema, JSON.parse(chapters)).chapters).toEqual([
      { startTime: 0, endTime: 1.8, title: 'Le temps' },
      { startTime: 1.8, endTime: 2.3, title: 'Demain' },
    ]);
  });

  it.each([...nastySentences, 'a\uD800b'])('keep the heading %j', title => {
    const file = jsonChapters([{ title, startMs: 0, endMs: 1_000 }]);
    const bytes = new TextEncoder().encode(file);
    const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    expect(v.parse(JsonChaptersSchema, read).chapters[0]?.title).toBe(title.toWellFormed());
  });
});
