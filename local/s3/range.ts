import type { ByteRange } from './bodies.ts';
import { S3Error } from './s3-error.ts';

/**
 * The bytes that a Range header asks for. Several ranges at once, other units and nonsense are ignored, as S3 does.
 * @returns undefined for the whole object
 * @throws S3Error InvalidRange if no byte of the object is in it
 */
export function resolveRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= sizeBytes || (first === '' && Number(last) === 0)) throw invalidRange(header ?? '', sizeBytes);
  return { start, end };
}

function invalidRange(header: string, sizeBytes: number): S3Error {
  return new S3Error('InvalidRange', 'The requested range is not satisfiable', {
    elements: { RangeRequested: header, ActualObjectSize: String(sizeBytes) },
    headers: { 'content-range': `bytes */${sizeBytes}` },
  });
}
