import { describe, expect, it } from 'vitest';
import { type CoverText, coverPixels, coverSvg } from '../../../core/cover/cover-svg.ts';
import { drawable, widthOf } from '../../../core/cover/letters.ts';
import { palettes } from '../../../core/cover/palette.ts';
import { setText } from '../../../core/cover/text-block.ts';
import { sha256Hex } from '../../../core/hash.ts';
import { realPainter } from '../../support/painter.ts';
import { decodedPicture, picturePixels } from '../../support/picture.ts';

const painter = realPainter();
const { faces } = painter;

async function svgOf(title: string, { id = 'temps-0a1b2c', ...more }: Partial<CoverText> & { id?: string } = {}) {
  return coverSvg({ title, languages: ['fr', 'en'], language: 'fr', ...more }, await sha256Hex(id), faces);
}

/** The words on a cover without the labels of its languages, as one text. */
function wordsOn(svg: string): string {
  const texts = Array.from(svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)<\/text>/gu), ([, x, text]) => ({ x, text }));
  const lines = texts.slice(2).map(({ x, text }) => (x === '110.0' ? ` ${text}` : text));
  return lines.join('').trim().replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const titles: ReadonlyArray<readonly [string, string]> = [
  ['a usual title', 'Grâce à la panne de Facebook, Telegram gagne 70 millions d’utilisateurs en une journée'],
  ['a short one', 'Ici'],
  ['markup', ']]> --> <b>&amp;</b> " \''],
  ['300 characters', 'très long '.repeat(30).trim()],
  ['300 letters without a space', 'a'.repeat(300)],
  ['several scripts', 'Łódź, Ελλάδα, Москва et Hà Nội'],
  ['nothing but emoji', '👨‍👩‍👧 🎉'],
  ['right-to-left scripts', 'العربية עברית'],
  ['nothing', ''],
];

describe('a cover', () => {
  it.each(titles)('of %s is a square PNG without transparency, as podcast directories ask for', async (_, title) => {
    const png = await painter.paint(await svgOf(title));
    expect(png.length).toBeLessThan(500 * 1024);
    const picture = await decodedPicture(png);
    expect(picture).toMatchObject({ width: coverPixels, height: coverPixels, format: 'rgb24', warnings: '' });
    expect(coverPixels).toBeGreaterThanOrEqual(1_400);
  });

  it('shows the colours that were drawn', async () => {
    const halves = '<rect width="4" height="2" fill="#c8553d"/><rect y="2" width="4" height="2" fill="#2f6f73"/>';
    const png = await painter.paint(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">${halves}</svg>`);
    const row = (...colour: number[]) => Array.from({ length: 8 }, () => colour).flat();
    expect(await picturePixels(png)).toEqual([...row(0xc8, 0x55, 0x3d), ...row(0x2f, 0x6f, 0x73)]);
  });

  it('is the same for the same article, and another for another article or title', async () => {
    const [first, again, other, renamed] = await Promise.all([
      svgOf('Ici'),
      svgOf('Ici'),
      svgOf('Ici', { id: 'ailleurs-0a1b2c' }),
      svgOf('Là'),
    ]);
    expect(again).toBe(first);
    expect(await painter.paint(again)).toEqual(await painter.paint(first));
    expect(new Set([first, other, renamed]).size).toBe(3);
  });

  it('bears the kicker, the title and the languages', async () => {
    const svg = await svgOf('Le temps', { kicker: 'Météo' });
    expect(wordsOn(svg)).toBe('Météo Le temps');
    expect(svg).toMatch(/>FR<.*\n.*>EN</u);
  });

  it('shows every letter of a title that its fonts have', async () => {
    const title = 'Łódź, Ελλάδα, Москва et Hà Nội';
    const svg = await svgOf(title);
    expect(wordsOn(svg)).toBe(title);
    // The renderer leaves out a whole text that it can not shape, so each is looked for in a picture of its own.
    const small = (text: string) =>
      painter.paint(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1400 1400" width="200" height="200">${text}</svg>`,
      );
    const blank = await small('');
    for (const [text] of svg.matchAll(/<text [^>]*>[^<]*\S[^<]*<\/text>/gu)) {
      expect(await small(text.replace(/fill="[^"]*"/u, 'fill="#fff"')), text).not.toEqual(blank);
    }
  });

  it('leaves out letters that no font has, rather than show a box', async () => {
    expect(wordsOn(await svgOf('Le temps 👨‍👩‍👧 qu’il fait 🎉'))).toBe('Le temps qu’il fait');
    expect(wordsOn(await svgOf('« Salam » سلام'))).toBe('«\u00A0Salam\u00A0»');
  });

  it.each(['العربية עברית', '👨‍👩‍👧 🎉', 'Oui 漢字漢字漢字', ''])('of %j bears no title', async title => {
    expect(wordsOn(await svgOf(title, { kicker: 'Rien' }))).toBe('');
  });

  it('keeps its words within its margins and above the fifth that players cover', async () => {
    for (const [, title] of titles) {
      const svg = await svgOf(title, { kicker: 'Un surtitre qui est bien long, '.repeat(9) });
      for (const [, x, y, size, text] of svg.matchAll(
        /<text x="([\d.]+)" y="(\d+)" font-size="(\d+)"[^>]*>([^<]*)</gu,
      )) {
        const plain = (text ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(Number(x) + widthOf(plain, faces) * Number(size)).toBeLessThanOrEqual(coverPixels - 110 + 1);
        expect(Number(y)).toBeLessThan(coverPixels * 0.8);
      }
    }
  });
});

describe('a title', () => {
  const room = { width: 1_000, height: 500, sizes: [200, 100, 50] };

  it('is set as large as it fits, in even lines', () => {
    expect(setText('Ici', faces, room)).toEqual({ lines: ['Ici'], size: 200 });
    expect(setText('La guerre et la paix de tous', faces, room).size).toBe(100);
    expect(setText('un deux trois quatre cinq six', faces, { ...room, sizes: [100] }).lines).toEqual([
      'un deux trois',
      'quatre cinq six',
    ]);
  });

  it('is cut where it does not fit, at the end of the last line', () => {
    const { lines, size } = setText('mot '.repeat(200).trim(), faces, room);
    expect(lines.length * size * 1.14).toBeLessThanOrEqual(room.height);
    expect(lines.at(-1)).toMatch(/mot…$/u);
    for (const line of lines) expect(widthOf(line, faces) * size).toBeLessThanOrEqual(room.width);
  });

  it('never breaks before the punctuation that French sets apart', () => {
    expect(drawable('« Oui » ? Non !', faces, 'fr')).toBe('«\u00A0Oui\u00A0»\u00A0? Non\u00A0!');
  });
});

describe('the palettes', () => {
  it.each(palettes)('of ground $ground can be read: 7 : 1 for the title, 3 : 1 for labels and wave', palette => {
    expect(contrast(palette.ground, palette.ink)).toBeGreaterThanOrEqual(7);
    for (const voice of palette.voices) expect(contrast(palette.ground, voice)).toBeGreaterThanOrEqual(3);
  });
});

/** @see WCAG 2.2, contrast ratio */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
