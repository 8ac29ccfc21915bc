import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type LibraryEntry, LibraryListSchema } from '../../core/edition/library-list.ts';
import { libraryKey } from '../../core/keys.ts';
import { repeatWhileSeen } from '../polling.ts';

export interface LibraryState {
  /** Undefined until the list has come once. */
  readonly articles: readonly LibraryEntry[] | undefined;
  /** The last time that it was asked for, it did not come; what is shown is the one before. */
  readonly isUnreachable: boolean;
}

const whileChangingMs = 2_000;
const whileQuietMs = 30_000;

/**
 * The list of the library, looked at again from time to time; often while an article is being made, and on one's own
 * machine, where articles come from the command line too and asking costs nothing.
 */
export function useLibrary(root: string, isLocal: boolean): LibraryState {
  const [state, setState] = useState<LibraryState>({ articles: undefined, isUnreachable: false });
  const isChanging = isLocal || (state.articles?.some(({ status }) => status === 'narrating') ?? false);
  useEffect(() => {
    let last = '';
    return repeatWhileSeen(isChanging ? whileChangingMs : whileQuietMs, async () => {
      const text = await readList(`${root}${libraryKey}`);
      const articles = text === undefined ? undefined : parseList(text);
      if (articles === undefined) setState(before => ({ ...before, isUnreachable: true }));
      else if (text !== last) setState({ articles, isUnreachable: false });
      last = text ?? '';
    });
  }, [root, isChanging]);
  return state;
}

/** @returns the text, an empty list where nothing was ever uploaded, undefined where nobody answers */
async function readList(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (response.ok) return await response.text();
    return response.status === 404 || response.status === 403 ? '{"schema":1,"articles":[]}' : undefined;
  } catch {
    return undefined;
  }
}

function parseList(text: string): readonly LibraryEntry[] | undefined {
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), LibraryListSchema), text);
  return list.success ? list.output.articles : undefined;
}
