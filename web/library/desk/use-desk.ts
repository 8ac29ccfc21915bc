import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DeskDescription } from '../../../core/contracts/desk.ts';
import type { LibraryEntry } from '../../../core/edition/library-list.ts';
import { addFile, describeDesk, mayHaveDesk, type Quoted, quoteFile } from './desk-calls.ts';

/** What a file may cost, or why it would be refused. */
export type OfferState = Quoted | { readonly kind: 'reading' } | { readonly kind: 'uploading' };

/** A file that the reader has brought, and that is not added yet. */
export interface Offer {
  readonly id: number;
  readonly file: File;
  readonly state: OfferState;
}

/** A file that was added, and that the list does not show yet. */
export interface AwaitedUpload {
  readonly id: number;
  readonly name: string;
  readonly articleId: string;
  /** The revision that was live before; undefined if there was none. */
  readonly revisionBefore: string | undefined;
}

export interface Desk {
  /** The endings of the names that are taken: `.txt`, … */
  readonly extensions: readonly string[];
  readonly offers: readonly Offer[];
  readonly awaited: readonly AwaitedUpload[];
  readonly bring: (files: readonly File[]) => void;
  /** Adds all that have a quote. */
  readonly confirm: () => void;
  readonly dismiss: () => void;
}

/** The desk of one's own machine; undefined where there is none, as on every deployed library. */
export function useDesk(root: string, articles: readonly LibraryEntry[] | undefined): Desk | undefined {
  const [description, setDescription] = useState<DeskDescription>();
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const [uploads, setUploads] = useState<readonly AwaitedUpload[]>([]);
  const nextId = useRef(0);
  // What is so now, for what goes on while the page is drawn anew.
  const now = useRef({ articles, offers });
  now.current.articles = articles;
  const awaited = useMemo(() => uploads.filter(upload => !isListed(upload, articles)), [uploads, articles]);

  useEffect(() => {
    if (mayHaveDesk(location)) void describeDesk(root).then(setDescription);
  }, [root]);
  if (description === undefined) return undefined;

  const change = (next: readonly Offer[]) => {
    now.current.offers = next;
    setOffers(next);
  };
  const become = (id: number, state: OfferState) =>
    change(now.current.offers.map(offer => (offer.id === id ? { ...offer, state } : offer)));
  // The reader may have thought better of it while another file was read or uploaded.
  const isOffered = (id: number) => now.current.offers.some(offer => offer.id === id);
  const bring = async (files: readonly File[]) => {
    const brought = files.map((file): Offer => ({ id: nextId.current++, file, state: { kind: 'reading' } }));
    change([...now.current.offers, ...brought]);
    for (const { id, file } of brought) if (isOffered(id)) become(id, await quoteFile(root, file));
  };
  const add = async ({ id, file }: Offer) => {
    become(id, { kind: 'uploading' });
    const { articles: before } = now.current;
    const added = await addFile(root, file);
    if (added.kind === 'refused') return become(id, added);
    const { articleId } = added;
    const revisionBefore = before?.find(article => article.id === articleId)?.revision;
    setUploads(all => [...all, { id, name: file.name, articleId, revisionBefore }]);
    return change(now.current.offers.filter(offer => offer.id !== id));
  };
  const confirm = async () => {
    const quoted = now.current.offers.filter(({ state }) => state.kind === 'quoted');
    for (const offer of quoted) if (isOffered(offer.id)) await add(offer);
  };
  return {
    extensions: description.extensions,
    offers,
    awaited,
    bring: files => void bring(files),
    confirm: () => void confirm(),
    dismiss: () => change([]),
  };
}

function isListed(
  { articleId, revisionBefore }: AwaitedUpload,
  articles: readonly LibraryEntry[] | undefined,
): boolean {
  const revision = articles?.find(({ id }) => id === articleId)?.revision;
  return revision !== undefined && revision !== revisionBefore;
}
