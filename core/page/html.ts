import { attributesText, childrenText, Markup } from '../markup.ts';
import type { Hyperscript } from './transcript.ts';

/**
 * An element as HTML, well-formed as XML too; unlike an element of XML it never closes itself. Elements that must be empty
 * (`br`, `img`) are not for it.
 */
export const htmlElement: Hyperscript<Markup> = (tag, attributes, ...children) =>
  new Markup(`<${tag}${attributesText(attributes)}>${childrenText(children)}</${tag}>`);
