import { type Language, languages } from '../../core/languages.ts';

/** A place of the text that was pointed at. */
export interface Pointed {
  readonly paragraph: number;
  readonly sentence: number;
  readonly language: Language;
  /** Code units from the beginning of the sentence. */
  readonly offset: number;
}

/** Calls back with the place of the text that the reader clicks or taps: not for links, nor at the end of a selection. */
export function listenToPointing(transcript: HTMLElement, onPoint: (pointed: Pointed) => void): void {
  transcript.addEventListener('click', event => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('a') !== null) return;
    const selection = getSelection();
    if (selection !== null && !selection.isCollapsed) return;
    const sentence = target.closest<HTMLElement>('.sentence');
    const place = sentence && placeOf(sentence);
    if (sentence === null || place === null || place === undefined) return;
    onPoint({ ...place, offset: offsetIn(sentence, event) });
  });
}

function placeOf({ dataset, lang }: HTMLElement): Omit<Pointed, 'offset'> | undefined {
  const [, paragraph, sentence] = /^p(\d+)s(\d+)$/u.exec(dataset['sentence'] ?? '') ?? [];
  const language = languages.find(code => code === lang);
  if (language === undefined || paragraph === undefined || sentence === undefined) return undefined;
  return { paragraph: Number(paragraph), sentence: Number(sentence), language };
}

/** How many code units of a sentence stand before the point. */
function offsetIn(sentence: HTMLElement, { clientX, clientY }: MouseEvent): number {
  const caret = caretAt(clientX, clientY);
  if (caret === undefined || !sentence.contains(caret.node)) return 0;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(caret.node, caret.offset);
  return before.toString().length;
}

function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position === null ? undefined : { node: position.offsetNode, offset: position.offset };
  }
  return caretBeforeStandard(document, x, y);
}

/** As WebKit had it before there was a standard, and Safari long after. */
function caretBeforeStandard(page: Document, x: number, y: number) {
  const range = page.caretRangeFromPoint(x, y);
  return range === null ? undefined : { node: range.startContainer, offset: range.startOffset };
}
