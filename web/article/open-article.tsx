import { render } from 'preact';
import { type PageContext, shellElement } from '../page-context.ts';
import { articleWords } from '../words/article.ts';
import { InterfaceLanguage, useWords } from '../words/interface-language.ts';
import { preferredLanguage } from '../words/preferred-language.ts';

/** The page of one article. */
export function openArticle(page: PageContext): void {
  document.documentElement.dataset['opened'] = page.view;
  const language = preferredLanguage(undefined, navigator.languages);
  render(
    <InterfaceLanguage.Provider value={language}>
      <PlayerBar />
    </InterfaceLanguage.Provider>,
    shellElement('player'),
  );
}

function PlayerBar() {
  const words = useWords(articleWords);
  return <section class="bar" aria-label={words.player} />;
}
