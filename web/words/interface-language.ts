import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { InterfaceLanguageCode } from './preferred-language.ts';

/** The language that all components below speak. */
export const InterfaceLanguage = createContext<InterfaceLanguageCode>('en');

/** The words of a view in each language of the interface; one type, so that no word is missing in one of them. */
export type WordsOf<Words> = Readonly<Record<InterfaceLanguageCode, Words>>;

export function useWords<Words>(words: WordsOf<Words>): Words {
  return words[useContext(InterfaceLanguage)];
}
