import { describe, expect, it } from 'vitest';
import { codesOf, readBytes, readFixture, readText, sentencesIn, textsOf } from './reading.ts';

const texts = {
  press:
    '« Nous avons accueilli 70 millions d’utilisateurs », s’est félicité le fondateur. L’été dernier, à Noël, déjà…',
  letter: "Chère Zoé, où étais-tu ? J'ai reçu ta lettre à la fenêtre, près du château. À bientôt, Jérôme.",
  short: 'Événement à Orléans',
  capitals: 'L’ÉTÉ À LA PLAGE. ÇA RECOMMENCE ! LE PÈRE NOËL S’EN VA.',
  ligatures: 'Sa sœur a le cœur gros : l’œuvre coûte 12 €, l’œuf 3 €. Un bœuf, des nœuds.',
  plainQuotes: "L'ambiguïté naïve du maïs, dit le curé d'Angoulême. « Ça va ! »",
  dialogue: '— Où vas-tu ?\n— À l’école, répondit l’élève.\n— Déjà ?',
  one: 'Le bon vin du village est tiré, et il faut le boire à midi',
};

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let place = 0; place < text.length; place += 1) view.setUint16(place * 2, text.charCodeAt(place), littleEndian);
  return bytes;
}

/** Encodes by turning the decoder of the platform around; refuses what the encoding does not hold. */
function singleByte(text: string, encoding: string): Uint8Array {
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte -= 1) bytes.set(new TextDecoder(encoding).decode(new Uint8Array([byte])), byte);
  return new Uint8Array(
    Array.from(text, character => {
      const byte = bytes.get(character);
      if (byte === undefined) throw new Error(`${encoding} does not hold ${character}`);
      return byte;
    }),
  );
}

/** What one writes where the encoding has no œ, € or ’. */
function inLatin1(text: string): string {
  const plain = { '’': "'", œ: 'oe', '€': 'euros', '…': '...', '—': '-' };
  return Object.entries(plain).reduce((written, [sign, instead]) => written.replaceAll(sign, instead), text);
}

const mark = new Uint8Array([0xef, 0xbb, 0xbf]);
const utf8 = (text: string) => new TextEncoder().encode(text);

type Encoding = readonly [
  name: string,
  recorded: string,
  encode: (text: string) => Uint8Array,
  adapt: (text: string) => string,
];
const asItIs = (text: string) => text;

const encodings: readonly Encoding[] = [
  ['UTF-8', 'utf-8', utf8, asItIs],
  ['UTF-8 with a mark', 'utf-8', text => new Uint8Array([...mark, ...utf8(text)]), asItIs],
  ['UTF-16 LE with a mark', 'utf-16le', text => utf16(`\uFEFF${text}`, true), asItIs],
  ['UTF-16 LE', 'utf-16le', text => utf16(text, true), asItIs],
  ['UTF-16 BE with a mark', 'utf-16be', text => utf16(`\uFEFF${text}`, false), asItIs],
  ['UTF-16 BE', 'utf-16be', text => utf16(text, false), asItIs],
  ['windows-1252', 'windows-1252', text => singleByte(text, 'windows-1252'), asItIs],
  ['Latin-1', 'windows-1252', text => singleByte(text, 'windows-1252'), inLatin1],
  ['Mac Roman', 'macintosh', text => singleByte(text, 'macintosh'), asItIs],
];

describe.each(encodings)('%s', (_name, recorded, encode, adapt) => {
  it.each(Object.entries(texts))('decodes the text “%s” right, records it and keeps no mark', (_text, written) => {
    const text = adapt(written);
    const read = readBytes(encode(text));
    expect(textsOf(read).join('\n')).toBe(text);
    expect(read.encoding).toBe(recorded);
    expect(codesOf(read)).toEqual(recorded.startsWith('utf') ? [] : ['EncodingGuessed']);
  });
});

describe('damage', () => {
  it('keeps a bad byte of a UTF-8 file as U+FFFD and says where the first is', () => {
    const read = readFixture('bad-bytes.txt');
    expect(read.encoding).toBe('utf-8');
    expect(read.paragraphs[1]?.text).toContain('décid\uFFFD d’évacuer');
    expect(read.warnings).toEqual([
      expect.objectContaining({ code: 'BadBytes', message: expect.stringContaining('offset 49') }),
    ]);
  });

  it('says of mojibake that it looks like that, and mends nothing', () => {
    const read = readFixture('mojibake.txt');
    expect(read.paragraphs[0]?.text).toContain('Ã©');
    expect(codesOf(read)).toContain('Mojibake');
  });

  it('removes control characters and lone surrogates, and counts them', () => {
    const read = readFixture('controls.txt');
    expect(read.paragraphs[1]?.text).toBe('Un texte avec des signes de commande. Il reste lisible.');
    expect(read.warnings).toEqual([
      expect.objectContaining({ code: 'ControlCharactersRemoved', message: expect.stringContaining('4 ') }),
    ]);
    const lone = readBytes(utf16('Un titre\uD800 et un emoji 👩‍🚀', true));
    expect(lone.paragraphs[0]?.text).toBe('Un titre et un emoji 👩‍🚀');
    expect(codesOf(lone)).toEqual(['ControlCharactersRemoved']);
  });

  it('lets the bytes win over a declared charset, both ways', () => {
    const lies = readFixture('charset-lies.html');
    expect(lies).toMatchObject({ encoding: 'windows-1252', title: "L'été à la mer" });
    expect(codesOf(lies)).toEqual(['EncodingGuessed', 'CharsetContradicted']);
    const old = readFixture('charset-old.html');
    expect(old).toMatchObject({ encoding: 'utf-8', title: "L'été à la mer" });
    expect(codesOf(old)).toEqual(['CharsetContradicted']);
  });
});

describe('normal forms', () => {
  it('composes NFD and keeps ½ and ², which NFKC would not', () => {
    const read = readFixture('decomposed.txt');
    expect(read.title).toBe('La fenêtre fermée'.normalize('NFC'));
    expect(sentencesIn(read).at(-1)).toBe('Une ½ heure.');
  });

  it('writes the letters of ligatures out, and keeps œ', () => {
    const read = readFixture('ligatures.txt');
    expect(read.title).toBe('La fin de la flotte, l’effet d’un suffixe et le baffle');
    expect(read.paragraphs[1]?.text).toBe("Le cœur de l'œuvre n'a pas changé. Une ½ part, x² et st.");
  });

  it('ends lines at CR, CRLF, U+0085, U+2028, U+2029, vertical tab and form feed', () => {
    expect(textsOf(readFixture('line-ends.txt'))).toEqual([
      'Un titre pour les fins de ligne',
      'Une ligne à la Windows.',
      'Une ligne à la vieille mode.',
      'Une ligne suivante.',
      'Une ligne séparée.',
      'Un paragraphe séparé.',
      'Une tabulation verticale.',
      'Une nouvelle page.',
    ]);
  });

  it('keeps no-break spaces', () => {
    expect(readText('Il y en a 1\u202F234,5 %\u00A0!').paragraphs[0]?.text).toBe('Il y en a 1\u202F234,5 %\u00A0!');
  });
});
