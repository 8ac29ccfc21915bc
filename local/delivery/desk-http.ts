import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DeskRefusal, fileNameHeader } from '../../core/contracts/desk.ts';
import { pageHeaders } from '../../core/page/security-headers.ts';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { type Desk, type DroppedFile, deskPrefix } from './desk.ts';
import { setHeaders } from './distribution.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers what a page asks at the desk: JSON, never kept. */
export async function answerAtDesk(desk: Desk, { request, response }: Exchange): Promise<void> {
  const [path = ''] = (request.url ?? '').slice(deskPrefix.length).split('?', 1);
  const act = actions[path];
  const send = (status: number, document: object) => {
    setHeaders(response, pageHeaders);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(document));
  };
  const refuse = (status: number, code: string, message: string, remedy: string) => {
    request.resume();
    send(status, { error: { code, message, remedy } } satisfies DeskRefusal);
  };
  if (path === '' && isReading(request)) {
    request.resume();
    send(200, desk.description);
  } else if (act === undefined) {
    refuse(
      404,
      'NotFound',
      'The desk has no such place.',
      `Ask ${deskPrefix}, ${deskPrefix}quote or ${deskPrefix}articles.`,
    );
  } else if (request.method !== 'POST') {
    refuse(405, 'MethodNotAllowed', 'Articles are handed in by POST.', 'Send the file as the body of a POST.');
  } else if (!isFromOwnPage(request)) {
    refuse(403, 'ForeignOrigin', 'Only the page of this local cloud may hand in articles.', 'Open that page.');
  } else {
    await takeFile(request, desk, { act, send, refuse });
  }
}

interface Answers {
  readonly act: (desk: Desk, file: DroppedFile) => Promise<object>;
  readonly send: (status: number, document: object) => void;
  readonly refuse: (status: number, code: string, message: string, remedy: string) => void;
}

async function takeFile(request: IncomingMessage, desk: Desk, { act, send, refuse }: Answers): Promise<void> {
  const name = fileName(request.headers[fileNameHeader]);
  if (name === undefined) {
    refuse(400, 'BadRequest', 'The file has no name.', `Send it percent-encoded in ${fileNameHeader}.`);
    return;
  }
  const { maxBytes } = desk.description;
  try {
    const answer = await act(desk, { name, bytes: await readBody(request, maxBytes) });
    send('error' in answer ? 422 : 200, answer);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    const message = `The file is larger than ${maxBytes} bytes, the most that this stack takes.`;
    send(422, { error: { code: 'ArticleTooLarge', message, place: name, remedy: 'Split it into several articles.' } });
  }
}

const actions: Readonly<Record<string, Answers['act'] | undefined>> = {
  quote: (desk, file) => desk.quote(file),
  articles: (desk, file) => desk.add(file),
};

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * Whether the page that asks is served from this very address. Others on this machine may read, but not upload; and as the
 * name of the file is in a header of its own, a browser asks first on behalf of any other page, and gets no leave.
 */
function isFromOwnPage({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin === `http://${headers.host}`;
}

/** The last part of the name: no folder of somebody's machine is in a key. */
function fileName(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    const name = decodeURIComponent(header).split(/[/\\]/).at(-1) ?? '';
    return name === '' ? undefined : name;
  } catch {
    return undefined;
  }
}
