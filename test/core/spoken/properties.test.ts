import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { paragraphKinds } from '../../../core/edition/schema.ts';
import { languages } from '../../../core/languages.ts';
import { minChunkLimits, spokenForm } from '../../../core/spoken/spoken-form.ts';
import type { SpokenForm, Utterance } from '../../../core/spoken/types.ts';
import { writtenSpan } from '../../../core/spoken/written-span.ts';

/** Pieces of text that rules, offsets and XML may stumble over. */
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...(
        '56e|1er|XVIIIe siècle|12 %|1\u202F234,5|5 M€|20 h 30|3/04/2021|M. Dupont|n° 5|l’ONU|d’1 M€|SNCF|ÉTAT|10-12 km/h|[1]|½|&|<|>|]]>|"|\'|' +
        '<break time="10s"/>|</speak>|<script>|&amp;|\u00AD|\u200B|\u2060|\uFEFF|👨‍👩‍👧|🎉|\u0301|e\u0301|\uD83D|\uDE00|\u0000|\u0007|\uFFFE|\r|\n|\t| |\u00A0|\u202F|. |; |: |, |' +
        'https://exemple.fr/a?b=c|a@b.fr|été|mot|$5m|5th|8:30 pm|NATO’s|e.g.|العربية|Привет|中文|𝔘𝔫𝔦|etc. |12,50 €|2/3|01 42 34 56 78|#x|+|étudiant·e·s|«|»|' +
        'XVIe-XVIIe|2.0.1|10⁸|¹²|#UnDeux|-4,50 m|38° 14’ N|en 42”31|s. 18|9am-5pm|25-26 Dec.|3-0|30in x 40in|c. à soupe|match 1-1|2½ heures|mar.-sam.|av. J.-C.|21/100 de seconde|tsp'
      ).split('|'),
    ),
  },
);

const texts = fc.array(nasty, { maxLength: 40 }).map(pieces => pieces.join(''));
const longTexts = fc.array(nasty, { minLength: 100, maxLength: 600 }).map(pieces => pieces.join(''));

function utterances(text: fc.Arbitrary<string>): fc.Arbitrary<Utterance> {
  return fc
    .record({
      text,
      kind: fc.constantFrom(...paragraphKinds),
      language: fc.constantFrom(...languages),
      borders: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
    })
    .map(({ borders, ...utterance }) => {
      const ends = [...borders.map(border => Math.floor(border * utterance.text.length)), utterance.text.length];
      const starts = [0, ...ends.sort((a, b) => a - b)];
      return { ...utterance, sentences: ends.map((end, index) => ({ start: starts[index] ?? 0, end })) };
    });
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function unescape(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** All written offsets that the spans of a form cover. */
function covered({ chunks }: SpokenForm): Set<number> {
  const offsets = new Set<number>();
  for (const { writtenStart, writtenEnd } of chunks.flatMap(({ spans }) => spans)) {
    for (let at = writtenStart; at < writtenEnd; at += 1) offsets.add(at);
  }
  return offsets;
}

/** Letters that nobody sees, the fillers of Hangul, are as unspoken as the other ignorable characters. */
const spokenCharacter = /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]$/u;

describe('any spoken form', () => {
  it('is well-formed XML that holds nothing but speak, sub, lang and a pause', () => {
    const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false });
    fc.assert(
      fc.property(utterances(texts), utterance => {
        for (const { ssml } of spokenForm(utterance).chunks) {
          expect(XMLValidator.validate(ssml)).toBe(true);
          expect(ssml.isWellFormed()).toBe(true);
          // What XML 1.0 forbids; the validator lets it pass.
          expect(ssml).not.toMatch(/(?![\t\n\r\u0085])\p{Cc}|[\uFFFE\uFFFF]/u);
          const names = JSON.stringify(parser.parse(ssml)).matchAll(/"(speak|sub|lang|break|script)":/gu);
          expect([...names].filter(([, name]) => name === 'script')).toEqual([]);
          expect(ssml).not.toMatch(/<(?!\/?speak>|sub alias="|\/sub>|lang xml:lang="|\/lang>|break time="\d+ms"\/>)/u);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('holds the written text at each span, but for unspoken characters and the end of a long token', () => {
    fc.assert(
      fc.property(utterances(texts), utterance => {
        for (const { ssml, spans } of spokenForm(utterance).chunks) {
          for (const { ssmlStart, ssmlEnd, writtenStart, writtenEnd, element } of spans) {
            const content = unescape(ssml.slice(ssmlStart, ssmlEnd));
            const written = utterance.text.slice(writtenStart, writtenEnd);
            if (element === undefined) expect(content).toBe(written);
            else {
              const audible = written.replaceAll(
                /[\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Private_Use}\uFFFC-\uFFFF]|(?![\t\n\r\u0085])\p{Cc}/gu,
                '',
              );
              expect(audible.startsWith(content)).toBe(true);
              if (audible.length <= 100) expect(content).toBe(audible);
            }
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('holds all of the text in order: what no span covers is unspoken or logged as silent', () => {
    fc.assert(
      fc.property(utterances(texts), utterance => {
        const form = spokenForm(utterance);
        const spans = form.chunks.flatMap(chunk => chunk.spans);
        for (const [index, span] of spans.entries()) {
          expect(span.writtenStart).toBeGreaterThanOrEqual(spans[index - 1]?.writtenEnd ?? 0);
        }
        const known = covered(form);
        const silent = form.changes
          .filter(({ spoken }) => spoken === '')
          .map(({ written }) => written)
          .join('');
        for (let at = 0; at < utterance.text.length; at += 1) {
          const character = utterance.text[at] ?? '';
          if (known.has(at) || !spokenCharacter.test(character)) continue;
          expect(silent).toContain(character);
        }
      }),
      // Fillers of Hangul: letters to Unicode, and ignorable.
      { numRuns: 3000, examples: [[{ text: 'a\uFFA0b \u3164', kind: 'text', language: 'fr', sentences: [] }]] },
    );
  });

  it('keeps the limits in every chunk, and counts at least the content without tags', () => {
    fc.assert(
      fc.property(utterances(longTexts), utterance => {
        for (const { ssml, billedCharacters } of spokenForm(utterance, { limits: minChunkLimits }).chunks) {
          expect(billedCharacters).toBeLessThanOrEqual(minChunkLimits.maxBilledCharacters);
          expect(ssml.length).toBeLessThanOrEqual(minChunkLimits.maxTotalCharacters);
          const content = unescape(ssml.replaceAll(/<[^>]*>/gu, ''));
          expect(billedCharacters).toBeGreaterThanOrEqual(content.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says the same in chunks as in one', () => {
    fc.assert(
      fc.property(utterances(longTexts), utterance => {
        const join = (form: SpokenForm) =>
          [...covered(form)].filter(at => spokenCharacter.test(utterance.text[at] ?? ''));
        const whole = spokenForm(utterance, { limits: { maxBilledCharacters: 1e6, maxTotalCharacters: 1e6 } });
        const cut = spokenForm(utterance, { limits: minChunkLimits });
        expect(join(cut)).toEqual(join(whole));
        expect(cut.changes).toEqual(whole.changes);
      }),
      { numRuns: 300 },
    );
  });

  it('never cuts within a grapheme or a substitution', () => {
    const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });
    fc.assert(
      fc.property(utterances(longTexts), utterance => {
        const { chunks } = spokenForm(utterance, { limits: minChunkLimits });
        const segments = graphemes.segment(utterance.text);
        for (const { spans } of chunks.slice(1)) {
          const at = spans[0]?.writtenStart ?? 0;
          const segment = segments.containing(at);
          // Unspoken characters before it may belong to the same grapheme of the written text.
          const before = utterance.text.slice(segment?.index ?? at, at);
          expect(before).not.toMatch(/[^\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Emoji}]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(utterances(texts), utterance => {
        expect(spokenForm(utterance)).toEqual(spokenForm(utterance));
      }),
      { numRuns: 500 },
    );
  });
});

describe('writtenSpan', () => {
  it('finds each literal character at its written place, and a substitution as the whole token', () => {
    fc.assert(
      fc.property(utterances(texts), utterance => {
        for (const chunk of spokenForm(utterance).chunks) {
          for (const { ssmlStart, ssmlEnd, writtenStart, writtenEnd, element } of chunk.spans) {
            const byte = (offset: number) => utf8Length(chunk.ssml.slice(0, offset));
            const whole = writtenSpan(chunk, byte(ssmlStart), byte(ssmlEnd));
            expect(whole).toEqual({ start: writtenStart, end: writtenEnd });
            if (element !== undefined || ssmlEnd - ssmlStart !== writtenEnd - writtenStart) continue;
            const first = String.fromCodePoint(chunk.ssml.codePointAt(ssmlStart) ?? 0);
            expect(writtenSpan(chunk, byte(ssmlStart), byte(ssmlStart) + utf8Length(first))).toEqual({
              start: writtenStart,
              end: writtenStart + first.length,
            });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
