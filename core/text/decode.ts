import { DiglotError } from '../errors.ts';
import { binaryKindOf, isBinary } from './binary.ts';
import { guessSingleByteEncoding } from './single-byte-encoding.ts';
import { scanUtf8 } from './utf8.ts';
import type { ReadWarning } from './warnings.ts';

export interface DecodedText {
  /** Without a byte order mark; lone surrogates of UTF-16 still in it. */
  readonly text: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` (which holds Latin-1), `iso-8859-15` or `macintosh`. */
  readonly encoding: string;
  readonly warnings: readonly ReadWarning[];
}

/**
 * Decodes a file: by its byte order mark, else as UTF-16 by its pattern of NULs, else as UTF-8, else in the single-byte
 * encoding in which it reads most like French.
 * @throws DiglotError NotText, naming what the file is
 */
export function decodeText(bytes: Uint8Array, key: string): DecodedText {
  const kind = binaryKindOf(bytes);
  if (kind !== undefined) throw notText(key, `The file is ${kind}, not text.`);
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return withMojibake({ ...utf16, warnings: [] });
  if (isBinary(bytes)) throw notText(key, 'The file holds binary content, not text.');
  return withMojibake(decodeUtf8(bytes) ?? decodeSingleByte(bytes));
}

function notText(key: string, message: string): DiglotError {
  return new DiglotError({
    code: 'NotText',
    message,
    place: key,
    remedy: 'Export the article as plain text, Markdown or HTML, and upload that.',
  });
}

function utf16Of(bytes: Uint8Array): { text: string; encoding: string } | undefined {
  const encoding = utf16ByMark(bytes) ?? utf16ByZeros(bytes);
  if (encoding === undefined) return undefined;
  const text = decodeUtf16(bytes, encoding === 'utf-16le');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding };
}

function utf16ByMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** In UTF-16 most Latin letters have a zero for their high byte: nearly all at odd places, or nearly all at even ones. */
function utf16ByZeros(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 64 * 1024);
  let atEven = 0;
  let atOdd = 0;
  for (const [place, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (place % 2 === 0) atEven += 1;
    else atOdd += 1;
  }
  const pairs = sample.length / 2;
  if (atOdd > pairs * 0.5 && atEven <= 1 + atOdd * 0.05) return 'utf-16le';
  if (atEven > pairs * 0.5 && atOdd <= 1 + atEven * 0.05) return 'utf-16be';
  return undefined;
}

// TextDecoder would replace lone surrogates, and they are to be counted. An odd last byte is half a unit: dropped.
function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength - (bytes.byteLength % 2));
  const parts: string[] = [];
  const unitsAtOnce = 4096;
  for (let start = 0; start < view.byteLength; start += unitsAtOnce * 2) {
    const units: number[] = [];
    const end = Math.min(start + unitsAtOnce * 2, view.byteLength);
    for (let place = start; place < end; place += 2) units.push(view.getUint16(place, littleEndian));
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('');
}

/** @returns undefined where the file is not UTF-8, or not mostly. */
function decodeUtf8(bytes: Uint8Array): DecodedText | undefined {
  const scan = scanUtf8(bytes);
  // In French windows-1252 no two bytes make a UTF-8 sequence by chance; a damaged UTF-8 file has more good than bad.
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (scan.badBytes > 0 && scan.sequences <= scan.badBytes && !marked) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  return { text, encoding: 'utf-8', warnings: scan.badBytes === 0 ? [] : [badBytes(scan.badBytes, scan.firstBadByte)] };
}

function badBytes(count: number, offset: number): ReadWarning {
  const what = count === 1 ? '1 byte is' : `${count} bytes are`;
  return {
    code: 'BadBytes',
    message: `${what} not UTF-8, the first at offset ${offset}: kept as the replacement character.`,
  };
}

function decodeSingleByte(bytes: Uint8Array): DecodedText {
  const encoding = guessSingleByteEncoding(bytes);
  const warning: ReadWarning = {
    code: 'EncodingGuessed',
    message: `The file is not UTF-8: it was read as ${encoding}, in which it reads most like French.`,
  };
  return { text: new TextDecoder(encoding).decode(bytes), encoding, warnings: [warning] };
}

// A capital à with tilde, or â, before what can only be the second byte of a UTF-8 sequence read as windows-1252.
const mojibake = /[ÃÅÂ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00BF™œ“”˜¦]/gu;

function withMojibake(decoded: DecodedText): DecodedText {
  const count = decoded.text.match(mojibake)?.length ?? 0;
  if (count === 0) return decoded;
  const message = `${count} places look like UTF-8 read in another encoding; nothing was changed. Save the file anew as UTF-8.`;
  return { ...decoded, warnings: [...decoded.warnings, { code: 'Mojibake', message }] };
}
