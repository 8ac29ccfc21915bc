import type { Warning } from '../../../core/edition/schema.ts';

/** A warning, and the place in the text that it is about, if it is about one. */
export interface PlacedWarning {
  readonly text: string;
  readonly paragraph?: number;
  readonly sentence?: number;
}

/** What the translation guard says begins with the id of its sentence, `p4s0: 70, 2013`: the page shows it as a place. */
export function placedWarning({ message, paragraph }: Pick<Warning, 'message' | 'paragraph'>): PlacedWarning {
  const [, ofSentence, sentence, text] = /^p(\d+)s(\d+): (.*)$/su.exec(message) ?? [];
  if (text !== undefined) return { text, paragraph: Number(ofSentence), sentence: Number(sentence) };
  return paragraph === undefined ? { text: message } : { text: message, paragraph };
}
