import { lexiconKey } from '../keys.ts';
import type { Language } from '../languages.ts';
import type { Lexicons } from '../ports.ts';
import { type Lexicon, parseLexicon } from './lexicon.ts';

/** Gives the user's own readings of words that hold at this moment. */
export type LexiconReader = (language: Language) => Promise<Lexicon>;

/**
 * The lexicons that came with the deployment, overridden entry by entry by those in the Articles bucket. The latter are
 * read again for each task, so that a change holds at once, and parsed again only when they changed.
 * @param bundled `written,spoken` as CSV, a language each
 * @throws DiglotError InvalidConfiguration with the file, line and column of what cannot be read
 */
export function lexiconReader(lexicons: Lexicons, bundled: Readonly<Record<Language, string>>): LexiconReader {
  const shipped = new Map<Language, Lexicon>();
  const latest = new Map<Language, { readonly etag: string; readonly lexicon: Lexicon }>();

  return async language => {
    const base = shipped.get(language) ?? parseLexicon(bundled[language], `content/lexicon.${language}.csv`);
    shipped.set(language, base);
    const key = lexiconKey(language);
    const own = await lexicons.readLexicon(key);
    if (own === undefined) return base;
    const known = latest.get(language);
    if (known?.etag === own.etag) return known.lexicon;
    const { entries } = parseLexicon(new TextDecoder().decode(own.csv), key);
    const lexicon = { entries: [...base.entries, ...entries] };
    latest.set(language, { etag: own.etag, lexicon });
    return lexicon;
  };
}
