/** What an MPEG audio layer III frame says of itself. @see ISO/IEC 11172-3, 2.4.1.3; ISO/IEC 13818-3 for the lower rates */
export interface FrameHeader {
  readonly version: MpegVersion;
  readonly sampleRateHz: number;
  readonly bitRateKbps: number;
  readonly channelMode: ChannelMode;
  /** The whole frame, header included. */
  readonly bytes: number;
  readonly samples: number;
  /** Where the audio's side information begins, counted from the frame's first byte. */
  readonly sideInfoOffset: number;
}

export type MpegVersion = '1' | '2' | '2.5';
export type ChannelMode = (typeof channelModes)[number];

/** Bytes of a frame's header. */
export const frameHeaderBytes = 4;

const channelModes = ['stereo', 'joint stereo', 'dual channel', 'mono'] as const;
// By the two bits of the field; the second is reserved.
const versions = ['2.5', undefined, '2', '1'] as const;
const layer3 = 0b01;
const freeFormatIndex = 0;

const sampleRatesHz: Record<MpegVersion, readonly number[]> = {
  '1': [44_100, 48_000, 32_000],
  '2': [22_050, 24_000, 16_000],
  '2.5': [11_025, 12_000, 8_000],
};

// From index 1; index 0 is free format, index 15 is forbidden.
const bitRatesKbps = {
  full: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  low: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/**
 * Reads the header of a layer III frame.
 * @returns undefined where no such header stands; free format too, as the length of such a frame is not in its header
 */
export function parseFrameHeader(bytes: Uint8Array, at: number): FrameHeader | undefined {
  const fields = headerFields(bytes, at);
  if (fields === undefined) return undefined;
  const { version, rateIndex, bitRateIndex, channelMode, padding, hasChecksum } = fields;
  const sampleRateHz = sampleRatesHz[version][rateIndex];
  const bitRateKbps = bitRatesKbps[version === '1' ? 'full' : 'low'][bitRateIndex - 1];
  if (sampleRateHz === undefined || bitRateKbps === undefined || channelMode === undefined) return undefined;
  const samples = version === '1' ? 1152 : 576;
  return {
    version,
    sampleRateHz,
    bitRateKbps,
    channelMode,
    bytes: Math.floor(((samples / 8) * bitRateKbps * 1000) / sampleRateHz) + padding,
    samples,
    sideInfoOffset: frameHeaderBytes + (hasChecksum ? 2 : 0),
  };
}

/** Whether a frame of free format seems to stand here: as above, but without a bit rate. */
export function isFreeFormat(bytes: Uint8Array, at: number): boolean {
  const fields = headerFields(bytes, at);
  if (fields === undefined || fields.bitRateIndex !== freeFormatIndex) return false;
  return sampleRatesHz[fields.version][fields.rateIndex] !== undefined;
}

/** The length of the side information, which a header frame (Xing, Info) leaves blank. */
export function sideInfoBytes({ version, channelMode }: FrameHeader): number {
  if (version === '1') return channelMode === 'mono' ? 17 : 32;
  return channelMode === 'mono' ? 9 : 17;
}

function headerFields(bytes: Uint8Array, at: number) {
  if (at + frameHeaderBytes > bytes.length) return undefined;
  const [sync, kind, rate, mode] = bytes.subarray(at, at + frameHeaderBytes);
  if (sync !== 0xff || kind === undefined || rate === undefined || mode === undefined) return undefined;
  const version = versions[(kind >> 3) & 0b11];
  if ((kind & 0xe0) !== 0xe0 || version === undefined || ((kind >> 1) & 0b11) !== layer3) return undefined;
  return {
    version,
    hasChecksum: (kind & 1) === 0,
    bitRateIndex: rate >> 4,
    rateIndex: (rate >> 2) & 0b11,
    padding: (rate >> 1) & 1,
    channelMode: channelModes[mode >> 6],
  };
}
