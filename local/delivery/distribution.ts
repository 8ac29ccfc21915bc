import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DistributionModel } from '../assembly/model.ts';
import { behaviorFor } from './behavior.ts';
import { sendErrorPage, sendFile } from './files.ts';
import type { Origin, OriginPlace } from './origin.ts';
import { type ViewerFunction, viewerFunction } from './viewer-function.ts';

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers requests as CloudFront would that has this distribution, but that it keeps nothing. */
export type AnswerRequest = (origin: Origin, exchange: Exchange) => Promise<void>;

/**
 * Makes a distribution ready.
 * @throws the error of a function that does not load
 */
export function openDistribution(distribution: DistributionModel): AnswerRequest {
  const functions = new Map<string, ViewerFunction>();
  for (const { viewerRequest: code } of distribution.behaviors) {
    if (code !== undefined && !functions.has(code)) functions.set(code, viewerFunction(code, distribution.id));
  }
  return async (origin, exchange) => {
    const { request, response } = exchange;
    const [path = '', query = ''] = (request.url ?? '/').split('?', 2);
    const { headers, corsHeaders, viewerRequest, bucket } = behaviorFor(distribution, path);
    setHeaders(response, headers);
    if (request.headers.origin !== undefined) setHeaders(response, corsHeaders);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendText(response, 403, 'This distribution takes GET and HEAD.\n');
      return;
    }
    const run = viewerRequest === undefined ? undefined : functions.get(viewerRequest);
    const seen = { method: request.method, uri: path, query, headers: singleHeaders(request) };
    const outcome = run?.(seen) ?? { kind: 'request', uri: path };
    if (outcome.kind === 'response') {
      response.writeHead(outcome.status, outcome.headers).end(outcome.body);
      return;
    }
    const place = placeOf(bucket, outcome.uri);
    if (place !== undefined && (await sendFile(origin, place, request, response))) return;
    await sendError(distribution, origin, exchange);
  };
}

/** A bucket that may not be listed says 403 of what it does not have; the distribution may word that in its own way. */
async function sendError(
  distribution: DistributionModel,
  origin: Origin,
  { request, response }: Exchange,
): Promise<void> {
  const page = distribution.errorPages.find(({ status }) => status === 403);
  if (page !== undefined) {
    const { bucket } = behaviorFor(distribution, page.page);
    const place = placeOf(bucket, page.page);
    const exchange = { request, response };
    if (place !== undefined && (await sendErrorPage(origin, place, page.responseStatus, exchange))) return;
  }
  sendText(response, page?.responseStatus ?? 403, 'There is nothing at this address.\n');
}

/** @returns undefined for escapes that are none */
function placeOf(bucket: string, uri: string): OriginPlace | undefined {
  try {
    return { bucket, key: decodeURIComponent(uri.replace(/^\//, '')) };
  } catch {
    return undefined;
  }
}

/** A short answer that is no page. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

export function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
