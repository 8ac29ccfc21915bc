import { escapedAttribute, escapedText } from '../markup.ts';
import type { Hyperscript } from './transcript.ts';

/** A piece of HTML that is safe to send, as every text in it is escaped: made by `htmlElement` alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An element as text, well-formed as XML too. Elements that must be empty (`br`, `img`) are not for it. */
export const htmlElement: Hyperscript<Html> = (tag, attributes, ...children) => {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`);
  const content = children.map(child => (child instanceof Html ? child.text : escapedText(child)));
  return new Html(`<${tag}${written.join('')}>${content.join('')}</${tag}>`);
};
