/** What a path of the page server means. */
export type Address =
  | { readonly kind: 'library' }
  | { readonly kind: 'article'; readonly articleId: string }
  | { readonly kind: 'stylesheet' }
  | { readonly kind: 'file'; readonly key: string };

const articleId = '[a-z0-9-]+-[0-9a-f]{6}';

/** The keys of the Library bucket that CloudFront serves. Working documents, leases and translations are not among them. */
const servedKeys = [
  /^library\.json$/,
  /^feeds\/[^/]+\.xml$/,
  new RegExp(`^articles/${articleId}/edition\\.json$`),
  // A file of a revision lies in its folder itself; `work/` is a folder deeper.
  new RegExp(`^articles/${articleId}/[0-9a-f]{16,}/[^/]+$`),
  /^clips\/[0-9a-f]{64}\.(?:mp3|json)$/,
];

const articlePath = new RegExp(`^article/(${articleId})$`);

/**
 * Reads the path of a request.
 * @param url raw, as in `request.url`; it is decoded once, and never resolved: `..` is a name like any other
 * @returns undefined for what is not served
 */
export function parseAddress(url: string): Address | undefined {
  const path = decode(url.split('?', 1)[0] ?? '');
  if (path === undefined || !path.startsWith('/')) return undefined;
  const key = path.slice(1);
  if (key === '') return { kind: 'library' };
  if (key === 'style.css') return { kind: 'stylesheet' };
  const id = articlePath.exec(key)?.[1];
  if (id !== undefined) return { kind: 'article', articleId: id };
  const isDotted = key.split('/').some(segment => segment === '.' || segment === '..');
  return !isDotted && servedKeys.some(pattern => pattern.test(key)) ? { kind: 'file', key } : undefined;
}

/** The path of an object of the Library bucket. */
export function filePath(key: string): string {
  return `/${key.split('/').map(encodeURIComponent).join('/')}`;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
