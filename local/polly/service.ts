import { randomUUID } from 'node:crypto';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { guardHost } from '../http/guard.ts';
import { SignatureError } from '../iam/signature-error.ts';
import { authenticate } from '../iam/sigv4.ts';
import type { Authorize, LocalService, PrincipalLookup } from '../service.ts';
import { describeVoices } from './describe-voices.ts';
import { PollyError } from './errors.ts';
import type { Speaker } from './speaker.ts';
import { parseSpeechRequest } from './speech-request.ts';
import { openStudio, type Studio } from './studio.ts';
import { listenBoth, type Request, type Response } from './two-protocols.ts';

export interface PollyOptions {
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  readonly now?: () => Date;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Another speaker than eSpeak NG, for tests; it is closed with the service. */
  readonly speaker?: Speaker;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

type Context = PollyOptions & { readonly studio: Studio };
type Operation = (call: { readonly body: Buffer; readonly query: URLSearchParams }, studio: Studio) => Promise<Answer>;

/** 6,000 characters, each escaped in JSON to twelve bytes, and the rest of the request. */
const MAX_BODY_BYTES = 128 * 1024;

const operations: Readonly<Record<string, { readonly action: string; readonly run: Operation }>> = {
  'POST /v1/speech': { action: 'polly:SynthesizeSpeech', run: synthesizeSpeech },
  'GET /v1/voices': {
    action: 'polly:DescribeVoices',
    run: async ({ query }) => json(200, describeVoices(query)),
  },
};

/**
 * Starts the local Polly: SynthesizeSpeech, really spoken, and DescribeVoices, to callers whose signature is proven and whom
 * `authorize` allows. The speaker's process starts with the first speech.
 */
export async function startPolly(options: PollyOptions): Promise<LocalService> {
  const studio = openStudio(options.speaker === undefined ? {} : { speaker: options.speaker });
  const context = { ...options, studio };
  const service = await listenBoth(
    (request, response) => {
      void respond(request, response, context);
    },
    { port: options.port },
  );
  return {
    endpoint: service.endpoint,
    async close() {
      studio.close();
      await service.close();
    },
  };
}

async function respond(request: Request, response: Response, context: Context): Promise<void> {
  const { status, headers, body } = await answer(request, context).catch(errorAnswer);
  if (response.destroyed) return;
  response.statusCode = status;
  response.setHeader('x-amzn-requestid', randomUUID());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

async function answer(request: Request, context: Context): Promise<Answer> {
  const refusal = guardHost(request);
  if (refusal !== undefined) throw new PollyError(refusal.code, refusal.message, { status: refusal.status });
  const body = await readBody(request, MAX_BODY_BYTES);
  const { method = '', url = '/', headers } = request;
  const now = context.now?.() ?? new Date();
  const { principal } = authenticate({ method, url, headers, body }, 'polly', context.principals, now);
  const [path = '', query] = url.split('?');
  const operation = findOperation(`${method} ${path}`);
  if (context.authorize({ principal, action: operation.action, resource: '*' }) === 'deny') {
    throw accessDenied(principal.arn, operation.action);
  }
  // Here a plan of faults (throttle, 5xx, delay, drop) will have its say: ThrottlingException is a 400 with "Rate exceeded".
  return operation.run({ body, query: new URLSearchParams(query) }, context.studio);
}

function findOperation(route: string) {
  const operation = Object.hasOwn(operations, route) ? operations[route] : undefined;
  if (operation !== undefined) return operation;
  const message = `The local Polly does not serve "${route}"; it serves: ${Object.keys(operations).join(', ')}.`;
  throw new PollyError('UnknownOperationException', message, { status: 404 });
}

async function synthesizeSpeech({ body }: { readonly body: Buffer }, studio: Studio): Promise<Answer> {
  const order = parseSpeechRequest(parseJson(body));
  const recorded = await studio.record(order);
  return {
    status: 200,
    headers: {
      'content-type': recorded.contentType,
      'x-amzn-requestcharacters': String(order.script.billedCharacters),
    },
    body: recorded.body,
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new PollyError('SerializationException', 'The body is not JSON.', { cause });
  }
}

function accessDenied(arn: string, action: string): PollyError {
  const reason = `because no identity-based policy allows the ${action} action`;
  const message = `User: ${arn} is not authorized to perform: ${action} ${reason}`;
  return new PollyError('AccessDeniedException', message, { status: 403 });
}

function errorAnswer(thrown: unknown): Answer {
  const error = asPollyError(thrown);
  const { status, headers, body } = json(error.status, { message: error.message });
  return { status, headers: { ...headers, 'x-amzn-errortype': error.type }, body };
}

function asPollyError(thrown: unknown): PollyError {
  if (thrown instanceof PollyError) return thrown;
  if (thrown instanceof SignatureError) {
    return new PollyError(thrown.jsonCode, thrown.message, { status: thrown.status, cause: thrown });
  }
  if (thrown instanceof BodyTooLarge) {
    return new PollyError('RequestEntityTooLarge', thrown.message, { status: 413, cause: thrown });
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new PollyError('ServiceFailureException', message, { status: 500, cause: thrown });
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
