import type { Origin, Sentence } from '../edition/schema.ts';

/**
 * Puts a paragraph's translated sentences together, in the order and under the ids of their counterparts.
 * @param counterparts the sentences of the source
 * @param fromMemory for each of them, its reviewed translation if there is one
 * @param fromMachine translations of the others, in order
 */
export function composeTranslation(
  counterparts: readonly Sentence[],
  fromMemory: readonly (string | undefined)[],
  fromMachine: readonly string[],
): { text: string; sentences: Sentence[] } {
  const machine = fromMachine.values();
  const sentences: Sentence[] = [];
  let text = '';
  for (const [index, { id }] of counterparts.entries()) {
    const reviewed = fromMemory[index];
    const origin: Origin = reviewed === undefined ? 'machine' : 'memory';
    const translated = reviewed ?? machine.next().value ?? '';
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? translated : `${text} ${translated}`;
    sentences.push({ id, start, end: text.length, origin });
  }
  return { text, sentences };
}
