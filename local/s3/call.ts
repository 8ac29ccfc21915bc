import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Authenticated } from '../iam/sigv4.ts';
import type { Authorize, Principal } from '../service.ts';
import type { Caller } from './event.ts';
import type { Ledger } from './ledger.ts';
import type { Objects } from './objects.ts';
import type { Target } from './route.ts';
import { S3Error } from './s3-error.ts';
import type { Uploads } from './uploads.ts';
import type { Xml } from './xml.ts';
import { xmlDocument } from './xml.ts';

/** One authenticated request, with what an operation needs to answer it. */
export interface Call extends Target {
  readonly request: IncomingMessage;
  readonly auth: Authenticated;
  readonly caller: Caller;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly ledger: Ledger;
  readonly authorize: Authorize;
}

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** Answers one operation of S3, or throws S3Error. */
export type Operation = (call: Call) => Answer | Promise<Answer>;

/** An answer with a document; characters beyond ASCII are UTF-8. */
export function xmlAnswer(root: string, content: Xml, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body: xmlDocument(root, content) };
}

/**
 * Asks whether the caller may do this to the bucket or the object of the call.
 * @param action without the leading `s3:`
 * @throws S3Error AccessDenied, in Amazon's words
 */
export function permit(call: Call, action: string, resource: { bucket: string; key?: string } = call): void {
  permitArn(call, action, arnOf(resource));
}

/** The same for what has no ARN of its own, such as the list of all buckets. */
export function permitArn({ auth, authorize }: Call, action: string, resource: string): void {
  if (authorize({ principal: auth.principal, action: `s3:${action}`, resource }) === 'deny') {
    throw accessDenied(auth.principal, `s3:${action}`, resource);
  }
}

/** A query parameter that must be a whole number. */
export function numberParameter(
  call: Target,
  name: string,
  fallback: number,
  range: readonly [number, number],
): number {
  const text = call.query.get(name);
  if (text === undefined || text === '') return fallback;
  const [least, most] = range;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const elements = { ArgumentName: name, ArgumentValue: text };
  const message = `Argument ${name} must be an integer between ${least} and ${most}`;
  throw new S3Error('InvalidArgument', message, { elements });
}

function arnOf({ bucket, key }: { bucket: string; key?: string }): string {
  return key === undefined || key === '' ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`;
}

function accessDenied(principal: Principal, action: string, resource: string): S3Error {
  const message =
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: "${resource}" ` +
    `because no identity-based policy allows the ${action} action`;
  return new S3Error('AccessDenied', message);
}
