import type { Frame } from './frames.ts';

/** Spectral lines of a granule, and samples of it: one or two of them are a frame, with the same for each channel. */
export const granuleSamples = 576;

/** Where the fields of a granule in one channel begin, in bits from the granule's own first. */
export const granuleFields = {
  /** 12 bits; 0 where there is no sound at all. */
  part23Length: 0,
  /** 9 bits. */
  bigValues: 12,
  /** 8 bits: how loud, in steps of a quarter of a power of two, 1.5 dB. */
  globalGain: 21,
} as const;

/**
 * Where each granule's side information begins, channel by channel, in bits from the beginning of the stream.
 * @see ISO/IEC 11172-3, 2.4.1.7; ISO/IEC 13818-3 for the lower rates
 */
export function granuleOffsets({ header, start }: Frame): number[][] {
  const isVersion1 = header.version === '1';
  const channels = header.channelMode === 'mono' ? 1 : 2;
  // Before the granules stand main_data_begin, private bits and, in version 1, scfsi.
  const leadBits = isVersion1 ? (channels === 1 ? 18 : 20) : 8 + channels;
  const granuleBits = isVersion1 ? 59 : 63;
  const firstBit = (start + header.sideInfoOffset) * 8 + leadBits;
  return Array.from({ length: header.samples / granuleSamples }, (_, granule) =>
    Array.from({ length: channels }, (_channel, channel) => firstBit + (granule * channels + channel) * granuleBits),
  );
}

/** @param count at most 24 */
export function readBits(bytes: Uint8Array, firstBit: number, count: number): number {
  const firstByte = Math.floor(firstBit / 8);
  let window = 0;
  for (let at = firstByte; at < firstByte + 4; at += 1) window = window * 256 + (bytes[at] ?? 0);
  return Math.floor(window / 2 ** (32 - (firstBit % 8) - count)) % 2 ** count;
}

/** Writes eight bits wherever they begin. */
export function writeByte(bytes: Uint8Array, firstBit: number, value: number): void {
  const at = Math.floor(firstBit / 8);
  const shift = firstBit % 8;
  const before = (bytes[at] ?? 0) & (0xff_00 >> shift);
  bytes[at] = before | (value >> shift);
  if (shift === 0) return;
  const after = (bytes[at + 1] ?? 0) & (0xff >> shift);
  bytes[at + 1] = after | ((value << (8 - shift)) & 0xff);
}
