/** What the page says of itself, on its body: see core/page/article-page.ts. */
export interface PageContext {
  readonly view: string;
  /** The library's address as the page sees it; empty on a page from disk. */
  readonly root: string;
  /** Empty where the page is not of one article. */
  readonly articleId: string;
  /** Of the edition whose text came with the page. */
  readonly revision: string;
}

export function readPageContext({ dataset }: HTMLElement): PageContext {
  const { view = '', root = '', article = '', revision = '' } = dataset;
  return { view, root, articleId: article, revision };
}

/** An element that the page's shell has. @throws Error if it has not: the shell and the script are of one release */
export function shellElement(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}.`);
  return element;
}
