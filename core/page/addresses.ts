import type { Edition } from '../edition/schema.ts';
import { editionFileKey, editionKey } from '../keys.ts';

/**
 * Where a page finds things. `root` is the library's address as the page sees it, `/` when it is served; it is empty on a
 * page that was opened from disk, which lies in the folder of its edition.
 */
export interface Addresses {
  /** A file that a manifest names. */
  editionFile(file: string): string;
  /** The manifest; undefined on a page from disk, which carries it. */
  readonly manifest: string | undefined;
  /** The library's own page; undefined on a page from disk, which belongs to none. */
  readonly library: string | undefined;
}

export function pageAddresses(root: string, { id, revision }: Pick<Edition['article'], 'id' | 'revision'>): Addresses {
  const isOnDisk = root === '';
  const at = (key: string) => `${root}${key.split('/').map(encodeURIComponent).join('/')}`;
  return {
    editionFile: file => at(isOnDisk ? file : editionFileKey(id, revision, file)),
    manifest: isOnDisk ? undefined : at(editionKey(id)),
    library: isOnDisk ? undefined : root,
  };
}

/** Where the script, the stylesheet and the letters of all views are, in the site's bucket and on its address. */
export const playerFolder = 'app/';

/** Where they are in the folder of an edition on disk. */
export const offlinePlayerFolder = 'player/';

/** The one script and the one stylesheet of all views. */
export function appFile(root: string, name: 'player.js' | 'player.css'): string {
  return root === '' ? `${offlinePlayerFolder}${name}` : `${root}${playerFolder}${name}`;
}
