import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { SiteDeploymentModel } from '../assembly/model.ts';

/** A bucket as a deployment changes it. */
export interface DeployedBucket {
  /** All keys that begin so. */
  keys(prefix: string): readonly string[];
  /** What tells whether an object is as it should be; undefined if there is none. */
  describe(key: string): { readonly etag: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  put(key: string, bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<void>;
  remove(key: string): Promise<void>;
}

/**
 * Does what the CDK's function does in the cloud: puts the files of the assets into the bucket, and takes away what is in none
 * of them. What is there already as it should be is left alone.
 */
export async function deploySite(deployment: SiteDeploymentModel, bucket: DeployedBucket): Promise<void> {
  const { prefix, sourceFolders, prune } = deployment;
  const isExcluded = excluder(deployment);
  const put = new Set<string>();
  for (const folder of sourceFolders) {
    for (const file of await filesUnder(folder)) {
      if (isExcluded(file)) continue;
      const key = `${prefix}${file}`;
      put.add(key);
      await putFile(bucket, key, await readFile(join(folder, file)), deployment.headers);
    }
  }
  if (!prune) return;
  const surplus = bucket.keys(prefix).filter(key => !put.has(key) && !isExcluded(key.slice(prefix.length)));
  for (const key of surplus) await bucket.remove(key);
}

async function putFile(
  bucket: DeployedBucket,
  key: string,
  bytes: Buffer,
  given: SiteDeploymentModel['headers'],
): Promise<void> {
  const headers = { 'content-type': contentTypes[extname(key)] ?? 'binary/octet-stream', ...given };
  const existing = bucket.describe(key);
  const isThere =
    existing?.etag === createHash('md5').update(bytes).digest('hex') &&
    Object.entries(headers).every(([name, value]) => existing.headers[name] === value);
  if (!isThere) await bucket.put(key, bytes, headers);
}

/** As the AWS CLI guesses them, by which the CDK's function puts the files. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** In the patterns of the AWS CLI `*` is anything, slashes included. */
function excluder({ exclude }: SiteDeploymentModel): (name: string) => boolean {
  const patterns = exclude.map(pattern => {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 's');
  });
  return name => patterns.some(pattern => pattern.test(name));
}

/** Paths below a folder, with slashes. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
