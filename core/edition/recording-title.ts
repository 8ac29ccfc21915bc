import { type Language, languages, sourceLanguage } from '../languages.ts';
import { oneLine } from './one-line.ts';
import type { Edition } from './schema.ts';
import { type Track, tracks } from './timeline.ts';

/** What of an edition tells its titles. */
export type Titled = Pick<Edition, 'paragraphs'> & { readonly article: Pick<Edition['article'], 'id' | 'title'> };

/**
 * What an article is called in a language, in one line: its title where that was translated, else the source's; never
 * empty, as an article without any title goes by its id.
 */
export function titleIn({ article, paragraphs }: Titled, language: Language): string {
  const translated = paragraphs.find(({ kind }) => kind === 'title')?.versions[language]?.text;
  const candidates = [language === sourceLanguage ? undefined : translated, article.title, article.id];
  return candidates.map(text => oneLine(text ?? '').trim()).find(text => text !== '') ?? article.id;
}

/** What a recording is called: as its article in its language; one of several languages as in each of them, once. */
export function recordingTitle(edition: Titled, track: Track): string {
  const heard = languages.filter(language => tracks[track].some(other => other === language));
  return [...new Set(heard.map(language => titleIn(edition, language)))].join(' · ');
}
