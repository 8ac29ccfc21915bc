import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrorReport, toDiglotError } from '../../../core/errors.ts';
import { readTmx } from '../../../core/memory/tmx.ts';
import { writeTmx } from '../../../core/memory/write-tmx.ts';
import { maxTmxCharacters } from '../../../core/memory/xml.ts';

const pair = { source: 'fr', target: 'en' } as const;

function tmx(body: string, prologue = '<?xml version="1.0"?>\n'): string {
  return `${prologue}<tmx version="1.4"><header srclang="fr"/><body>${body}</body></tmx>`;
}

function unit(...variants: readonly [attribute: string, segment: string][]): string {
  const tuvs = variants.map(([attribute, segment]) => `<tuv ${attribute}><seg>${segment}</seg></tuv>`);
  return `<tu>${tuvs.join('')}</tu>`;
}

/** The English of one segment, as it is read. */
function englishOf(segment: string): string | undefined {
  return readTmx(tmx(unit(['xml:lang="fr"', 'Oui.'], ['xml:lang="en"', segment])), pair)[0]?.target;
}

/** The report of the error that reading ends in. */
function refusalOf(document: string): ErrorReport {
  try {
    readTmx(document, pair);
  } catch (error) {
    return toDiglotError(error).report;
  }
  throw new Error('It was not refused.');
}

describe('readTmx', () => {
  it('gives the words of a segment: those within hi too, no codes of the original format, no footnotes', () => {
    expect(englishOf('<bpt i="1">&lt;b></bpt>Yes<ept i="1">&lt;/b></ept>, <hi type="x">dear <hi>me</hi></hi>')).toBe(
      'Yes, dear me',
    );
    expect(englishOf('Yes<ph>fn<sub>A footnote.</sub></ph><it pos="begin">{i</it><ut>{}</ut>.<!-- sure? -->')).toBe(
      'Yes.',
    );
  });

  it('resolves entities and character references, and none in CDATA', () => {
    expect(englishOf('R&amp;D &lt;&gt;&quot;&apos; caf&#233; &#xE9; &#x1F600;')).toBe('R&D <>"\' café é 😀');
    expect(englishOf('<![CDATA[R&amp;D <b>]]>')).toBe('R&amp;D <b>');
  });

  it('reads a segment that the file breaks into lines as one line, and keeps spaces that mean something', () => {
    expect(englishOf('\n      Yes,\r\n\tindeed  so\u00A0!\n    ')).toBe('Yes, indeed  so\u00A0!');
  });

  it('knows a language by xml:lang or lang, in any case, with a region', () => {
    for (const [fr, en] of [
      ['xml:lang="FR"', 'xml:lang="en-GB"'],
      ['lang="fr-CA"', 'lang="EN_us"'],
    ] as const) {
      expect(readTmx(tmx(unit([fr, 'Oui.'], [en, 'Yes.'])), pair)).toEqual([{ source: 'Oui.', target: 'Yes.' }]);
    }
    expect(readTmx(tmx(unit(['xml:lang="frr"', 'Ja.'], ['xml:lang="en"', 'Yes.'])), pair)).toEqual([]);
  });

  it('translates each of several French wordings, into the English without a region where there is one', () => {
    const several = unit(
      ['xml:lang="fr-FR"', 'Oui.'],
      ['xml:lang="fr-CA"', 'Ouais.'],
      ['xml:lang="en-US"', 'Yep.'],
      ['xml:lang="en"', 'Yes.'],
    );
    expect(readTmx(tmx(several), pair)).toEqual([
      { source: 'Oui.', target: 'Yes.' },
      { source: 'Ouais.', target: 'Yes.' },
    ]);
  });

  it('passes over units that lack one of the languages or a text', () => {
    const units = [
      unit(['xml:lang="fr"', 'Oui.'], ['xml:lang="de"', 'Ja.']),
      unit(['xml:lang="fr"', 'Oui.'], ['xml:lang="en"', ' ']),
      unit(['xml:lang="fr"', ''], ['xml:lang="en"', 'Yes.']),
    ];
    expect(readTmx(tmx(units.join('')), pair)).toEqual([]);
  });

  it('takes a byte order mark and the DOCTYPE that TMX files name', () => {
    const prologue = '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n';
    expect(readTmx(tmx(unit(['xml:lang="fr"', 'Oui.'], ['xml:lang="en"', 'Yes.']), prologue), pair)).toHaveLength(1);
  });

  it.each<[name: string, document: string, place: string | undefined]>([
    ['nothing', '', undefined],
    ['what is not XML', 'Oui.;Yes.', 'line 1, column 1'],
    ['an element that is not closed', '<tmx>\n<body>\n  <tu></body></tmx>', 'line 3, column 7'],
    ['a file cut off', tmx(unit()).slice(0, -8), 'line 2, column 62'],
    ['another root', '<html><body/></html>', undefined],
    ['a file without body', '<tmx version="1.4"><header/></tmx>', '<tmx>'],
    ['a wording without language', tmx(`${unit()}<tu><tuv><seg>Oui.</seg></tuv></tu>`), 'translation unit 2'],
    ['a wording without text', tmx('<tu tuid="t7"><tuv xml:lang="fr"/></tu>'), 'translation unit t7'],
    ['an unknown entity', tmx(unit(['xml:lang="fr"', '&eacute;t&eacute;'])), undefined],
    ['a character reference to none', tmx(unit(['xml:lang="fr"', '&#xD800;'])), undefined],
    ['a bare ampersand', tmx(unit(['xml:lang="fr"', 'R&D'])), 'line 2, column 77'],
    ['entities of its own', tmx(unit(['xml:lang="fr"', '&b;']), '\n<!DOCTYPE tmx [<!ENTITY b "&b;&b;">]>'), 'line 2'],
    ['elements without end', tmx(`${'<tu>'.repeat(5000)}${'</tu>'.repeat(5000)}`), undefined],
  ])('refuses %s, with the place where it is known, and what to mend', (_name, document, place) => {
    const refusal = refusalOf(document);
    expect(refusal.code).toBe('InvalidMemory');
    expect(refusal.place).toBe(place);
    expect(refusal.remedy).toMatch(/^[A-Z].*\.$/u);
  });

  it('reads up to the greatest size and no further', () => {
    const document = tmx(unit(['xml:lang="fr"', 'Oui.'], ['xml:lang="en"', 'Yes.']));
    const greatest = document + ' '.repeat(maxTmxCharacters - document.length);
    expect(readTmx(greatest, pair)).toHaveLength(1);
    expect(refusalOf(`${greatest} `).message).toContain(String(maxTmxCharacters));
  });
});

describe('writeTmx', () => {
  // What XML holds and a sentence may: one line, no space at its ends.
  const sentences = fc
    .string({ unit: 'binary', minLength: 1 })
    .map(text => text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]|\s+/gu, 'x').toWellFormed());

  it('writes what readTmx reads back, whatever the sentences', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ source: sentences, target: sentences })), units => {
        expect(readTmx(writeTmx({ ...pair, units }), pair)).toEqual(units);
      }),
    );
  });

  it('writes markup as literal text', () => {
    const units = [
      { source: ']]> & <seg>', target: '"<!-- -->" &amp;', id: 'p0"s0', properties: { 'x-origin': '<machine>' } },
    ];
    const document = writeTmx({ ...pair, units, author: 'a & b', note: '<note>' });
    expect(readTmx(document, pair)).toEqual([{ source: ']]> & <seg>', target: '"<!-- -->" &amp;' }]);
    expect(document).toContain('tuid="p0&quot;s0"');
    expect(document).toContain('<prop type="x-origin">&lt;machine&gt;</prop>');
    expect(document).toContain('creationid="a &amp; b"');
  });

  it('leaves out what XML can not hold', () => {
    const [read] = readTmx(writeTmx({ ...pair, units: [{ source: 'O\u0000ui\uD800.', target: 'Yes\uFFFE.' }] }), pair);
    expect(read).toEqual({ source: 'Oui.', target: 'Yes.' });
  });
});
