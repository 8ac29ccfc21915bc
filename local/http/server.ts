import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalService } from '../service.ts';

/** The only address that the local cloud listens on. */
export const LOOPBACK = '127.0.0.1';

/** A listening HTTP/1.1 server, together with what LocalService asks for. */
export interface Listening extends LocalService {
  readonly server: Server;
}

/**
 * Starts an HTTP/1.1 server on 127.0.0.1.
 * @param handler answers each request; call `guardHost` first in it
 * @param options.port 0, the default, lets the system choose a free port
 * @throws the system's error, such as EADDRINUSE, if it cannot listen
 */
export async function listen(handler: RequestListener, options: { readonly port?: number } = {}): Promise<Listening> {
  const server = createServer(handler);
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, () => {
      server.off('error', reject);
      resolve(listeningPort(server));
    });
  });
  let closing: Promise<void> | undefined;
  return { server, endpoint: `http://${LOOPBACK}:${port}`, close: () => (closing ??= closeServer(server)) };
}

/**
 * Stops listening and cuts the connections that are open, idle ones too: a keep-alive client would hold the port otherwise.
 * @returns when the port is free
 */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** The port of a server that listens on TCP; works for `net` and `http2` servers too. */
export function listeningPort(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port.');
  return address.port;
}
