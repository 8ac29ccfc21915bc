import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { guardHost } from '../http/guard.ts';
import { SignatureError } from '../iam/signature-error.ts';
import { authenticate } from '../iam/sigv4.ts';
import type { Authorize, PrincipalLookup } from '../service.ts';
import type { Answer } from './call.ts';
import type { Ledger } from './ledger.ts';
import type { Objects } from './objects.ts';
import { operations } from './operations/index.ts';
import { chooseOperation, parseTarget } from './route.ts';
import { S3Error } from './s3-error.ts';
import type { Uploads } from './uploads.ts';
import { elements, errorDocument } from './xml.ts';

/** What one request is answered with. */
export interface Surroundings {
  readonly ledger: Ledger;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  readonly now: () => Date;
  readonly onFault: (error: unknown) => void;
  readonly requestId: string;
}

/** What pages of this machine may read beyond the plain headers. */
const EXPOSED = 'ETag, Content-Range, Accept-Ranges, x-amz-version-id, x-amz-request-id, x-amz-delete-marker';

/** Answers one HTTP request; every refusal becomes an answer. */
export async function serve(request: IncomingMessage, response: ServerResponse, around: Surroundings): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(request, around);
  } catch (error) {
    answer = refusal(error, request, around);
  }
  await send(answer, request, response, around);
}

async function answerTo(request: IncomingMessage, around: Surroundings): Promise<Answer> {
  const { method = '', url = '/', headers } = request;
  const refused = guardHost(request);
  if (refused !== undefined) throw new S3Error(refused.code, refused.message);
  if (method === 'OPTIONS') return preflight(request);
  const { ledger, objects, uploads, authorize, requestId } = around;
  const target = parseTarget(url);
  const auth = authenticate({ method, url, headers }, 's3', around.principals, around.now());
  const operation = operations[chooseOperation(method, target, headers)];
  const caller = { requestId, sourceIp: request.socket.remoteAddress ?? '' };
  return operation({ ...target, request, auth, caller, objects, uploads, ledger, authorize });
}

async function send(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
): Promise<void> {
  const { status, headers = {}, body = '' } = answer;
  const common = { 'x-amz-request-id': around.requestId, server: 'AmazonS3', ...crossOrigin(request) };
  const length = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  // What a refused client still sends is read and dropped: it would miss the answer if the connection were cut.
  request.resume();
  try {
    const lengthOfOwn = status === 204 || status === 304 ? {} : length;
    response.writeHead(status, { ...common, ...lengthOfOwn, ...headers, ...contentDisposition(headers) });
    if (typeof body === 'string') response.end(body);
    else await pipeline(body, response);
  } catch (error) {
    if (typeof body !== 'string') body.destroy();
    response.destroy();
    if (!isClientGone(error)) around.onFault(error);
  }
}

/**
 * Node decodes this one header as UTF-8 before it writes it as Latin-1 (nodejs/node#46528): encoded once more, the bytes that were
 * stored are those that are sent. May go when Node writes it like any other.
 */
function contentDisposition(headers: Readonly<Record<string, string>>): Record<string, string> {
  const value = headers['content-disposition'];
  return value === undefined ? {} : { 'content-disposition': Buffer.from(value).toString('latin1') };
}

function refusal(error: unknown, request: IncomingMessage, { requestId, onFault }: Surroundings): Answer {
  const { code, message, status, headers, elements: further } = asS3Error(error, request, onFault);
  if (request.method === 'HEAD' || status === 304) return { status, headers };
  const resource = (request.url ?? '/').split('?')[0];
  const content = elements({
    Code: code,
    Message: message,
    Resource: resource,
    ...further,
    RequestId: requestId,
    HostId: 'local',
  });
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body: errorDocument(content) };
}

function asS3Error(error: unknown, request: IncomingMessage, onFault: (error: unknown) => void): S3Error {
  if (error instanceof S3Error) return error;
  if (error instanceof SignatureError) {
    const code = error.code === 'MissingAuthenticationToken' ? 'AccessDenied' : error.code;
    return new S3Error(code, error.message);
  }
  // A client that hangs up in the middle of its body is no fault of ours; nobody reads the answer.
  if (!request.destroyed || !isClientGone(error)) onFault(error);
  return new S3Error('InternalError', 'We encountered an internal error. Please try again.');
}

function isClientGone(error: unknown): boolean {
  const codes = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function preflight(request: IncomingMessage): Answer {
  const wanted = request.headers['access-control-request-headers'];
  const headers = {
    'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
    'access-control-max-age': '3000',
    ...(wanted === undefined ? {} : { 'access-control-allow-headers': wanted }),
  };
  return { status: 200, headers };
}

function crossOrigin({ headers }: IncomingMessage): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || guardHost({ headers }) !== undefined) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' };
}
