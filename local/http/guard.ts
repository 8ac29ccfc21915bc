import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not even looked at; each service words it in its own protocol. */
export interface Refusal {
  readonly status: 403;
  readonly code: 'ForeignHost' | 'ForeignOrigin';
  readonly message: string;
}

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i;
const LOCAL_ORIGIN = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i;

/**
 * Refuses what a web page of another site could send through the user's browser: a foreign `Host` (DNS rebinding)
 * or a foreign `Origin` (cross-site request).
 * @param request any HTTP/1.1 or HTTP/2 request; the latter names its host in `:authority`
 * @returns undefined if the request may be served
 */
export function guardHost(request: { readonly headers: IncomingHttpHeaders }): Refusal | undefined {
  const { headers } = request;
  const host = authority(headers) ?? headers.host ?? '';
  if (!LOCAL_HOST.test(host)) {
    const message = `The host "${host}" is not this machine: use http://127.0.0.1 with the port that was printed.`;
    return { status: 403, code: 'ForeignHost', message };
  }
  if (headers.origin !== undefined && !LOCAL_ORIGIN.test(headers.origin)) {
    const message = `A page of "${headers.origin}" may not call the local cloud: open the page from http://127.0.0.1.`;
    return { status: 403, code: 'ForeignOrigin', message };
  }
  return undefined;
}

function authority(headers: IncomingHttpHeaders): string | undefined {
  const value = headers[':authority'];
  return typeof value === 'string' ? value : undefined;
}
