/**
 * The headers that go with everything the distribution serves. The stack makes its response headers policies of them, and
 * the local cloud reads those: there is no other list. Names are in lower case.
 */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** What a page of ours may do: our own script and style, our own files, blobs to play; frames, forms and eval are off. */
const pageDirectives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'self'",
  'media-src': "'self' blob:",
  'img-src': "'self' data:",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
};

const common: ResponseHeaders = {
  // Taken back by nobody for a year; a browser heeds it over TLS alone.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Of our pages and of all that only they read. */
export const pageHeaders: ResponseHeaders = {
  'content-security-policy': policy(pageDirectives),
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  ...common,
};

/** Of the one page that others may put into a frame. */
export const embedHeaders: ResponseHeaders = {
  'content-security-policy': policy({ ...pageDirectives, 'frame-ancestors': '*' }),
  'cross-origin-resource-policy': 'cross-origin',
  ...common,
};

/** Of recordings, captions, texts and feeds: other sites and their players may read them, and none of it is a program. */
export const fileHeaders: ResponseHeaders = {
  'content-security-policy': policy({ 'default-src': "'none'", 'frame-ancestors': "'none'" }),
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'cross-origin',
  ...common,
};

/**
 * Of a published page that stands for itself and brings its own style along. The style is allowed whatever it is, as pages
 * that were published with earlier ones stay as they are; each of them names, in a policy of its own, the hash of the one
 * that it brought. No script runs in them.
 */
export const documentHeaders: ResponseHeaders = {
  'content-security-policy': policy({
    'default-src': "'none'",
    'style-src': "'unsafe-inline'",
    'img-src': "'self' data:",
    'media-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  }),
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  ...common,
};

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
