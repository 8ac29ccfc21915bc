import type { Sentence, Warning } from '../edition/schema.ts';
import { doubtfulNames } from './names.ts';
import { doubtfulNumbers } from './numbers.ts';
import { untranslatedRun } from './passages.ts';
import type { Doubt } from './warnings.ts';

/**
 * Looks over a paragraph's translation, sentence by sentence. It is made to be believed: what it says is wrong nearly
 * always is, and so it lets some of what is wrong pass.
 * @param written the original sentences, in order
 * @param terms what a terminology has replaced: names of it are there as it wants them
 * @returns warnings without a paragraph's number; each names its sentence
 */
export function translationWarnings(
  written: readonly string[],
  translated: { readonly text: string; readonly sentences: readonly Sentence[] },
  terms: readonly string[] = [],
): Warning[] {
  return written.flatMap((source, index) => {
    const { id = `sentence ${index}`, start = 0, end = 0 } = translated.sentences[index] ?? {};
    const doubts = sentenceDoubts(source, translated.text.slice(start, end), terms);
    return doubts.map(({ code, what }) => ({ code, message: `${id}: ${what}` }));
  });
}

/** What is doubtful about one sentence's translation. A missing one is doubted for that alone. */
export function sentenceDoubts(french: string, english: string, terms: readonly string[] = []): Doubt[] {
  if (isMissing(french, english)) return [{ code: 'SentenceMissing', what: 'has no translation.' }];
  return [numberDoubt, nameDoubt, passageDoubt, lengthDoubt].flatMap(check => check(french, english, terms) ?? []);
}

const wordCharacter = /[\p{L}\p{N}]/u;

function isMissing(french: string, english: string): boolean {
  return wordCharacter.test(french) && !wordCharacter.test(english);
}

function numberDoubt(french: string, english: string): Doubt | undefined {
  const { lost, kept, added } = doubtfulNumbers(french, english);
  if (lost.length + kept.length + added.length === 0) return undefined;
  const what = [
    ...(kept.length === 0 ? [] : [`writes ${listed(kept)} as French does`]),
    ...(lost.length === 0 ? [] : [`lacks ${listed(lost)}`]),
    ...(added.length === 0 ? [] : [`has ${listed(added)}, which the original lacks`]),
  ];
  return { code: 'NumberChanged', what: `${what.join('; ')}.` };
}

function nameDoubt(french: string, english: string, terms: readonly string[]): Doubt | undefined {
  const lost = doubtfulNames(french, english).filter(name => !terms.some(term => term.includes(name)));
  return lost.length === 0 ? undefined : { code: 'NameChanged', what: `lacks ${listed(lost)}.` };
}

function passageDoubt(french: string, english: string): Doubt | undefined {
  const words = untranslatedRun(french, english);
  if (words === 0) return undefined;
  return {
    code: 'PassageUntranslated',
    what: `${words} word${words === 1 ? ' stands' : 's in a row stand'} as in the original.`,
  };
}

/** Below this many letters a translation may well be twice as long, or half. */
const minLetters = 40;
const shortestShare = 0.4;
const longestShare = 2;

/** French to English, sentences of newspapers keep 0.75 to 1.15 of their letters, nine of ten. */
function lengthDoubt(french: string, english: string): Doubt | undefined {
  const [source, target] = [letters(french), letters(english)];
  const isBounded = target >= shortestShare * source && target <= longestShare * source;
  if (source < minLetters ? target < 3 * minLetters : isBounded) return undefined;
  return { code: 'LengthSuspicious', what: `has ${target} letters for ${source}.` };
}

function letters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function listed(items: readonly string[]): string {
  return items.map(item => `“${item}”`).join(', ');
}
