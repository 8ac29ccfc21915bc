/** A word of a sentence: code units of the sentence's own text. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
  /** Which of the clip's words it is. */
  readonly index: number;
}

/**
 * Cuts the text of an element at its words: each becomes `<span class="word" data-word="7">`, or several of them where it
 * reaches over the border of a link.
 * @param words in order, none overlapping another
 * @returns what puts the element back as it was
 */
export function splitWords(element: HTMLElement, words: readonly WordSpan[]): () => void {
  const before = [...element.childNodes];
  const split = document.createDocumentFragment();
  for (const node of before) split.append(node.cloneNode(true));
  let at = 0;
  let next = 0;
  for (const text of textNodes(split)) {
    const end = at + text.data.length;
    const pieces: Array<Node | string> = [];
    let from = at;
    for (let index = next; index < words.length; index += 1) {
      const word = words[index];
      if (word === undefined || word.start >= end) break;
      const start = Math.max(word.start, from);
      const stop = Math.min(word.end, end);
      if (stop > start) {
        pieces.push(
          text.data.slice(from - at, start - at),
          wordSpan(text.data.slice(start - at, stop - at), word.index),
        );
        from = stop;
      }
      // A word that goes on in the next text is met there again.
      if (word.end <= end) next = index + 1;
    }
    pieces.push(text.data.slice(from - at));
    text.replaceWith(...pieces.filter(piece => piece !== ''));
    at = end;
  }
  element.replaceChildren(split);
  return () => element.replaceChildren(...before);
}

function wordSpan(text: string, index: number): HTMLElement {
  const span = document.createElement('span');
  span.className = 'word';
  span.dataset['word'] = String(index);
  span.textContent = text;
  return span;
}

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) {
    if (walker.currentNode instanceof Text) found.push(walker.currentNode);
  }
  return found;
}
