import type { Hyperscript } from '../../core/page/transcript.ts';

/** An element of this page, its text as text. */
export const element: Hyperscript<HTMLElement> = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
