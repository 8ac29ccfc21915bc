import { parseFrameHeader, sideInfoBytes } from './frame-header.ts';
import { clipRejected } from './frames.ts';

const framesBytesAndSeekTable = 0b111;
const seekPoints = 100;

/**
 * The silent first frame that tells players how long a file of constant bit rate is, so that none has to guess: "Info",
 * the counts of frames and bytes, and a seek table, which is a straight line. It belongs at the very beginning of a
 * finished file and nowhere else.
 * @param like a stream of the file's format, from its first frame on
 * @param soundFrames frames that follow, @param soundBytes bytes that follow
 * @throws DiglotError ClipRejected if `like` does not begin with a frame, or its frames are too short for a table
 * @see "MP3 Info Tag revision 1", the fields up to the seek table
 */
export function infoFrame(like: Uint8Array, soundFrames: number, soundBytes: number): Uint8Array<ArrayBuffer> {
  const header = parseFrameHeader(like, 0);
  if (header === undefined) throw clipRejected('A clip does not begin with an MP3 frame.');
  // Without padding and checksum: neither has a place in a frame without sound.
  const start = [0xff, (like[1] ?? 0) | 1, (like[2] ?? 0) & ~0b10, like[3] ?? 0];
  const bytes = parseFrameHeader(Uint8Array.from(start), 0)?.bytes ?? 0;
  const at = start.length + sideInfoBytes(header);
  const frame = new Uint8Array(bytes);
  const view = new DataView(frame.buffer);
  if (at + 16 + seekPoints > bytes) throw clipRejected(`Frames of ${bytes} bytes have no room for a seek table.`);
  frame.set(start);
  frame.set(new TextEncoder().encode('Info'), at);
  view.setUint32(at + 4, framesBytesAndSeekTable);
  view.setUint32(at + 8, soundFrames);
  view.setUint32(at + 12, bytes + soundBytes);
  for (let point = 0; point < seekPoints; point += 1) frame[at + 16 + point] = Math.floor((point * 256) / seekPoints);
  return frame;
}
