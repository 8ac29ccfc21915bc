import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { languages } from '../core/languages.ts';
import { InterfaceLanguage, useWords } from './words/interface-language.ts';
import { libraryWords } from './words/library.ts';
import type { InterfaceLanguageCode } from './words/preferred-language.ts';

interface MastheadProps {
  /** Empty on a page from disk, which belongs to no library. */
  readonly root: string;
  readonly onLanguage: (language: InterfaceLanguageCode) => void;
  /** What concerns this page as a whole. */
  readonly children?: ComponentChildren;
}

const languageNames: Readonly<Record<InterfaceLanguageCode, string>> = { fr: 'Français', en: 'English' };

/** The name of the place, and the language that it speaks. */
export function Masthead({ root, onLanguage, children }: MastheadProps) {
  const words = useWords(libraryWords);
  const current = useContext(InterfaceLanguage);
  return (
    <header class="masthead">
      {root === '' ? (
        <span class="brand">Diglot</span>
      ) : (
        <a class="brand" href={root}>
          Diglot
        </a>
      )}
      {children}
      <fieldset class="languages">
        <legend class="visually-hidden">{words.interfaceLanguage}</legend>
        {languages.map(language => (
          <button
            key={language}
            type="button"
            class="plain"
            lang={language}
            aria-pressed={language === current}
            onClick={() => onLanguage(language)}
          >
            {languageNames[language]}
          </button>
        ))}
      </fieldset>
    </header>
  );
}
