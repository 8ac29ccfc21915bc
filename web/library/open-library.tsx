import { render } from 'preact';
import { Masthead } from '../masthead.tsx';
import { type PageContext, shellElement } from '../page-context.ts';
import { openPreferences } from '../preferences.ts';
import { keepLanguage, readersLanguage } from '../words/chosen-language.ts';
import { InterfaceLanguage } from '../words/interface-language.ts';
import type { InterfaceLanguageCode } from '../words/preferred-language.ts';
import { Library } from './library.tsx';

/** The list of the articles. */
export function openLibrary({ view, root }: PageContext): void {
  // Light or dark, as the reader has chosen it on an article's page.
  openPreferences(document.documentElement);
  const masthead = shellElement('masthead');
  const main = shellElement('main');
  masthead.replaceChildren();
  main.replaceChildren();
  const show = (language: InterfaceLanguageCode) => {
    document.documentElement.lang = language;
    render(
      <InterfaceLanguage.Provider value={language}>
        <Masthead root={root} onLanguage={choose} />
      </InterfaceLanguage.Provider>,
      masthead,
    );
    render(
      <InterfaceLanguage.Provider value={language}>
        <Library root={root} />
      </InterfaceLanguage.Provider>,
      main,
    );
  };
  const choose = (language: InterfaceLanguageCode) => {
    keepLanguage(language);
    show(language);
  };
  show(readersLanguage());
  document.documentElement.dataset['opened'] = view;
}
