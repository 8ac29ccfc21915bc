import { openArticle } from './article/open-article.tsx';
import { openEmbed } from './embed/open-embed.tsx';
import { openLibrary } from './library/open-library.tsx';
import { type PageContext, readPageContext } from './page-context.ts';

/** The one script of all views: the page's body says which of them it is. */
const views: Readonly<Record<string, (page: PageContext) => void>> = {
  article: openArticle,
  library: openLibrary,
  embed: openEmbed,
};

const page = readPageContext(document.body);
views[page.view]?.(page);
