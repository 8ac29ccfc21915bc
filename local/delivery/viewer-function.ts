import { createContext, Script } from 'node:vm';
import * as v from 'valibot';

/** A request as a function of CloudFront sees it. */
export interface ViewerRequest {
  readonly method: string;
  /** The path as it was sent, escapes and all. */
  readonly uri: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a function made of a request: another address, or an answer of its own. */
export type ViewerOutcome =
  | { readonly kind: 'request'; readonly uri: string }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

export type ViewerFunction = (request: ViewerRequest) => ViewerOutcome;

const HeadersSchema = v.record(v.string(), v.object({ value: v.string() }));

const OutcomeSchema = v.union([
  v.object({
    statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    headers: v.optional(HeadersSchema, {}),
    body: v.optional(v.string(), ''),
  }),
  v.object({ uri: v.string() }),
]);

/** Far more than CloudFront grants, so that a busy machine does not fail a good function; one without end is ended. */
const timeoutMs = 1_000;

/**
 * Makes a function of CloudFront ready, in a context of its own that has the language and nothing else.
 * @param code of runtime cloudfront-js-2.0, with a `handler` for viewer requests
 * @param distributionId which the function is told
 * @throws the code's own error, if it does not even load
 */
export function viewerFunction(code: string, distributionId: string): ViewerFunction {
  const globals = { event: '' };
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  new Script(code, { filename: 'viewer-request.js' }).runInContext(context, { timeout: timeoutMs });
  const call = new Script('JSON.stringify(handler(JSON.parse(event)))');
  return request => {
    globals.event = JSON.stringify(eventOf(request, distributionId));
    // Only text comes in and goes out: no object of ours is ever in its hands.
    const text: unknown = call.runInContext(context, { timeout: timeoutMs });
    return outcomeOf(text);
  };
}

/** @see the event structure of CloudFront Functions, version 1.0 */
function eventOf({ method, uri, query, headers }: ViewerRequest, distributionId: string): object {
  const values = (entries: Iterable<readonly [string, string]>) =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  return {
    version: '1.0',
    context: {
      distributionDomainName: headers['host'] ?? '',
      distributionId,
      eventType: 'viewer-request',
      requestId: 'local',
    },
    viewer: { ip: '127.0.0.1' },
    request: {
      method,
      uri,
      querystring: values(new URLSearchParams(query)),
      headers: values(Object.entries(headers)),
      cookies: {},
    },
  };
}

function outcomeOf(text: unknown): ViewerOutcome {
  const outcome = v.parse(v.pipe(v.string(), v.parseJson(), OutcomeSchema), text);
  if ('uri' in outcome) return { kind: 'request', uri: outcome.uri };
  const headers: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(outcome.headers)) headers[name.toLowerCase()] = value;
  return { kind: 'response', status: outcome.statusCode, headers, body: outcome.body };
}
