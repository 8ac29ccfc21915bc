import { describe, expect, it } from 'vitest';
import { readTerminology, terminologyFormatOf } from '../../../core/terminology/read-terminology.ts';
import { findTerms, type TermList, termsFor } from '../../../core/terminology/terminology.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readTerminology(bytes(text), 'CSV');

function rows({ languages, entries }: TermList): (string | undefined)[][] {
  return entries.map(entry => languages.map(language => entry.get(language)));
}

describe('a file of terms', () => {
  it('has the source language first, as CSV', () => {
    const list = csv('\uFEFFfr,EN,de\r\nmessagerie,"messaging, secure",\r\n\r\npanne,outage,Ausfall\r\n');
    expect(list.languages).toEqual(['fr', 'en', 'de']);
    expect(rows(list)).toEqual([
      ['messagerie', 'messaging, secure', undefined],
      ['panne', 'outage', 'Ausfall'],
    ]);
  });

  it('may be TSV, where commas are letters like others', () => {
    expect(rows(readTerminology(bytes('fr\ten\nun, deux\tone, two\n'), 'TSV'))).toEqual([['un, deux', 'one, two']]);
  });

  it('may be TMX, whose header names the source language', () => {
    const tmx = `<tmx version="1.4"><header srclang="FR"/><body>
      <tu><tuv xml:lang="en"><seg>outage</seg></tuv><tuv xml:lang="fr"><seg>panne</seg></tuv></tu></body></tmx>`;
    const list = readTerminology(bytes(tmx), 'TMX');
    expect([list.languages, rows(list)]).toEqual([['fr', 'en'], [['panne', 'outage']]]);
  });

  it('of terms with the same source keeps the first, and counts the others', () => {
    const list = csv('fr,en\nun,one\nun,a\nUn,One\n');
    expect([rows(list), list.skipped]).toEqual([
      [
        ['un', 'one'],
        ['Un', 'One'],
      ],
      1,
    ]);
  });

  it.each([
    ['fr,en\n', 'It has no terms.', undefined],
    ['', 'It names fewer than two languages.', 'line 1'],
    ['fr\nun\n', 'It names fewer than two languages.', 'line 1'],
    ['fr,fr\nun,one\n', 'It names a language twice.', 'line 1'],
    ['terme,en\nun,one\n', '“terme” is not the code of a language.', 'line 1'],
    ['fr,en\nun,one\ndeux\n', 'The row has 1 fields, and the first line 2.', 'line 3'],
    ['fr,en\n,one\n', 'The term has no source.', 'line 2'],
    [
      'fr,en\nun,"one\n',
      'A quotation mark opens a field and does not close it, or stands within one.',
      'the file, line 2, column 4',
    ],
  ])('%j is refused', (text, message, place) => {
    expect(() => csv(text)).toThrow(expect.objectContaining({ code: 'InvalidTerminology', message, place }));
  });

  it('is refused if it is not UTF-8, or no TMX', () => {
    expect(() => readTerminology(Uint8Array.of(0xe9), 'CSV')).toThrow('The file is not UTF-8.');
    expect(() => readTerminology(bytes('fr,en'), 'TMX')).toThrow(/^The terminology is not/u);
  });

  it('takes terms of 200 bytes and not of 201, ten target languages and not eleven', () => {
    const term = 'é'.repeat(100);
    expect(csv(`fr,en\n${term},x\n`).entries).toHaveLength(1);
    expect(() => csv(`fr,en\n${term}a,x\n`)).toThrow('A term has 201 bytes; at most 200 are taken.');
    const codes = ['en', 'de', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'fi', 'pl', 'cs'];
    const table = (count: number) => [['fr', ...codes.slice(0, count)], Array(count + 1).fill('x')].join('\n');
    expect(csv(table(10)).languages).toHaveLength(11);
    expect(() => csv(table(11))).toThrow('It names 11 target languages; at most 10 are taken.');
  });

  it('takes 10 MB and not a byte more', () => {
    const row = `${'x'.repeat(150)},one\n`;
    const file = (size: number) => bytes(`fr,en\n${row.repeat(size / row.length)}`.padEnd(size, '\n'));
    expect(readTerminology(file(10 * 1024 * 1024), 'CSV').entries).toHaveLength(1);
    expect(() => readTerminology(file(10 * 1024 * 1024 + 1), 'CSV')).toThrow('at most 10485760');
  });

  it('has its format in its name', () => {
    expect(['a.csv', 'b.TSV', 'c.tmx', 'd.txt', 'csv'].map(terminologyFormatOf)).toEqual([
      'CSV',
      'TSV',
      'TMX',
      undefined,
      undefined,
    ]);
  });
});

describe('termsFor', () => {
  const list = csv('fr,en,de\nun,one,eins\ndeux,,zwei\n');

  it('leads from the first language to another, and from any to any if it is multi-directional', () => {
    expect(termsFor(list, 'UNI', 'fr', 'en')).toEqual([{ source: 'un', target: 'one' }]);
    expect(termsFor(list, 'UNI', 'en', 'fr')).toEqual([]);
    expect(termsFor(list, 'MULTI', 'de', 'fr')).toHaveLength(2);
  });
});

describe('findTerms', () => {
  const terms = ['un', 'un deux', 'M. le (roi)', 'c++'].map(source => ({ source, target: source.toUpperCase() }));
  const found = (text: string) =>
    findTerms(text, terms).map(({ source, start, end }) => {
      expect(text.slice(start, end)).toBe(source);
      return source;
    });

  it('finds the longest of those that begin at the same place', () => {
    expect(found('un deux un')).toEqual(['un deux', 'un']);
  });

  it('finds whole words alone, in their very case', () => {
    expect(found('aucun, une, UN, un1, l’un; «un»')).toEqual(['un', 'un']);
  });

  it('takes no letter of a term for a pattern', () => {
    expect(found('M. le (roi) écrit en c++.')).toEqual(['M. le (roi)', 'c++']);
    expect(found('Mx le (roi) écrit en ccc.')).toEqual([]);
  });
});
