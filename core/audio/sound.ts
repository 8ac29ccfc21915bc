import { type Frame, readFrames } from './frames.ts';
import { granuleFields, granuleOffsets, granuleSamples, readBits } from './side-info.ts';

/** What can be heard in a stream, without decoding it. */
export interface Sound {
  /** Time in which there is sound at all. */
  readonly soundMs: number;
  /** The longest stretch without, those at the beginning and at the end included. */
  readonly longestSilenceMs: number;
  /** When the last sound ends; 0 if there is none. */
  readonly lastSoundMs: number;
}

/**
 * The level (levelOf) that a granule needs to be worth hearing: about −60 dB of full scale. As LAME encodes them at 32 to
 * 128 kbit/s and 22,050 to 44,100 Hz, white noise with peaks of −70 dB has a median of 150 to 157, of −50 dB 171 to 183;
 * of speech at its usual level nine granules in ten have 183 or more, 20 dB below it 170 (measured 2026-11).
 */
const audibleLevel = 165;

/**
 * Listens to an MP3 by its side information: each granule tells the step of its quantiser and how large the quantised
 * values may be, hence how loud its loudest line is, within a factor of two or so.
 * @param mp3 as plainFrames; of any format
 * @throws DiglotError ClipRejected as readFrames
 * @see ISO/IEC 11172-3, 2.4.1.7 and 2.4.3.4; ISO/IEC 13818-3 for the lower rates
 */
export function soundOf(mp3: Uint8Array): Sound {
  let timeMs = 0;
  let soundMs = 0;
  let lastSoundMs = 0;
  let longestSilenceMs = 0;
  for (const frame of readFrames(mp3)) {
    const granuleMs = (granuleSamples * 1000) / frame.header.sampleRateHz;
    for (const level of granuleLevels(mp3, frame)) {
      if (level >= audibleLevel) {
        longestSilenceMs = Math.max(longestSilenceMs, timeMs - lastSoundMs);
        soundMs += granuleMs;
        lastSoundMs = timeMs + granuleMs;
      }
      timeMs += granuleMs;
    }
  }
  return { soundMs, lastSoundMs, longestSilenceMs: Math.max(longestSilenceMs, timeMs - lastSoundMs) };
}

/** The level of each granule: that of its loudest channel. */
export function granuleLevels(mp3: Uint8Array, frame: Frame): number[] {
  const isVersion1 = frame.header.version === '1';
  return granuleOffsets(frame).map(channels =>
    channels.map(at => levelOf(mp3, at, isVersion1)).reduce((loudest, level) => Math.max(loudest, level)),
  );
}

/** Of a granule in one channel, in steps of a quarter of a power of two, as global_gain has it; 0 for digital silence. */
function levelOf(mp3: Uint8Array, at: number, isVersion1: boolean): number {
  // part2_3_length (12 bits), big_values (9), global_gain (8), scalefac_compress (4, or 9 at the lower rates).
  if (readBits(mp3, at + granuleFields.part23Length, 12) === 0) return 0;
  const gain = readBits(mp3, at + granuleFields.globalGain, 8);
  const flag = at + (isVersion1 ? 33 : 38);
  const isSwitched = readBits(mp3, flag, 1) === 1;
  // table_select: two regions after block_type and mixed_block_flag, or three at once.
  const tables = isSwitched ? [flag + 4, flag + 9] : [flag + 1, flag + 6, flag + 11];
  const hasBigValues = readBits(mp3, at + granuleFields.bigValues, 9) > 0;
  const largest = hasBigValues ? Math.max(1, ...tables.map(table => largestValues[readBits(mp3, table, 5)] ?? 1)) : 1;
  // A line is value^(4/3) × 2^(gain/4).
  return gain + (16 / 3) * Math.log2(largest);
}

// Tables 0 to 15, and the escape bits of 16 to 31, whose values may be 15 and more.
const smallTables = [0, 1, 2, 2, 0, 3, 3, 5, 5, 5, 7, 7, 7, 15, 0, 15];
const escapeBits = [1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13];

/** The largest value that each Huffman table can hold. @see ISO/IEC 11172-3, table B.7 */
const largestValues: readonly number[] = [...smallTables, ...escapeBits.map(bits => 14 + 2 ** bits)];
