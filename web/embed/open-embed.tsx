import { render } from 'preact';
import { parseEmbedQuery } from '../../core/page/embed-address.ts';
import { type PageContext, shellElement } from '../page-context.ts';
import { readersLanguage } from '../words/chosen-language.ts';
import { embedWords } from '../words/embed.ts';
import { InterfaceLanguage } from '../words/interface-language.ts';
import { Embed, Message } from './embed.tsx';

/** The small player for other people's pages: `embed.html?article=<id>[&lang=en]`. */
export function openEmbed({ view, root }: PageContext): void {
  const language = readersLanguage();
  const request = parseEmbedQuery(location.search);
  document.documentElement.lang = language;
  const main = shellElement('main');
  main.replaceChildren();
  render(
    <InterfaceLanguage.Provider value={language}>
      {request === undefined ? (
        <Message text={embedWords[language].unknown} />
      ) : (
        <Embed root={root} request={request} />
      )}
    </InterfaceLanguage.Provider>,
    main,
  );
  document.documentElement.dataset['opened'] = view;
}
