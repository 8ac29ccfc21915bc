import {
  type NarrationDocument,
  NarrationDocumentSchema,
  type TranslationDocument,
  TranslationDocumentSchema,
} from '../../core/contracts/work.ts';
import { type Edition, EditionSchema } from '../../core/edition/schema.ts';
import { type AwaitedDocument, awaitedDocuments, grownEdition, grownKey } from '../../core/playback/growing.ts';
import { loadDocument } from './load-edition.ts';

export interface GrowthOptions {
  /** With status `narrating`. */
  readonly opened: Edition;
  readonly manifest: string;
  /** The address of a key of the Library bucket. */
  readonly address: (key: string) => string;
  /** Where one listens: what is next is looked for first. */
  readonly fromParagraph: () => number;
  readonly onEdition: (edition: Edition) => void;
}

/** Paragraphs that are looked for at once; each is three documents at most. */
const maxParagraphs = 4;
const eagerMs = 500;
const idleMs = 2_000;

/** Follows an edition while it is made, until its final manifest is there. Each time that there is more of it, it tells. */
export async function grow({ opened, manifest, address, fromParagraph, onEdition }: GrowthOptions): Promise<void> {
  let edition = opened;
  let growth = emptyGrowth();
  while (edition.status === 'narrating') {
    const wanted = awaitedDocuments(edition, growth, { fromParagraph: fromParagraph(), maxParagraphs });
    const [live, ...found] = await Promise.all([
      loadDocument(manifest, EditionSchema),
      ...wanted.map(document => load(document, address, growth)),
    ]);
    const isAnother = live !== undefined && live.article.revision !== edition.article.revision;
    if (live !== undefined && (isAnother || live.status !== 'narrating')) {
      edition = live;
      growth = emptyGrowth();
      onEdition(live);
    } else if (found.includes(true)) {
      onEdition(grownEdition(edition, growth));
    }
    if (edition.status === 'narrating') await sleep(found.includes(true) ? eagerMs : idleMs);
  }
}

function emptyGrowth() {
  return {
    translations: new Map<string, TranslationDocument>(),
    narrations: new Map<string, NarrationDocument>(),
  };
}

/** @returns true if it is there now */
async function load(
  { kind, paragraph, language, key }: AwaitedDocument,
  address: (key: string) => string,
  { translations, narrations }: ReturnType<typeof emptyGrowth>,
): Promise<boolean> {
  const name = grownKey(paragraph, language);
  if (kind === 'translation') {
    const document = await loadDocument(address(key), TranslationDocumentSchema);
    if (document !== undefined) translations.set(name, document);
    return document !== undefined;
  }
  const document = await loadDocument(address(key), NarrationDocumentSchema);
  if (document !== undefined) narrations.set(name, document);
  return document !== undefined;
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
