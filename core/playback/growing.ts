import type { NarrationDocument, TranslationDocument } from '../contracts/work.ts';
import { type ParagraphWork, placedParagraphs } from '../edition/build.ts';
import type { Edition } from '../edition/schema.ts';
import { workKeys } from '../keys.ts';
import { type Language, languages, sourceLanguage } from '../languages.ts';

/** What is known of an edition in the making beyond its manifest: the documents that its steps have left so far. */
export interface Grown {
  readonly translations: ReadonlyMap<string, TranslationDocument>;
  readonly narrations: ReadonlyMap<string, NarrationDocument>;
}

/** A document that is not there yet, as far as is known. */
export interface AwaitedDocument {
  readonly kind: 'translation' | 'narration';
  readonly paragraph: number;
  readonly language: Language;
  /** In the Library bucket. */
  readonly key: string;
}

/** The name of a paragraph in a language, in the maps of Grown. */
export function grownKey(paragraph: number, language: Language): string {
  return `${paragraph}.${language}`;
}

/**
 * The next documents to look for: of the first paragraphs from `fromParagraph` on that are not whole, then of those before.
 * A narration is looked for once its text is there.
 */
export function awaitedDocuments(
  edition: Edition,
  grown: Grown,
  { fromParagraph, maxParagraphs }: { readonly fromParagraph: number; readonly maxParagraphs: number },
): AwaitedDocument[] {
  const { paragraphs, article } = edition;
  const keys = workKeys(article.id, article.revision);
  const inTurn = [...paragraphs.slice(fromParagraph), ...paragraphs.slice(0, fromParagraph)];
  const awaited: AwaitedDocument[] = [];
  let found = 0;
  for (const { index } of inTurn) {
    if (found === maxParagraphs) break;
    const own = languages.flatMap((language): AwaitedDocument[] => {
      const key = grownKey(index, language);
      if (language !== sourceLanguage && !grown.translations.has(key)) {
        return [{ kind: 'translation', paragraph: index, language, key: keys.translation(index, language) }];
      }
      if (grown.narrations.has(key)) return [];
      return [{ kind: 'narration', paragraph: index, language, key: keys.narration(index, language) }];
    });
    if (own.length > 0) found += 1;
    awaited.push(...own);
  }
  return awaited;
}

/** The edition with all that is there of it, as its final manifest will have it. */
export function grownEdition(opened: Edition, grown: Grown): Edition {
  const work = opened.paragraphs.flatMap(({ index, kind, versions }): ParagraphWork[] => {
    const source = versions[sourceLanguage];
    if (source === undefined) return [];
    const { text, sentences, links } = source;
    const paragraph = { index, kind, text, sentences, ...(links === undefined ? {} : { links }) };
    return [
      { paragraph, translations: madeOf(grown.translations, index), narrations: madeOf(grown.narrations, index) },
    ];
  });
  return { ...opened, paragraphs: placedParagraphs(work) };
}

function madeOf<Document>(
  documents: ReadonlyMap<string, Document>,
  paragraph: number,
): Partial<Record<Language, Document>> {
  const found: Partial<Record<Language, Document>> = {};
  for (const language of languages) {
    const document = documents.get(grownKey(paragraph, language));
    if (document !== undefined) found[language] = document;
  }
  return found;
}
