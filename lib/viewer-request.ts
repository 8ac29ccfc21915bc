/** What a CloudFront Function is given of a request, and gives back: as far as ours looks at it. */
export interface ViewerRequestEvent {
  readonly request: { uri: string };
}

export interface Redirect {
  readonly statusCode: 301;
  readonly statusDescription: string;
  readonly headers: { readonly location: { readonly value: string } };
}

/**
 * Runs in CloudFront before the cache is asked, as JavaScript of runtime 2.0: lib/viewer-request-code.ts takes the types
 * out, and nothing may be imported. A folder's address means its index.html. Whatever is not served is asked for under one
 * name that exists nowhere, so that it has one answer, which the cache keeps once. Addresses are compared as they were
 * sent: nothing that is served needs an escape, and so no escape leads around this list.
 */
export function handler(event: ViewerRequestEvent): ViewerRequestEvent['request'] | Redirect {
  const served = [
    /^\/(?:index|embed|404)\.html$/,
    /^\/app\/[a-z]+\.(?:js|css|svg|png|webmanifest)$/,
    /^\/app\/fonts\/[A-Za-z0-9-]+\.woff2$/,
    /^\/library\.json$/,
    /^\/feeds\/[a-z-]+\.xml$/,
    /^\/clips\/[0-9a-f]{64}\.mp3$/,
    /^\/articles\/index\.html$/,
    /^\/articles\/[a-z0-9-]+-[0-9a-f]{6}\/(?:index\.html|edition\.json)$/,
    /^\/articles\/[a-z0-9-]+-[0-9a-f]{6}\/[0-9a-f]{16,64}\/(?:article\.[A-Za-z0-9.-]+|cover\.png)$/,
    // A translation and a narration: what the player plays while the rest is being made.
    /^\/articles\/[a-z0-9-]+-[0-9a-f]{6}\/[0-9a-f]{16,64}\/work\/[0-9]+\.[a-z]{2}(?:\.clip)?\.json$/,
  ];
  const request = event.request;
  if (/^\/articles\/[a-z0-9-]+-[0-9a-f]{6}$/.test(request.uri)) {
    const headers = { location: { value: request.uri + '/' } };
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: headers };
  }
  if (request.uri.endsWith('/')) request.uri = request.uri + 'index.html';
  if (!served.some(pattern => pattern.test(request.uri))) request.uri = '/nowhere';
  return request;
}
