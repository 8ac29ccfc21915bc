/** The namespace of UUIDs of feeds, by the Podcast Namespace. */
const feedNamespace = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6';

/**
 * The name of a feed wherever it is listed: a UUID of version 5 of its address without scheme and slashes at the end.
 * @see https://podcastindex.org/namespace/1.0, guid
 */
export async function feedGuid(feedUrl: string): Promise<string> {
  const address = feedUrl.replace(/^\w+:\/\//u, '').replace(/\/+$/u, '');
  const named = Uint8Array.from([...uuidBytes(feedNamespace), ...new TextEncoder().encode(address)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', named)).subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

function uuidBytes(uuid: string): number[] {
  return Array.from(uuid.matchAll(/[\da-f]{2}/gu), ([pair]) => Number.parseInt(pair, 16));
}
