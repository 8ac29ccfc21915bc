import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hmac, type SignatureChain, sha256Hex } from '../../../local/iam/sigv4.ts';
import { decodeAwsChunked } from '../../../local/s3/aws-chunked.ts';
import { startChecksum } from '../../../local/s3/checksum.ts';
import { KeyedLock } from '../../../local/s3/keyed-lock.ts';
import { resolveRange } from '../../../local/s3/range.ts';
import { chooseOperation, parseTarget } from '../../../local/s3/route.ts';
import { S3Error } from '../../../local/s3/s3-error.ts';
import { Sequencer } from '../../../local/s3/sequencer.ts';
import { compareKeys, SortedKeys } from '../../../local/s3/sorted-keys.ts';
import { element, parseXml } from '../../../local/s3/xml.ts';

const anyKey = fc.string({ unit: 'binary', maxLength: 12 });
const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('Sequencer', () => {
  it('grows with each call, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2 }), clock => {
        const sequencer = new Sequencer();
        const given = clock.map(nowMs => sequencer.next(nowMs));
        expect(given).toEqual(given.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(new Set(given).size).toBe(given.length);
        expect(new Set(given.map(({ length }) => length))).toEqual(new Set([18]));
      }),
    );
  });

  it('goes on above the last one before a restart, even if the clock went back', () => {
    const before = new Sequencer().next(2000);
    const after = new Sequencer();
    after.observe(before);
    expect(after.next(1000) > before).toBe(true);
  });
});

describe('SortedKeys', () => {
  it('holds what a sorted list of the keys would hold', () => {
    const change = fc.tuple(fc.boolean(), anyKey);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), anyKey, (changes, from) => {
        const sorted = new SortedKeys();
        const model = new Set<string>();
        for (const [adds, key] of changes) {
          if (adds) model.add(key);
          else model.delete(key);
          if (adds) sorted.add(key);
          else sorted.delete(key);
        }
        const expected = [...model].sort(bytewise).filter(key => bytewise(key, from) >= 0);
        expect([...sorted.from(key => compareKeys(key, from) >= 0)]).toEqual(expected);
      }),
    );
  });

  it('stays sorted when its arrays split, in whatever order 5,000 keys come and go', () => {
    const sorted = new SortedKeys();
    const keys = Array.from({ length: 5000 }, (_, at) => String((at * 7919) % 5000).padStart(4, '0'));
    for (const key of keys) sorted.add(key);
    expect([...sorted.from(() => true)]).toEqual(keys.toSorted((a, b) => compareKeys(a, b)));
    for (const key of keys.slice(10)) sorted.delete(key);
    expect([...sorted.from(() => true)]).toEqual(keys.slice(0, 10).sort((a, b) => compareKeys(a, b)));
  });

  it('compares as UTF-8 bytes do', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(bytewise(a, b));
      }),
    );
    expect(compareKeys('\uFFFD', '\u{1F600}')).toBeLessThan(0);
  });
});

describe('KeyedLock', () => {
  it('lets tasks of one name run one by one, also after one that failed, and those of others beside', async () => {
    const lock = new KeyedLock();
    const log: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = lock.run('a', async () => {
      log.push('first begins');
      await gate.promise;
      log.push('first fails');
      throw new Error('planned');
    });
    const second = lock.run('a', () => Promise.resolve(log.push('second')));
    await lock.run('b', () => Promise.resolve(log.push('other')));
    gate.resolve();
    await expect(first).rejects.toThrow('planned');
    await second;
    expect(log).toEqual(['first begins', 'other', 'first fails', 'second']);
  });
});

describe('a checksum', () => {
  it.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s of 123456789, in pieces, is %s', (algorithm, expected) => {
    const running = startChecksum(algorithm);
    for (const piece of ['1', '2345', '', '6789']) running.update(Buffer.from(piece));
    expect(running.digest().toString('hex')).toBe(expected);
  });
});

describe('resolveRange', () => {
  it('never leaves the object', () => {
    const header = fc.stringMatching(/^bytes=\d{0,3}-\d{0,3}$/);
    fc.assert(
      fc.property(header, fc.integer({ min: 0, max: 500 }), (text, sizeBytes) => {
        const range = rangeOrRefusal(text, sizeBytes);
        if (range === undefined || range === 'refused') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(sizeBytes);
      }),
    );
  });

  it.each(['bytes=0-', 'bytes=-1', 'bytes=0-0'])('%s of an empty object is refused', header => {
    expect(rangeOrRefusal(header, 0)).toBe('refused');
  });

  it.each(['', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=0-1,3-4', 'bytes 0-1'])('"%s" is the whole object', header => {
    expect(resolveRange(header, 10)).toBeUndefined();
  });
});

describe('parseTarget', () => {
  it('keeps each byte of a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), key => {
        expect(parseTarget(`/bucket/${encodeURIComponent(key)}?x-id=PutObject`)).toMatchObject({
          bucket: 'bucket',
          key,
        });
      }),
    );
  });

  it.each([
    ['/b/../../etc/passwd', '../../etc/passwd'],
    ['/b/%2e%2e%2f%2e%2e%2fetc', '../../etc'],
    ['/b//absolute', '/absolute'],
    ['/b/a//b', 'a//b'],
    ['/b/a+b%2Bc', 'a+b+c'],
    ['/b/100%', '100%'],
    ['/b/a%00b', 'a\0b'],
    ['/b/%EF%BB%BFbom', '\uFEFFbom'],
  ])('%s names the key %j', (url, key) => {
    expect(parseTarget(url).key).toBe(key);
  });

  it.each(['/b/%FF', 'http://127.0.0.1/b/a', '*'])('%s is no URI of an object', url => {
    expect(() => parseTarget(url)).toThrow(S3Error);
  });
});

describe('chooseOperation', () => {
  it.each([
    ['GET', '/b?acl', 'GET with ?acl on a bucket'],
    ['PUT', '/b/k?tagging', 'PUT with ?tagging on an object'],
    ['GET', '/b/k?partNumber=1', 'GET with ?partNumber on an object'],
    ['DELETE', '/b', 'DELETE on a bucket'],
    ['PATCH', '/b/k', 'PATCH on an object'],
    ['POST', '/', 'POST on the service'],
    ['toString', '/b/k', 'toString on an object'],
  ])('%s %s is not implemented, by name', (method, url, named) => {
    expect(() => chooseOperation(method, parseTarget(url), {})).toThrow(named);
  });
});

describe('XML', () => {
  it('gives back each text that was put into it', () => {
    // U+0000 and lone surrogates cannot be in XML at all: listings are asked with encoding-type=url for such keys.
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(value => !value.includes('\0'));
    fc.assert(
      fc.property(text, value => {
        const { a } = parseXml(`<?xml version="1.0"?>${element('a', value).text}`, v.object({ a: v.string() }), []);
        expect(a).toBe(value);
      }),
    );
    const awkward = '&amp;#13; \r\n\t<![CDATA[]]> 001 true';
    expect(parseXml(element('a', awkward).text, v.object({ a: v.string() }), []).a).toBe(awkward);
  });

  it.each([
    '',
    '<a>',
    '<a></b>',
    'text',
    '{"a":1}',
    '<b>x</b>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  ])('refuses %s', document => {
    expect(() => parseXml(document, v.object({ a: v.pipe(v.string(), v.regex(/^[^&]*$/)) }), [])).toThrow(S3Error);
  });
});

describe('decodeAwsChunked', () => {
  const decode = async (pieces: Buffer[], chain?: SignatureChain) => {
    const trailers = new Map<string, string>();
    const out: Buffer[] = [];
    for await (const piece of decodeAwsChunked(asStream(pieces), chain, trailers)) out.push(piece);
    return { body: Buffer.concat(out).toString(), trailers };
  };

  it('takes off the framing, wherever the network cuts it', async () => {
    const framed = Buffer.from('5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 })), async sizes => {
        const { body, trailers } = await decode(cut(framed, sizes));
        expect(body).toBe('hello world');
        expect([...trailers]).toEqual([['x-amz-checksum-crc32', 'abc=']]);
      }),
    );
  });

  it.each(['5\r\nhel', '5\r\nhello', '5\r\nhello\r\n', '5\r\nhello\r\n0\r\n', ''])('%j is incomplete', async framed => {
    await expect(decode([Buffer.from(framed)])).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  it.each(['x\r\n', '5\r\nhello!\r\n0\r\n\r\n', '-1\r\n\r\n', 'x'.repeat(5000)])('%j is broken', async framed => {
    await expect(decode([Buffer.from(framed)])).rejects.toMatchObject({ code: 'InvalidRequest' });
  });

  it('verifies the chain of signatures over chunks and trailer', async () => {
    const chain = {
      seed: 'a'.repeat(64),
      signingKey: Buffer.from('key'),
      timestamp: '20261123T101500Z',
      scope: 'scope',
    };
    const framed = signChunks(chain, ['hello ', 'world']);
    expect((await decode([Buffer.from(framed)], chain)).body).toBe('hello world');
    for (const forged of [
      framed.replace('hello', 'jello'),
      framed.replace('x:1', 'x:2'),
      framed.replaceAll(/;chunk[^\r]*/g, ''),
    ]) {
      await expect(decode([Buffer.from(forged)], chain)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    }
  });
});

function rangeOrRefusal(header: string, sizeBytes: number) {
  try {
    return resolveRange(header, sizeBytes);
  } catch (error) {
    if (error instanceof S3Error) return 'refused';
    throw error;
  }
}

async function* asStream(pieces: Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...pieces, bytes.subarray(at)];
}

/** As the documentation of Amazon S3 describes it, apart from the code under test. */
function signChunks({ seed, signingKey, timestamp, scope }: SignatureChain, bodies: readonly string[]): string {
  let previous = seed;
  let framed = '';
  const sign = (algorithm: string, ...rest: string[]) =>
    hmac(signingKey, [algorithm, timestamp, scope, previous, ...rest].join('\n')).toString('hex');
  for (const body of [...bodies, '']) {
    previous = sign('AWS4-HMAC-SHA256-PAYLOAD', sha256Hex(''), sha256Hex(body));
    framed += `${body.length.toString(16)};chunk-signature=${previous}\r\n${body}${body === '' ? '' : '\r\n'}`;
  }
  return `${framed}x:1\r\nx-amz-trailer-signature:${sign('AWS4-HMAC-SHA256-TRAILER', sha256Hex('x:1\n'))}\r\n\r\n`;
}
