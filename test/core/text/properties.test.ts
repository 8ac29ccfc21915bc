import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DiglotError } from '../../../core/errors.ts';
import { defaultArticleLimits } from '../../../core/limits.ts';
import { cleanText, countLetters } from '../../../core/text/characters.ts';
import type { ReadArticle } from '../../../core/text/read-article.ts';
import { sentencesOf } from '../../../core/text/sentences.ts';
import { bytesOf, readBytes, readText } from './reading.ts';

/** Pieces that meet each other in French articles, and some that should not. */
const fragments = fc.constantFrom(
  'Réseaux sociaux',
  'Grâce à',
  'la panne',
  'M. Dupont',
  'YouTube',
  '« Oui ! »',
  '» ',
  '«',
  '“',
  '”',
  '… ',
  '. ',
  '! ',
  '? ',
  '.',
  ' ',
  '\n',
  '\n\n',
  '- ',
  '— ',
  '> ',
  '1. ',
  '* ',
  '***',
  '…',
  '👩‍👩‍👧',
  'é',
  'e\u0301',
  '\u00AD',
  '\u200B',
  '\uFEFF',
  '\u00A0',
  '\u202F',
  'ﬁn',
  '\u0007',
  '\uD800',
  '\u2028',
  '\u2029',
  '\u0085',
  '\r\n',
  'J.-C.',
  'L’O.N.U. ',
  'www.exemple.fr',
  'السلام',
  'ÉTAT DES LIEUX',
  '3,5 %',
  'Photo : ',
  'a'.repeat(80),
  '中文。',
  '\u3164',
  '\uFFA0',
  '[1]',
);
const markup = fc.constantFrom(
  '# ',
  '## ',
  '```\n',
  '~~~',
  '[a](http://b)',
  '![alt](c)',
  '[^1]',
  '[^1]: ',
  '| a | b |\n|--|--|\n',
  '---\n',
  'title: x\n',
  '<div>',
  '</div>',
  '<p>',
  '<b',
  '<!--',
  '-->',
  '<script>',
  '</script>',
  '<table><tr><td>',
  '</table>',
  '<h1>',
  '</h1>',
  '&eacute;',
  '&#xD800;',
  '&',
  '<',
  '>',
  '"',
  '<a href="',
  '<br>',
  '<pre>',
  '<li>',
  '    ',
  '\\',
  '`',
  '*',
  '_',
  '<article>',
  '<nav>',
  '<img alt="x" src="y">',
  '</p>',
  '<svg>',
  '<title>',
);
/** The fillers of Hangul are letters too, but nobody sees them. */
const seenLetter = /(?!\p{Default_Ignorable_Code_Point})\p{L}/gu;
const prose = fc.array(fragments, { maxLength: 40 }).map(parts => parts.join(''));
const marked = fc.array(fc.oneof(fragments, markup), { maxLength: 40 }).map(parts => parts.join(''));

/** Whatever is refused is refused by a documented error. */
function readOrRefuse(read: () => ReadArticle): ReadArticle | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(DiglotError);
    return undefined;
  }
}

function checkShape({ paragraphs, warnings }: ReadArticle): void {
  for (const [index, { text, sentences, index: place, links }] of paragraphs.entries()) {
    expect(place).toBe(index);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(
      /^[\s\u00AD\u200B-\u200F\u2060\uFEFF]|[\s\u00AD\u200B-\u200F\u2060\uFEFF]$|(?! )[\p{Cc}\p{Cs}]/u,
    );
    checkSentences(text, sentences);
    for (const { start, end, href } of links) {
      expect(text.slice(start, end)).not.toBe('');
      expect(href).toMatch(/^(?:https?|mailto):/u);
    }
  }
  for (const { paragraph = 0 } of warnings) expect(paragraph).toBeLessThan(paragraphs.length);
}

function checkSentences(text: string, sentences: readonly { readonly start: number; readonly end: number }[]): void {
  let end = 0;
  for (const sentence of sentences) {
    expect(text.slice(end, sentence.start).trim()).toBe('');
    expect(sentence.end).toBeGreaterThan(sentence.start);
    end = sentence.end;
  }
  expect(text.slice(end).trim()).toBe('');
}

const runs = { numRuns: 2000 };
/** Each page builds a tree, and there are three formats to each. */
const fewerRuns = { numRuns: 800 };
// The machines that run this are shared.
vi.setConfig({ testTimeout: 60_000 });

describe('whatever is uploaded', () => {
  it('plain text: its letters are those of the paragraphs, in order; nothing is lost or invented', () => {
    fc.assert(
      fc.property(prose, text => {
        const read = readOrRefuse(() => readText(text));
        if (read === undefined) return;
        checkShape(read);
        const letters =
          cleanText(new TextDecoder().decode(new TextEncoder().encode(text))).text.match(seenLetter) ?? [];
        expect(read.paragraphs.flatMap(paragraph => paragraph.text.match(seenLetter) ?? []).join('')).toBe(
          letters.join(''),
        );
      }),
      runs,
    );
  });

  it.each(['a.md', 'a.html', 'a.txt'])(
    'as %s: any mixture of text and mark-up is read or refused by a documented error',
    key => {
      fc.assert(
        fc.property(marked, text => {
          const read = readOrRefuse(() => readText(text, key));
          if (read !== undefined) checkShape(read);
        }),
        fewerRuns,
      );
    },
  );

  it.each(['a.md', 'a.html', 'a.txt'])('as %s: any bytes are read or refused by a documented error', key => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const read = readOrRefuse(() => readBytes(bytes, key));
        if (read !== undefined) checkShape(read);
      }),
      fewerRuns,
    );
  });

  it('a page: the letters that its readers see are in paragraphs or in warnings', () => {
    const word = fc.constantFrom('Une', 'maison', 'près', 'de', 'la', 'mer,', 'été', 'et', 'vent.');
    const words = fc.array(word, { minLength: 1, maxLength: 30 }).map(list => list.join(' '));
    const box = fc.tuple(
      fc.constantFrom('p', 'h2', 'li', 'blockquote', 'nav', 'aside', 'footer', 'div', 'pre', 'td'),
      words,
    );
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), boxes => {
        const page = boxes.map(([tag, text]) => `<${tag}>${text}</${tag}>`).join('\n');
        const read = readOrRefuse(() => readText(page, 'a.html'));
        if (read === undefined) return;
        const seen = boxes.reduce((sum, [, text]) => sum + countLetters(text), 0);
        expect(lettersOf(read)).toBe(seen);
      }),
      { numRuns: 300 },
    );
  });

  it('Markdown: the letters of its text are in paragraphs or in warnings', () => {
    const words = fc
      .array(fc.constantFrom('Une', 'maison', 'près', 'été'), { minLength: 1, maxLength: 12 })
      .map(list => list.join(' '));
    const block = fc.tuple(fc.constantFrom('', '# ', '## ', '- ', '1. ', '> ', '```\n', '    ', '**', '[^1]: '), words);
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), blocks => {
        const text = blocks.map(([sign, written]) => `${sign}${written}${closing(sign)}`).join('\n\n');
        const read = readOrRefuse(() => readText(text, 'a.md'));
        if (read === undefined) return;
        expect(lettersOf(read)).toBe(blocks.reduce((sum, [, written]) => sum + countLetters(written), 0));
      }),
      runs,
    );
  });

  it('sentences of English and French rejoin to their text', () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string({ unit: 'binary' })), fc.constantFrom('fr', 'en'), (text, language) => {
        checkSentences(text, sentencesOf(text, language));
      }),
      runs,
    );
  });
});

function closing(sign: string): string {
  if (sign === '```\n') return '\n```';
  return sign === '**' ? '**' : '';
}

function lettersOf({ paragraphs, warnings }: ReadArticle): number {
  const kept = paragraphs.reduce((sum, { text }) => sum + countLetters(text), 0);
  return warnings.reduce((sum, { letters = 0 }) => sum + letters, kept);
}

describe('time', () => {
  /** CPU milliseconds, the best of two: other processes of the machine must not count. */
  function cpuMs(act: () => unknown): number {
    return Math.min(
      ...[1, 2].map(() => {
        const before = process.cpuUsage();
        act();
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      }),
    );
  }

  const paragraph = new TextDecoder().decode(bytesOf('test/fixtures/articles/wrapped.txt'));
  const limits = { ...defaultArticleLimits, maxParagraphs: 20_000, maxCharacters: 2_000_000 };
  const shapes: readonly (readonly [name: string, key: string, make: (bytes: number) => string])[] = [
    ['wrapped text', 'a.txt', bytes => paragraph.repeat(Math.floor(bytes / paragraph.length))],
    ['one line', 'a.txt', bytes => 'Le vent se lève, il faut vivre. '.repeat(bytes / 32)],
    [
      'Markdown',
      'a.md',
      bytes =>
        `## Titre\n\n${'Un *texte* avec [un lien](http://a.b). '.repeat(5)}\n\n- un point\n\n`.repeat(bytes / 256),
    ],
    [
      'a page',
      'a.html',
      bytes => '<p>Le vent se lève, <b>il</b> faut tenter de vivre encore un peu.</p>'.repeat(bytes / 64),
    ],
    ['a deep page', 'a.html', bytes => `${'<div>'.repeat(bytes / 5)}Un texte.`],
  ];

  it.each(shapes)('grows with the size and not with its square: %s', (_name, key, make) => {
    const small = make(128_000);
    const large = make(1_024_000);
    readText(small, key, { limits });
    const shortMs = cpuMs(() => readText(small, key, { limits }));
    const longMs = cpuMs(() => readText(large, key, { limits }));
    // Eight times the size; its square would be sixty-four.
    expect(longMs / Math.max(shortMs, 5)).toBeLessThan(24);
    expect(longMs).toBeLessThan(8000);
  });
});
