import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { guardHost } from '../http/guard.ts';
import { listen } from '../http/server.ts';
import { SignatureError } from '../iam/signature-error.ts';
import { authenticate } from '../iam/sigv4.ts';
import type { Authorize, LocalService, Principal, PrincipalLookup } from '../service.ts';
import type { EngineName } from './engine.ts';
import { type Operation, operations } from './operations.ts';
import { errorAnswer, TranslateError } from './protocol.ts';
import { type EngineCandidate, selectEngine, standardCandidates } from './selection.ts';

export interface TranslateOptions {
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  /** The folder of pulled models; it need not exist. */
  readonly engines: string;
  /** What signatures are dated against. */
  readonly now?: () => Date;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The engines to choose from, the best first; those of this machine if not given. */
  readonly candidates?: readonly EngineCandidate[];
}

export interface LocalTranslate extends LocalService {
  /** The engine that the next text would go to. */
  engine(): EngineName | 'none';
}

const TARGET_PREFIX = 'AWSShineFrontendService_20170701.';

// 10,000 bytes of text, each escaped as \u00xx, and room for the other members.
const MAX_BODY_BYTES = 128 * 1024;

/**
 * Amazon Translate over HTTP/1.1, AWS JSON 1.1, translating with the engine that is on this machine. It never answers
 * with the source for want of an engine: it fails, and says what to run.
 */
export async function startTranslate(options: TranslateOptions): Promise<LocalTranslate> {
  const engines = selectEngine(options.candidates ?? standardCandidates(options.engines));
  const byName = operations(engines);
  const server = await listen(
    (request, response) => {
      answer(request, options, byName).then(
        body => send(response, 200, body),
        (error: unknown) => sendError(response, error),
      );
    },
    options.port === undefined ? {} : { port: options.port },
  );
  return {
    endpoint: server.endpoint,
    engine: () => engines.current(),
    async close() {
      await server.close();
      await engines.close();
    },
  };
}

async function answer(request: IncomingMessage, options: TranslateOptions, byName: ReadonlyMap<string, Operation>) {
  const refusal = guardHost(request);
  if (refusal !== undefined) throw new TranslateError('AccessDeniedException', refusal.message);
  const body = await readBody(request, MAX_BODY_BYTES);
  const { method = '', url = '', headers } = request;
  const now = options.now?.() ?? new Date();
  const { principal } = authenticate({ method, url, headers, body }, 'translate', options.principals, now);
  const name = operationName(request);
  const operation = byName.get(name);
  if (operation === undefined) throw unknownOperation(name);
  permit(options.authorize, principal, `translate:${name}`);
  return operation(parseJson(body));
}

function operationName(request: IncomingMessage): string {
  const target = request.headers['x-amz-target'];
  if (request.method !== 'POST' || typeof target !== 'string' || !target.startsWith(TARGET_PREFIX)) {
    throw unknownOperation(`${request.method} without X-Amz-Target: ${TARGET_PREFIX}…`);
  }
  return target.slice(TARGET_PREFIX.length);
}

function unknownOperation(name: string): TranslateError {
  return new TranslateError('UnknownOperationException', `The local Translate does not know ${name}.`);
}

function permit(authorize: Authorize, principal: Principal, action: string): void {
  if (authorize({ principal, action, resource: '*' }) === 'allow') return;
  const message = `User: ${principal.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  throw new TranslateError('AccessDeniedException', message);
}

function parseJson(body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return JSON.parse(text);
  } catch {
    throw new TranslateError('SerializationException', 'The body is not JSON in UTF-8.');
  }
}

function sendError(response: ServerResponse, error: unknown): void {
  const { status, body } = describe(error);
  send(response, status, body, { 'x-amzn-ErrorType': body['__type'] ?? '' });
}

function describe(error: unknown): ReturnType<typeof errorAnswer> {
  if (error instanceof SignatureError) {
    return { status: error.status, body: { __type: error.jsonCode, message: error.message } };
  }
  if (error instanceof BodyTooLarge) {
    return errorAnswer(new TranslateError('TextSizeLimitExceededException', error.message));
  }
  return errorAnswer(error);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-RequestId': randomUUID(),
    ...headers,
  });
  response.end(JSON.stringify(body));
}
