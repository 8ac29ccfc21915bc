import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type Edition, EditionSchema } from '../../core/edition/schema.ts';
import { editionKey } from '../../core/keys.ts';
import { repeatWhileSeen } from '../polling.ts';

export type Opened =
  | { readonly kind: 'opening' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'opened'; readonly edition: Edition };

const betweenMs = 5_000;

/** The live edition of an article, looked at again until it is made. @param attempt another one looks anew */
export function useEdition(root: string, articleId: string, attempt: number): Opened {
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' });
  const isAwaited = opened.kind === 'opened' && opened.edition.status === 'narrating';
  useEffect(() => {
    const look = async () => setOpened(await readEdition(`${root}${editionKey(articleId)}`));
    if (isAwaited) return repeatWhileSeen(betweenMs, look);
    void look();
    return undefined;
  }, [root, articleId, attempt, isAwaited]);
  return opened;
}

async function readEdition(address: string): Promise<Opened> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (response.status === 404 || response.status === 403) return { kind: 'unknown' };
    const edition = v.safeParse(v.pipe(v.string(), v.parseJson(), EditionSchema), await response.text());
    return edition.success ? { kind: 'opened', edition: edition.output } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}
