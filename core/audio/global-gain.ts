import { sideInfoBytes } from './frame-header.ts';
import { type Frame, readFrames } from './frames.ts';
import { granuleFields, granuleOffsets, readBits, writeByte } from './side-info.ts';

/** One step of global_gain in decibels: a quarter of a power of two. */
export const gainStepDb = 20 * Math.log10(2 ** 0.25);

/** By how many steps a stream may be raised (at most) and lowered (at least) so that no granule's field overflows. */
export interface GainRoom {
  readonly min: number;
  readonly max: number;
}

const maxGain = 255;

/**
 * A granule of this gain has no line above 2^(99/4) times the least, however large its values: far below hearing. It
 * stays as it is, so that a clip can be lowered though its silence can not.
 */
const silentGain = 30;

/**
 * @param mp3 as plainFrames
 * @throws DiglotError ClipRejected as readFrames
 */
export function gainRoom(mp3: Uint8Array): GainRoom {
  let lowest = maxGain;
  let highest = 0;
  for (const frame of readFrames(mp3)) {
    for (const gain of soundingGranules(mp3, granuleOffsets(frame).flat()).map(at => gainAt(mp3, at))) {
      lowest = Math.min(lowest, gain);
      highest = Math.max(highest, gain);
    }
  }
  if (highest === 0) return { min: 0, max: 0 };
  // Nothing that sounds may come to count as silent: it could not be raised again.
  return { min: Math.min(0, silentGain + 1 - lowest), max: Math.max(0, maxGain - highest) };
}

/**
 * Makes a stream louder or softer without decoding it: lossless, as the opposite steps give back the same bytes.
 * Granules that nobody hears stay as they are; checksums are made anew.
 * @param mp3 as plainFrames
 * @param stepsOf steps of 1.5 dB for each granule, counted from 0; within gainRoom
 * @throws DiglotError ClipRejected as readFrames
 */
export function withGain(mp3: Uint8Array, stepsOf: (granule: number) => number): Uint8Array<ArrayBuffer> {
  const louder = Uint8Array.from(mp3);
  let granule = 0;
  for (const frame of readFrames(mp3)) {
    for (const channels of granuleOffsets(frame)) {
      const steps = stepsOf(granule);
      for (const at of soundingGranules(mp3, channels)) {
        writeByte(louder, at + granuleFields.globalGain, gainAt(mp3, at) + steps);
      }
      granule += 1;
    }
    renewChecksum(louder, frame);
  }
  return louder;
}

/** In a granule of no bits the gain says nothing. */
function soundingGranules(mp3: Uint8Array, offsets: readonly number[]): number[] {
  return offsets.filter(at => readBits(mp3, at + granuleFields.part23Length, 12) > 0 && gainAt(mp3, at) > silentGain);
}

function gainAt(mp3: Uint8Array, granule: number): number {
  return readBits(mp3, granule + granuleFields.globalGain, 8);
}

/** CRC-16 of the header's last two bytes and the side information. @see ISO/IEC 11172-3, 2.4.3.1 */
function renewChecksum(mp3: Uint8Array, { header, start }: Frame): void {
  const checksumBytes = 2;
  const headerBytes = 4;
  if (header.sideInfoOffset < headerBytes + checksumBytes) return;
  const sideInfo = start + header.sideInfoOffset;
  const checksum = crc16([
    ...mp3.subarray(start + 2, start + headerBytes),
    ...mp3.subarray(sideInfo, sideInfo + sideInfoBytes(header)),
  ]);
  mp3[start + headerBytes] = checksum >> 8;
  mp3[start + headerBytes + 1] = checksum & 0xff;
}

function crc16(bytes: readonly number[]): number {
  let remainder = 0xff_ff;
  for (const byte of bytes) {
    remainder ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder & 0x80_00) === 0 ? remainder << 1 : (remainder << 1) ^ 0x80_05;
    }
    remainder &= 0xff_ff;
  }
  return remainder;
}
