import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DiglotError } from '../../core/errors.ts';
import { offlinePlayerFolder, playerFolder } from '../../core/page/addresses.ts';
import { UsageError } from '../failure.ts';
import type { Target } from './target.ts';

/** A file of the player: where it is, and what it is called in the folder of an edition. */
export interface PlayerFile {
  readonly bucket: string;
  readonly key: string;
  readonly file: string;
}

/**
 * The script, style and letters that the stack's own pages use.
 * @throws UsageError if the stack has none of them
 */
export async function playerFiles(target: Target): Promise<PlayerFile[]> {
  const { site } = target.buckets;
  if (site === undefined) throw withoutPlayer();
  // A few files: one page of the listing holds a thousand.
  const list = new ListObjectsV2Command({ Bucket: site, Prefix: playerFolder });
  const { Contents = [] } = await target.s3.send(list);
  if (Contents.length === 0) throw withoutPlayer();
  return Contents.map(({ Key: key = '' }) => ({ bucket: site, key, file: offlineName(key) }));
}

/** @throws DiglotError InvalidDocument for a name that leads elsewhere */
function offlineName(key: string): string {
  const name = key.slice(playerFolder.length);
  if (/^(?:\w[\w.-]*\/)?\w[\w.-]*$/u.test(name)) return `${offlinePlayerFolder}${name}`;
  throw new DiglotError({
    code: 'InvalidDocument',
    message: 'The site has a file that can not be one of the player.',
    place: key,
    remedy: 'Deploy the stack again.',
  });
}

function withoutPlayer(): UsageError {
  return new UsageError(
    'The stack has no player to take along.',
    'Deploy it again with this version of Diglot; a local cloud: end it, and run npx diglot start.',
  );
}
