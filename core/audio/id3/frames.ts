import { joinBytes } from '../join-bytes.ts';

/**
 * Frames of ID3v2.4. Text is UTF-8 everywhere; a length is "synchsafe", seven bits a byte, so that it never looks like
 * the beginning of a frame of sound.
 * @see id3.org, ID3v2.4.0 structure and native frames; ID3v2 chapter frame addendum 1.0
 */

const utf8 = 3;
const noFlags = [0, 0];
const maxSize = 2 ** 28 - 1;

const encoder = new TextEncoder();

/** A whole tag: its header and frames, without padding. @throws RangeError above 256 MiB, which no tag of ours nears */
export function id3Tag(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joinBytes(frames);
  const majorVersion = 4;
  return joinBytes([bytes(...ascii('ID3'), majorVersion, 0, 0, ...synchsafe(body.length)), body]);
}

/** A text frame (`TIT2`, `TLAN`, …); of several values each reader shows at least the first. */
export function textFrame(id: string, ...values: readonly string[]): Uint8Array<ArrayBuffer> {
  return frame(id, bytes(utf8), encoder.encode(values.map(plain).join('\0')));
}

/** A cover picture. @param mimeType `image/png` or `image/jpeg` */
export function pictureFrame(mimeType: string, picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const frontCover = 3;
  return frame('APIC', bytes(utf8), terminated(mimeType), bytes(frontCover), terminated(''), picture);
}

/** A line of lyrics and when it begins, in whole milliseconds. */
export interface LyricsLine {
  readonly text: string;
  readonly startMs: number;
}

/** Synchronised lyrics. @param language of ISO 639-2, three letters */
export function lyricsFrame(language: string, lines: readonly LyricsLine[]): Uint8Array<ArrayBuffer> {
  const milliseconds = 2;
  const lyrics = 1;
  // Entries may be syllables, so a line of its own has to say so.
  const entries = lines.flatMap(({ text, startMs }, index) => [
    terminated(index === 0 ? text : `\n${text}`),
    bigEndian(startMs),
  ]);
  return frame('SYLT', bytes(utf8, ...ascii(language), milliseconds, lyrics), terminated(''), ...entries);
}

export interface ChapterFrame {
  /** Of this tag alone. */
  readonly id: string;
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
}

export function chapterFrame({ id, title, startMs, endMs }: ChapterFrame): Uint8Array<ArrayBuffer> {
  // By time alone: an offset of all ones is none.
  const noOffset = 0xff_ff_ff_ff;
  const times = [startMs, endMs, noOffset, noOffset].map(bigEndian);
  return frame('CHAP', terminated(id), ...times, textFrame('TIT2', title));
}

/** The table of contents, in order. @param chapters their ids, at most 255: their count is a byte */
export function contentsFrame(id: string, chapters: readonly string[]): Uint8Array<ArrayBuffer> {
  const topLevelAndOrdered = 0b11;
  return frame('CTOC', terminated(id), bytes(topLevelAndOrdered, chapters.length), ...chapters.map(terminated));
}

function frame(id: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = joinBytes(parts);
  return joinBytes([bytes(...ascii(id), ...synchsafe(content.length), ...noFlags), content]);
}

/** A NUL would end the text, whatever stands behind it. */
function plain(text: string): string {
  return text.replaceAll('\0', ' ');
}

function terminated(text: string): Uint8Array {
  return encoder.encode(`${plain(text)}\0`);
}

function synchsafe(size: number): number[] {
  if (size > maxSize) throw new RangeError(`${size} bytes do not fit into an ID3 tag.`);
  return [21, 14, 7, 0].map(shift => (size >> shift) & 0x7f);
}

function bigEndian(value: number): Uint8Array {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, value);
  return four;
}

function ascii(text: string): number[] {
  return Array.from(text, character => character.charCodeAt(0));
}

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}
