/** A checksum that grows with the bytes that it is given. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** Big-endian, as S3 puts it into base64. */
  digest(): Buffer;
}

/** CRC-32C (Castagnoli), polynomial reflected; the check value of "123456789" is E3069283. */
export function crc32c(): RunningChecksum {
  let crc = 0xff_ff_ff_ff;
  return {
    update(bytes) {
      for (const byte of bytes) crc = (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE((crc ^ 0xff_ff_ff_ff) >>> 0);
      return out;
    },
  };
}

/**
 * CRC-64/NVME; the check value of "123456789" is AE8B14860A799888. In two halves of 32 bits: BigInt arithmetic on each byte
 * would be a hundred times slower.
 */
export function crc64nvme(): RunningChecksum {
  let high = 0xff_ff_ff_ff;
  let low = 0xff_ff_ff_ff;
  return {
    update(bytes) {
      for (const byte of bytes) {
        const at = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[at] ?? 0);
        high = (high >>> 8) ^ (CRC64_HIGH[at] ?? 0);
      }
    },
    digest() {
      const out = Buffer.alloc(8);
      out.writeUInt32BE((high ^ 0xff_ff_ff_ff) >>> 0, 0);
      out.writeUInt32BE((low ^ 0xff_ff_ff_ff) >>> 0, 4);
      return out;
    },
  };
}

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => Number(reflectedTableEntry(byte, 0x82_f6_3b_78n)));
const CRC64_TABLE = Array.from({ length: 256 }, (_, byte) => reflectedTableEntry(byte, 0x9a_6c_93_29_ac_4b_c9_b5n));
const CRC64_HIGH = Uint32Array.from(CRC64_TABLE, entry => Number(entry >> 32n));
const CRC64_LOW = Uint32Array.from(CRC64_TABLE, entry => Number(entry & 0xff_ff_ff_ffn));

function reflectedTableEntry(byte: number, polynomial: bigint): bigint {
  let entry = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) entry = (entry & 1n) === 1n ? (entry >> 1n) ^ polynomial : entry >> 1n;
  return entry;
}
