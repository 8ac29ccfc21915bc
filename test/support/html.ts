import { Parser } from 'htmlparser2';

/** One paragraph of the bilingual page in one language. */
export interface ReadPassage {
  readonly language: string;
  /** The elements within which the text stands: `blockquote p`. */
  readonly path: string;
  readonly text: string;
}

const empty = new Set(['meta']);

/** Reads the bilingual page tag by tag: `problems` names each that is closed out of turn, or never. */
export function readHtml(page: string) {
  const read = { title: '', style: '', policy: '', problems: Array<string>(), sources: Array<string>() };
  const names: string[] = [];
  const attributes: string[] = [];
  const passages: Array<{ language: string; path: string; text: string }> = [];
  const open: Array<{ readonly name: string; readonly isPassage: boolean }> = [];
  const parser = new Parser({
    onopentag: (name, own) => {
      names.push(name);
      attributes.push(...Object.keys(own));
      if (own['http-equiv'] === 'Content-Security-Policy') read.policy = own['content'] ?? '';
      if (name === 'audio') read.sources.push(own['src'] ?? '');
      const isPassage = name === 'div' && own['lang'] !== undefined;
      if (isPassage) passages.push({ language: own['lang'] ?? '', path: '', text: '' });
      if (!empty.has(name)) open.push({ name, isPassage });
    },
    ontext: text => {
      const innermost = open.at(-1)?.name;
      if (innermost === 'title') read.title += text;
      if (innermost === 'style') read.style += text;
      const passageAt = open.findIndex(({ isPassage }) => isPassage);
      const passage = passages.at(-1);
      if (passageAt === -1 || passage === undefined) return;
      passage.text += text;
      passage.path = open
        .slice(passageAt + 1)
        .map(({ name }) => name)
        .join(' ');
    },
    onclosetag: (name, isImplied) => {
      if (empty.has(name)) return;
      const closed = open.pop();
      if (closed?.name !== name || isImplied) read.problems.push(`</${name}> closes <${closed?.name}>`);
    },
  });
  parser.end(page);
  return { ...read, names, attributes, passages };
}
