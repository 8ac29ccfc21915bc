import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { LibraryListSchema } from '../../core/edition/library-list.ts';
import { EditionSchema } from '../../core/edition/schema.ts';
import { editionKey, libraryKey } from '../../core/keys.ts';
import { guardHost } from '../http/guard.ts';
import { listen } from '../http/server.ts';
import type { LocalService } from '../service.ts';
import { type Address, parseAddress } from './address.ts';
import { sendFile } from './files.ts';
import type { LibraryReader } from './library-reader.ts';
import { articlePage } from './pages/article-page.ts';
import { libraryPage } from './pages/library-page.ts';
import { problemPage } from './pages/page.ts';
import { securityHeaders } from './security-headers.ts';

export interface DeliveryOptions {
  readonly library: LibraryReader;
  readonly port?: number;
  /** Told of what is no reader's fault. */
  readonly onFault: (error: unknown) => void;
}

const stylesheet = readFileSync(new URL('./pages/style.css', import.meta.url), 'utf8');

/**
 * Serves on 127.0.0.1 what CloudFront would: the public files of the Library bucket, and, until the player takes their
 * place, two plain pages made of them. GET and HEAD only; no script.
 */
export function startDelivery(options: DeliveryOptions): Promise<LocalService> {
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, options.library).catch((error: unknown) => {
      if (!response.destroyed) options.onFault(error);
      if (!response.headersSent)
        sendPage(response, 500, problemPage('Something went wrong', 'The local cloud has logged it.'));
      response.destroy();
    });
  };
  return listen(handler, options.port === undefined ? {} : { port: options.port });
}

async function answer(request: IncomingMessage, response: ServerResponse, library: LibraryReader): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  // A body that nobody asked for must not hold the connection.
  request.resume();
  const refusal = guardHost(request);
  if (refusal !== undefined) {
    sendPage(response, refusal.status, problemPage('Not from here', refusal.message));
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    sendPage(response, 405, problemPage('Only to read', 'This server takes GET and HEAD.'));
    return;
  }
  const address = parseAddress(request.url ?? '/');
  const isAnswered = address !== undefined && (await answerAddress(address, request, response, library));
  if (!isAnswered) sendPage(response, 404, problemPage('Not here', 'There is nothing at this address.'));
}

/** @returns false if there is nothing there, and nothing was answered */
async function answerAddress(
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
  library: LibraryReader,
): Promise<boolean> {
  if (address.kind === 'file') return sendFile(library, address.key, request, response);
  if (address.kind === 'stylesheet') {
    const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' };
    response.writeHead(200, headers).end(stylesheet);
    return true;
  }
  const page = await pageAt(address, library);
  if (page !== undefined) sendPage(response, 200, page);
  return page !== undefined;
}

async function pageAt(
  address: Address & { readonly kind: 'library' | 'article' },
  library: LibraryReader,
): Promise<string | undefined> {
  if (address.kind === 'library') {
    const list = await readDocument(library, libraryKey, LibraryListSchema);
    return libraryPage(list ?? { schema: 1, articles: [] });
  }
  const edition = await readDocument(library, editionKey(address.articleId), EditionSchema);
  return edition === undefined ? undefined : articlePage(edition);
}

async function readDocument<Schema extends v.GenericSchema>(
  library: LibraryReader,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const object = await library.read(key);
  return object === undefined ? undefined : v.parse(schema, JSON.parse(await text(object.stream)));
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(page);
}
