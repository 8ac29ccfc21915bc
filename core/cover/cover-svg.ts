import { escapedText } from '../markup.ts';
import type { Face } from './face.ts';
import { drawable, lettersOf, widthOf } from './letters.ts';
import { type Palette, palettes } from './palette.ts';
import { lineHeight, setText, type TextBlock } from './text-block.ts';

/** What a cover says. */
export interface CoverText {
  readonly title: string;
  readonly kicker?: string;
  /** The languages to hear, as their codes. */
  readonly languages: readonly string[];
  /** Of the title and kicker. */
  readonly language: string;
}

/** Podcast directories ask for a square of 1,400 to 3,000 pixels. @see Apple Podcasts, artwork requirements */
export const coverPixels = 1_400;

const margin = 110;
const textWidth = coverPixels - 2 * margin;
/** Below, players lay their own controls over a cover: nothing that must be read stands there. */
const textEnd = 1_010;
const titleSizes = [210, 192, 176, 160, 144, 132, 120, 108, 96, 84, 76, 68];
const kickerSizes = [46];
const kickerHeight = 2 * 46 * lineHeight;
const labelSize = 44;
/** Where the wave ends, how high it may be in all, and how far it reaches below its middle at least. */
const waveEnd = 1_300;
const maxWave = 800;
const minBelow = 100;

/**
 * A cover in SVG: the title, and a sound wave of two voices whose shape and colours are drawn from the hash.
 * Deterministic. Letters that no face has are left out; a title without enough of them leaves the wave alone.
 * @param hash hex digits, 64 at least; another article has another
 */
export function coverSvg(text: CoverText, hash: string, faces: readonly Face[]): string {
  const seeds = Array.from({ length: 32 }, (_, index) => Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16));
  const palette = palettes[(seeds[0] ?? 0) % palettes.length] ?? defaultPalette;
  const { lines, endsAt } = headline(text, palette, faces);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${coverPixels} ${coverPixels}">`,
    `<rect width="${coverPixels}" height="${coverPixels}" fill="${palette.ground}"/>`,
    ...labels(text.languages, palette, faces),
    ...lines,
    ...soundWave(seeds, palette, endsAt),
    '</svg>',
  ].join('\n');
}

const defaultPalette: Palette = { ground: '#1d2b3a', ink: '#f6f0e4', voices: ['#e9b44c', '#7fb7be'] };

/** The languages at the top, each in the colour of its voice. */
function labels(languages: readonly string[], palette: Palette, faces: readonly Face[]): string[] {
  const spaces = 0.9 * labelSize;
  let x = margin;
  return languages.map((language, index) => {
    const label = language.toUpperCase();
    const line = textLine(label, { x, y: 168, size: labelSize, fill: palette.voices[index % 2] ?? palette.ink }, faces);
    x += widthOf(label, faces) * labelSize + spaces;
    return line;
  });
}

/** @returns what is drawn, and how far down it reaches */
function headline(text: CoverText, palette: Palette, faces: readonly Face[]): { lines: string[]; endsAt: number } {
  const top = 250;
  const title = drawable(text.title, faces, text.language);
  if (title === undefined) return { lines: [], endsAt: top };
  const kicker = drawable(text.kicker ?? '', faces, text.language);
  const room = { width: textWidth, height: kickerHeight, sizes: kickerSizes };
  const above = kicker === undefined ? undefined : setText(kicker, faces, room);
  const titleTop = top + (above === undefined ? 0 : heightOf(above) + 34);
  const block = setText(title, faces, { width: textWidth, height: textEnd - titleTop, sizes: titleSizes });
  const lines = [
    ...(above === undefined ? [] : textLines(above, top, palette.voices[0], faces)),
    ...textLines(block, titleTop, palette.ink, faces),
  ];
  return { lines, endsAt: titleTop + heightOf(block) };
}

function heightOf({ lines, size }: TextBlock): number {
  return lines.length * size * lineHeight;
}

function textLines({ lines, size }: TextBlock, top: number, fill: string, faces: readonly Face[]): string[] {
  // The first baseline lies as far below the top as capitals are high, about.
  return lines.map((line, index) =>
    textLine(line, { x: margin, y: Math.round(top + size * (0.8 + index * lineHeight)), size, fill }, faces),
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
}

/** A text of its own for each stretch: the renderer drops a line whose fonts count its glyphs differently. */
function textLine(text: string, { x, y, size, fill }: Place, faces: readonly Face[]): string {
  let at = x;
  const runs = lettersOf(text, faces).map(({ text: letters, weight, width }) => {
    const attributes = `x="${at.toFixed(1)}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"`;
    at += width * size;
    return `<text ${attributes} xml:space="preserve">${escapedText(letters)}</text>`;
  });
  return runs.join('');
}

/**
 * Bars above the middle for the one voice, below it for the other: syllables, words and breaths as the seeds have them.
 * They grow into the room that the text leaves.
 */
function soundWave(seeds: readonly number[], palette: Palette, textEndsAt: number): string[] {
  const reach = Math.min(waveEnd - textEndsAt - 60, maxWave);
  const below = Math.max(minBelow, reach * 0.38);
  const middle = waveEnd - below;
  const heights = [Math.min(reach - below, below * 1.5), below];
  const bars = 29 + ((seeds[1] ?? 0) % 13);
  const pitch = textWidth / bars;
  const width = pitch * 0.52;
  return palette.voices.flatMap((fill, voice) =>
    Array.from({ length: bars }, (_, bar) => {
      const height = Math.max(width, (heights[voice] ?? 0) * loudness(seeds, voice, bar / bars, bar));
      const x = margin + bar * pitch + (pitch - width) / 2;
      const y = voice === 0 ? middle - 7 - height : middle + 7;
      const [left, top, w, h, r] = [x, y, width, height, width / 2].map(value => value.toFixed(1));
      return `<rect x="${left}" y="${top}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
    }),
  );
}

/** From 0 to 1, slow and quick swings together. @param at from 0 at the left to 1 at the right */
function loudness(seeds: readonly number[], voice: number, at: number, bar: number): number {
  const seed = (index: number) => (seeds[2 + voice * 5 + index] ?? 0) / 255;
  const swing = (turns: number, phase: number) => 0.5 + 0.5 * Math.sin(2 * Math.PI * (turns * at + phase));
  const phrase = swing(2 + 2 * seed(0), seed(1));
  const word = swing(5 + 4 * seed(2), seed(3));
  const syllable = (((seeds[(bar * 7 + voice * 3) % seeds.length] ?? 0) ^ (bar * 37)) & 0xff) / 255;
  return 0.12 + 0.88 * (0.25 + 0.75 * phrase) * (0.4 + 0.6 * word) * (0.45 + 0.55 * syllable);
}
