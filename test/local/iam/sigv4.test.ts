import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { SignatureError } from '../../../local/iam/signature-error.ts';
import { authenticate, sha256Hex } from '../../../local/iam/sigv4.ts';
import type { Principal } from '../../../local/service.ts';
import { Sha256 } from '../../contract/sha256.ts';

const user: Principal = {
  accessKeyId: 'AKIDLOCAL',
  secretAccessKey: 'sécret',
  arn: 'arn:aws:iam::000000000000:user/me',
};
const lookup = (id: string) => (id === user.accessKeyId ? user : undefined);
const now = new Date('2026-11-23T10:15:00Z');
const host = '127.0.0.1:4566';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function signer(service: string, credentials = user) {
  const uriEscapePath = service !== 's3';
  return new SignatureV4({
    service,
    region: 'eu-west-3',
    credentials,
    sha256: Sha256,
    uriEscapePath,
    applyChecksum: true,
  });
}

/** Signs with the SDK's own signer, an implementation independent of the one under test. */
async function signed(service: string, sent: Sent = {}, credentials = user) {
  const { method = 'POST', path = '/', query = {}, body = '' } = sent;
  const headers = { host, ...sent.headers };
  const request = { method, protocol: 'http:', hostname: host, path, query, headers, body };
  const out = await signer(service, credentials).sign(request, { signingDate: now });
  return { method, url: target(path, query), headers: out.headers, body: Buffer.from(body) };
}

function target(path: string, query: Record<string, unknown>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

async function presigned(expiresIn: number) {
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const request = { method: 'GET', protocol: 'http:', hostname: host, path: '/b/k', query: {}, headers };
  const out = await signer('s3').presign(request, { signingDate: now, expiresIn });
  return { method: 'GET', url: target('/b/k', out.query ?? {}), headers: { host } };
}

function codeOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SignatureError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('authenticate', () => {
  it.each(['polly', 'translate', 'states', 'sqs'])('knows who signed a request to %s', async service => {
    const request = await signed(service, { body: '{"Text":"été"}', headers: { 'x-amz-target': 'A.B' } });
    expect(authenticate(request, service, lookup, now).principal).toBe(user);
  });

  it('encodes the path once for S3 and twice for all others', async () => {
    const path = '/b/%C3%A9t%C3%A9%20%2B%25%23%281%29%21';
    const s3 = await signed('s3', { method: 'PUT', path });
    expect(authenticate(s3, 's3', lookup, now).principal).toBe(user);
    const polly = await signed('polly', { method: 'PUT', path });
    expect(authenticate(polly, 'polly', lookup, now).principal).toBe(user);
  });

  it('keeps `..` and `//` in the path of S3', async () => {
    const request = await signed('s3', { method: 'GET', path: '/b/a/..//c' });
    expect(authenticate(request, 's3', lookup, now).principal).toBe(user);
  });

  it('sorts and encodes the query', async () => {
    const request = await signed('s3', {
      method: 'GET',
      path: '/b',
      query: { prefix: 'a b/é+*', 'list-type': '2', Z: '' },
    });
    expect(authenticate(request, 's3', lookup, now).principal).toBe(user);
  });

  it('collapses the white space of header values', async () => {
    const request = await signed('polly', { headers: { 'x-amz-note': '  a   b  ' } });
    expect(authenticate(request, 'polly', lookup, now).principal).toBe(user);
  });

  it.each(['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'])(
    'hands S3 the payload marker %s',
    async marker => {
      const request = await signed('s3', { headers: { 'x-amz-content-sha256': marker } });
      expect(authenticate(request, 's3', lookup, now).payloadHash).toBe(marker);
    },
  );

  it('hands S3 the hash of the body that was signed', async () => {
    const request = await signed('s3', { body: 'abc' });
    expect(authenticate(request, 's3', lookup, now).payloadHash).toBe(sha256Hex('abc'));
  });

  it('refuses a changed method, path, query, header or body', async () => {
    const request = await signed('polly', { path: '/v1/speech', body: 'abc', headers: { 'x-amz-note': '1' } });
    const attempt = (change: object) => codeOf(() => authenticate({ ...request, ...change }, 'polly', lookup, now));
    expect(attempt({})).toBe('accepted');
    expect(attempt({ method: 'GET' })).toBe('SignatureDoesNotMatch');
    expect(attempt({ url: '/v1/voices' })).toBe('SignatureDoesNotMatch');
    expect(attempt({ url: '/v1/speech?a=1' })).toBe('SignatureDoesNotMatch');
    expect(attempt({ headers: { ...request.headers, 'x-amz-note': '2' } })).toBe('SignatureDoesNotMatch');
    expect(attempt({ body: Buffer.from('abd') })).toBe('XAmzContentSHA256Mismatch');
  });

  it('refuses an unknown key, a wrong secret and another service, each with its own code', async () => {
    const stranger = await signed('s3', {}, { ...user, accessKeyId: 'AKIDSTRANGER' });
    expect(codeOf(() => authenticate(stranger, 's3', lookup, now))).toBe('InvalidAccessKeyId');
    const wrong = await signed('s3', {}, { ...user, secretAccessKey: 'guess' });
    expect(codeOf(() => authenticate(wrong, 's3', lookup, now))).toBe('SignatureDoesNotMatch');
    const other = await signed('polly');
    expect(codeOf(() => authenticate(other, 's3', lookup, now))).toBe('AuthorizationHeaderMalformed');
  });

  it('refuses a request without a signature or with half of one', () => {
    const request = { method: 'GET', url: '/', headers: { host } };
    expect(codeOf(() => authenticate(request, 's3', lookup, now))).toBe('MissingAuthenticationToken');
    for (const authorization of ['Basic abc', 'AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA256 Credential=a/b, Signature=c', '']) {
      const headers = { host, authorization, 'x-amz-date': '20261123T101500Z' };
      expect(codeOf(() => authenticate({ ...request, headers }, 's3', lookup, now))).toBe(
        'AuthorizationHeaderMalformed',
      );
    }
  });

  it('refuses an x-amz- header that S3 was not signed for', async () => {
    const request = await signed('s3');
    const headers = { ...request.headers, 'x-amz-meta-added': 'on the way' };
    expect(codeOf(() => authenticate({ ...request, headers }, 's3', lookup, now))).toBe('AccessDenied');
  });

  it.each([
    [-900_001, 'RequestTimeTooSkewed'],
    [-900_000, 'accepted'],
    [900_000, 'accepted'],
    [900_001, 'RequestTimeTooSkewed'],
  ])('at %i ms from the signature: %s', async (offsetMs, outcome) => {
    const request = await signed('sqs');
    expect(codeOf(() => authenticate(request, 'sqs', lookup, new Date(now.getTime() + offsetMs)))).toBe(outcome);
  });

  it.each([
    [-900_001, 'AccessDenied'],
    [0, 'accepted'],
    [60_000, 'accepted'],
    [60_001, 'AccessDenied'],
  ])('a URL presigned for 60 s is, at %i ms: %s', async (offsetMs, outcome) => {
    const request = await presigned(60);
    expect(codeOf(() => authenticate(request, 's3', lookup, new Date(now.getTime() + offsetMs)))).toBe(outcome);
  });

  it('refuses a presigned URL of another object, and one that lives for no time or over a week', async () => {
    const request = await presigned(60);
    const other = { ...request, url: request.url.replace('/b/k', '/b/other') };
    expect(codeOf(() => authenticate(other, 's3', lookup, now))).toBe('SignatureDoesNotMatch');
    for (const expires of ['0', '604801', 'x']) {
      const url = request.url.replace('X-Amz-Expires=60', `X-Amz-Expires=${expires}`);
      const outcome = codeOf(() => authenticate({ ...request, url }, 's3', lookup, now));
      expect(outcome).toBe('AuthorizationQueryParametersError');
    }
  });
});
