import { DiglotError } from '../errors.ts';
import { type FrameHeader, frameHeaderBytes, isFreeFormat, parseFrameHeader, sideInfoBytes } from './frame-header.ts';

/** One frame and where it stands in its bytes; `end` is exclusive. */
export interface Frame {
  readonly header: FrameHeader;
  readonly start: number;
  readonly end: number;
}

/**
 * The frames that hold sound, in order. Tags (ID3), header frames (Xing, Info, VBRI) and junk are passed over.
 * @throws DiglotError ClipRejected if the last frame is cut off, or the stream is of free format
 */
export function* readFrames(mp3: Uint8Array): Generator<Frame, void, undefined> {
  let previous: Frame | undefined;
  let at = 0;
  while (at < mp3.length) {
    const tagBytes = tagLength(mp3, at);
    if (tagBytes > 0) {
      at += tagBytes;
      continue;
    }
    const frame = frameAt(mp3, at, previous);
    if (frame === undefined) {
      at += 1;
      continue;
    }
    if (!isHeaderFrame(mp3, frame)) yield frame;
    previous = frame;
    at = frame.end;
  }
}

/**
 * The frame that begins here, if one does. Straight after another frame its like is believed; anywhere else a header
 * might be chance (one in some thousand random bytes is), so the next frame must follow where this one ends.
 */
function frameAt(mp3: Uint8Array, at: number, previous: Frame | undefined): Frame | undefined {
  const follows = previous?.end === at;
  if (follows || at === 0) refuseFreeFormat(mp3, at);
  if (follows && isCutHeader(mp3, at)) throw cutOff(mp3.length - at, frameHeaderBytes);
  const header = parseFrameHeader(mp3, at);
  if (header === undefined) return undefined;
  const frame: Frame = { header, start: at, end: at + header.bytes };
  const believed = follows && sameStream(previous.header, header);
  if (believed && frame.end > mp3.length) throw cutOff(mp3.length - at, header.bytes);
  return believed || isConfirmed(mp3, frame) ? frame : undefined;
}

function isConfirmed(mp3: Uint8Array, { header, end }: Frame): boolean {
  if (end === mp3.length || (end < mp3.length && tagLength(mp3, end) > 0)) return true;
  const next = parseFrameHeader(mp3, end);
  return next !== undefined && sameStream(header, next);
}

/** What never changes within one stream, not even with a variable bit rate. */
function sameStream(a: FrameHeader, b: FrameHeader): boolean {
  return a.version === b.version && a.sampleRateHz === b.sampleRateHz;
}

/** A header of which only the first bytes are there. */
function isCutHeader(mp3: Uint8Array, at: number): boolean {
  const rest = mp3.subarray(at);
  if (rest.length >= frameHeaderBytes || rest[0] !== 0xff) return false;
  return rest[1] === undefined || (rest[1] & 0xe0) === 0xe0;
}

/** Bytes of the ID3 tag that begins here; 0 where none does. @see id3.org, ID3v2.4.0 structure, section 3 */
function tagLength(mp3: Uint8Array, at: number): number {
  if (hasText(mp3, at, 'TAG')) return 128;
  if (!hasText(mp3, at, 'ID3') || at + 10 > mp3.length) return 0;
  const flags = mp3[at + 5] ?? 0;
  // "Synchsafe": seven bits a byte, so that the size itself never looks like the beginning of a frame.
  const size = mp3.subarray(at + 6, at + 10).reduce((total, byte) => total * 128 + (byte & 0x7f), 0);
  const footer = (flags & 0x10) === 0 ? 0 : 10;
  return 10 + size + footer;
}

/** A first frame without sound, which tells the length of a file: wrong as soon as files are joined. */
function isHeaderFrame(mp3: Uint8Array, { header, start }: Frame): boolean {
  // Encoders disagree whether the checksum moves it; VBRI always stands 32 bytes after the header.
  const offsets = [frameHeaderBytes, header.sideInfoOffset].map(offset => start + offset + sideInfoBytes(header));
  const named = offsets.some(offset => hasText(mp3, offset, 'Xing') || hasText(mp3, offset, 'Info'));
  return named || hasText(mp3, start + frameHeaderBytes + 32, 'VBRI');
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return Array.from(text).every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

function refuseFreeFormat(mp3: Uint8Array, at: number): void {
  if (!isFreeFormat(mp3, at)) return;
  throw clipRejected('An MP3 stream of free format came, whose frames do not tell their length.', `byte ${at}`);
}

function cutOff(presentBytes: number, frameBytes: number): DiglotError {
  return clipRejected(
    `The MP3 stream is cut off: ${presentBytes} of the ${frameBytes} bytes of its last frame came.`,
    'the last frame',
  );
}

/** Speech that can not be a clip; the same call may well succeed next time. */
export function clipRejected(message: string, place?: string): DiglotError {
  return new DiglotError({
    code: 'ClipRejected',
    message,
    ...(place === undefined ? {} : { place }),
    remedy: 'Upload the article again: only the clip that was rejected is recorded, and paid, anew.',
  });
}
