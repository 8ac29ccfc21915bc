import { Parser } from 'htmlparser2';

/** The elements of a page with their attributes, and all of its text. */
export function readPage(page: string) {
  const elements: Array<{ name: string; attributes: Record<string, string> }> = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push({ name, attributes }),
    ontext: part => {
      text += part;
    },
  });
  parser.end(page);
  const named = (name: string) => elements.filter(element => element.name === name).map(({ attributes }) => attributes);
  return { elements, text, named };
}
