import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from '../../core/page/security-headers.ts';
import type { DistributionModel } from '../assembly/model.ts';
import { guardHost } from '../http/guard.ts';
import { listen } from '../http/server.ts';
import type { LocalService } from '../service.ts';
import { type Desk, deskPrefix } from './desk.ts';
import { answerAtDesk } from './desk-http.ts';
import { type AnswerRequest, openDistribution, sendText, setHeaders } from './distribution.ts';
import type { Origin } from './origin.ts';

/** What stands behind the page's address. */
export interface Backing {
  readonly origin: Origin;
  /** Where articles are handed in; undefined where nobody takes them. */
  readonly desk?: Desk | undefined;
}

export interface DeliveryOptions {
  /** Undefined where the stack has none: then nothing is served. */
  readonly distribution: DistributionModel | undefined;
  /** The address is known before the rest of the cloud is there; requests that come so early wait for it. */
  readonly backing: Promise<Backing>;
  readonly port?: number;
  /** Told of what is no reader's fault. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Serves on 127.0.0.1 what CloudFront would by the stack's distribution, and the desk, which no deployment has.
 * @throws the error of a function of the distribution that does not load; the system's, if it cannot listen
 */
export function startDelivery({ distribution, backing, port, onFault }: DeliveryOptions): Promise<LocalService> {
  const answerRequest = distribution === undefined ? undefined : openDistribution(distribution);
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    answer({ request, response }, backing, answerRequest).catch((error: unknown) => {
      if (!response.destroyed) onFault(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 503, 'Something went wrong; the local cloud has told of it.\n');
    });
  };
  return listen(handler, port === undefined ? {} : { port });
}

async function answer(
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  backing: Promise<Backing>,
  answerRequest: AnswerRequest | undefined,
): Promise<void> {
  const { request, response } = exchange;
  const refusal = guardHost(request);
  if (refusal !== undefined) {
    request.resume();
    setHeaders(response, pageHeaders);
    sendText(response, refusal.status, `${refusal.message}\n`);
    return;
  }
  const { origin, desk } = await backing;
  if (desk !== undefined && request.url?.startsWith(deskPrefix) === true) {
    await answerAtDesk(desk, exchange);
    return;
  }
  // A body that nobody asked for must not hold the connection.
  request.resume();
  if (answerRequest === undefined) sendText(response, 404, 'The stack has no distribution.\n');
  else await answerRequest(origin, exchange);
}
