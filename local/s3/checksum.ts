import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { crc32c, crc64nvme, type RunningChecksum } from './crc.ts';
import { CHECKSUM_ALGORITHMS, type Checksum, type ChecksumAlgorithm } from './record.ts';
import { S3Error } from './s3-error.ts';

/** Begins a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'crc32') return zlibCrc32();
  if (algorithm === 'crc32c') return crc32c();
  if (algorithm === 'crc64nvme') return crc64nvme();
  return startHash(algorithm);
}

/** Begins a cryptographic hash in the same form. */
export function startHash(algorithm: 'md5' | 'sha1' | 'sha256'): RunningChecksum {
  const hash = createHash(algorithm);
  return { update: bytes => void hash.update(bytes), digest: () => hash.digest() };
}

/** The header in which S3 carries a checksum of that algorithm. */
export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm}`;

/** The element of XML for it: ChecksumCRC32, ChecksumSHA256, … */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm.toUpperCase()}`;

/**
 * The algorithm that a client names, in any case: `CRC32`, `x-amz-checksum-crc32`.
 * @throws S3Error InvalidRequest
 */
export function parseAlgorithm(text: string): ChecksumAlgorithm {
  const name = text.toLowerCase().replace('x-amz-checksum-', '');
  const algorithm = CHECKSUM_ALGORITHMS.find(known => known === name);
  if (algorithm !== undefined) return algorithm;
  throw new S3Error('InvalidRequest', `"${text}" is none of ${CHECKSUM_ALGORITHMS.join(', ').toUpperCase()}.`);
}

/**
 * The one checksum that the headers promise.
 * @throws S3Error InvalidRequest if there are two
 */
export function declaredChecksum(
  headers: IncomingHttpHeaders,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const declared = CHECKSUM_ALGORITHMS.flatMap(algorithm => {
    const value = headers[checksumHeader(algorithm)];
    return typeof value === 'string' ? [{ algorithm, value }] : [];
  });
  if (declared.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.',
    );
  }
  return declared[0];
}

/** The checksum of the checksums of parts, as S3 gives it for a composite one. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const running = startChecksum(algorithm);
  for (const part of parts) running.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${running.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}

function zlibCrc32(): RunningChecksum {
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32(bytes, crc);
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(crc);
      return out;
    },
  };
}
