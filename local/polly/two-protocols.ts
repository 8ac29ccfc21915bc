import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import { LOOPBACK, listeningPort } from '../http/server.ts';
import type { LocalService } from '../service.ts';

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

/** What every HTTP/2 connection begins with; no method of HTTP/1.1 does. */
const PREFACE = 'PRI';
/** A client that connects and says nothing is let go. */
const SILENCE_MS = 10_000;

/**
 * Serves HTTP/1.1 and HTTP/2 without TLS on one port of 127.0.0.1: the SDK's PollyClient speaks HTTP/2 by default, boto3
 * and the AWS CLI speak HTTP/1.1.
 */
export async function listenBoth(
  answer: (request: Request, response: Response) => void,
  options: { readonly port?: number | undefined } = {},
): Promise<LocalService> {
  const http1 = createHttp1(answer);
  const http2 = createHttp2(answer);
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    whenFirstBytes(socket, first => {
      const target = first.toString('latin1', 0, PREFACE.length) === PREFACE ? http2 : http1;
      socket.unshift(first);
      target.emit('connection', socket);
      // HTTP/2 reads below the stream; HTTP/1.1 waits for it to flow again.
      if (target === http1) socket.resume();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, resolve);
  });
  let closing: Promise<void> | undefined;
  return {
    endpoint: `http://${LOOPBACK}:${listeningPort(server)}`,
    close: () =>
      (closing ??= new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      })),
  };
}

/** TCP may deliver the preface in pieces: waits for three bytes. */
function whenFirstBytes(socket: Socket, found: (first: Buffer) => void): void {
  let first = Buffer.alloc(0);
  const onReset = () => socket.destroy();
  const onData = (chunk: Buffer) => {
    first = Buffer.concat([first, chunk]);
    if (first.length < PREFACE.length) return;
    socket.pause();
    socket.off('data', onData);
    socket.off('error', onReset);
    socket.off('timeout', onReset);
    socket.setTimeout(0);
    found(first);
  };
  socket.on('data', onData);
  socket.on('error', onReset);
  socket.setTimeout(SILENCE_MS, onReset);
}
