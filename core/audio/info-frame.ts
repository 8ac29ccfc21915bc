import { parseFrameHeader, sideInfoBytes } from './frame-header.ts';
import { clipRejected } from './frames.ts';

/** Of the fields that may follow, the count of frames alone. */
const framesFlag = 0b1;

/**
 * The silent first frame that tells players how long a file of constant bit rate is, so that none has to guess: "Info"
 * and the count of frames. It belongs at the very beginning of a finished file and nowhere else.
 *
 * The counts of bytes and the seek table are left out: with a constant bit rate they add nothing, and ffmpeg takes a file
 * that it reads from a pipe for damaged where they are there.
 * @param like a stream of the file's format, from its first frame on
 * @param soundFrames frames that follow
 * @throws DiglotError ClipRejected if `like` does not begin with a frame
 * @see "MP3 Info Tag revision 1", the fields up to the count of frames
 */
export function infoFrame(like: Uint8Array, soundFrames: number): Uint8Array<ArrayBuffer> {
  const header = parseFrameHeader(like, 0);
  if (header === undefined) throw clipRejected('A clip does not begin with an MP3 frame.');
  // Without padding and checksum: neither has a place in a frame without sound.
  const start = [0xff, (like[1] ?? 0) | 1, (like[2] ?? 0) & ~0b10, like[3] ?? 0];
  const frame = new Uint8Array(parseFrameHeader(Uint8Array.from(start), 0)?.bytes ?? 0);
  const at = start.length + sideInfoBytes(header);
  if (at + 12 > frame.length) throw clipRejected(`Frames of ${frame.length} bytes have no room for a count.`);
  frame.set(start);
  frame.set(new TextEncoder().encode('Info'), at);
  const view = new DataView(frame.buffer);
  view.setUint32(at + 4, framesFlag);
  view.setUint32(at + 8, soundFrames);
  return frame;
}
