import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { guardHost } from '../http/guard.ts';
import { listen } from '../http/server.ts';
import { SignatureError } from '../iam/signature-error.ts';
import { authenticate } from '../iam/sigv4.ts';
import type { Authorize, LocalService, Principal, PrincipalLookup } from '../service.ts';

/** One call of a service that speaks JSON 1.0 or 1.1. */
export interface JsonCall {
  /** The parsed body; each operation parses it with its own schema. */
  readonly input: unknown;
  readonly principal: Principal;
  /** Aborted when the client goes away: a long poll must not take messages for nobody. */
  readonly signal: AbortSignal;
  /** Adds a header to the answer, should the call succeed. */
  answerHeader(name: string, value: string): void;
  /** Asks whether the caller may. @throws JsonServiceError AccessDeniedException */
  allow(action: string, resource: string): void;
}

/** @returns the body of the answer; `undefined` for an empty one */
export type JsonOperation = (call: JsonCall) => unknown;

/** An error that a client gets by its name. */
export class JsonServiceError extends Error {
  override readonly name = 'JsonServiceError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export interface JsonServiceOptions {
  /** Signing name: `sqs`, `states`. */
  readonly service: string;
  /** What comes before the dot of `X-Amz-Target`. */
  readonly targetPrefix: string;
  /** Of the protocol: what the answers' content type says. */
  readonly jsonVersion: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** Names the errors of the room behind; undefined for a defect. */
  readonly nameError: (error: unknown) => JsonServiceError | undefined;
  /** More headers for an error's answer. */
  readonly errorHeaders?: (error: JsonServiceError) => Record<string, string>;
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  readonly now: () => Date;
  readonly port?: number | undefined;
  /** The largest body that is read. @default defaultMaxRequestBytes */
  readonly maxRequestBytes?: number;
}

/** SQS's largest request, with room for the escapes of JSON; more than Step Functions takes. */
const defaultMaxRequestBytes = 8 * 1024 * 1024;

/**
 * Serves an AWS service of the JSON protocols (`POST /`, the operation in `X-Amz-Target`) on 127.0.0.1, to callers
 * whose signature is proven and whom `authorize` allows.
 */
export function startJsonService(options: JsonServiceOptions): Promise<LocalService> {
  return listen(
    (request, response) => {
      void respond(request, response, options);
    },
    options.port === undefined ? {} : { port: options.port },
  );
}

async function respond(request: IncomingMessage, response: ServerResponse, options: JsonServiceOptions): Promise<void> {
  response.setHeader('content-type', `application/x-amz-json-${options.jsonVersion}`);
  response.setHeader('x-amzn-requestid', randomUUID());
  try {
    const { body, headers } = await answer(request, response, options);
    write(response, 200, body ?? {}, headers);
  } catch (thrown) {
    const error = named(thrown, options);
    write(response, error.status, { __type: error.type, message: error.message }, options.errorHeaders?.(error) ?? {});
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: JsonServiceOptions,
): Promise<{ body: unknown; headers: Readonly<Record<string, string>> }> {
  const refusal = guardHost(request);
  if (refusal !== undefined) throw new JsonServiceError(refusal.code, refusal.message, refusal.status);
  const body = await readBody(request, options.maxRequestBytes ?? defaultMaxRequestBytes);
  const { method = '', url = '/', headers } = request;
  const { principal } = authenticate(
    { method, url, headers, body },
    options.service,
    options.principals,
    options.now(),
  );
  const operation = findOperation(headers['x-amz-target'], options);
  const answerHeaders: Record<string, string> = {};
  const result = await operation({
    input: parseBody(body),
    principal,
    signal: goneSignal(response),
    answerHeader(name, value) {
      answerHeaders[name] = value;
    },
    allow(action, resource) {
      if (options.authorize({ principal, action, resource }) === 'allow') return;
      const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
      throw new JsonServiceError(
        'AccessDeniedException',
        `${message} because no identity-based policy allows the ${action} action`,
      );
    },
  });
  return { body: result, headers: answerHeaders };
}

function findOperation(target: string | string[] | undefined, options: JsonServiceOptions): JsonOperation {
  const [prefix, name] = String(target).split('.');
  if (prefix === options.targetPrefix && name !== undefined && Object.hasOwn(options.operations, name)) {
    const operation = options.operations[name];
    if (operation !== undefined) return operation;
  }
  const known = Object.keys(options.operations).join(', ');
  throw new JsonServiceError('UnknownOperationException', `"${String(target)}" is not served; served are: ${known}.`);
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch (cause) {
    throw new JsonServiceError('SerializationException', `The body is not JSON: ${String(cause)}`);
  }
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function named(thrown: unknown, options: JsonServiceOptions): JsonServiceError {
  if (thrown instanceof JsonServiceError) return thrown;
  if (thrown instanceof SignatureError) return new JsonServiceError(thrown.jsonCode, thrown.message, thrown.status);
  if (thrown instanceof BodyTooLarge) return new JsonServiceError('RequestEntityTooLarge', thrown.message, 413);
  if (v.isValiError(thrown)) return new JsonServiceError('ValidationException', describeIssues(thrown.issues));
  const known = options.nameError(thrown);
  if (known !== undefined) return known;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new JsonServiceError('InternalFailure', message, 500);
}

function describeIssues(issues: ReadonlyArray<v.BaseIssue<unknown>>): string {
  return issues.map(issue => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`).join('; ');
}

function write(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed) return;
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
