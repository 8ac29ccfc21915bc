import { nameShape, soundsAlike } from './name-likeness.ts';
import { placeNames } from './place-names.ts';

/**
 * Words that French writes with a capital, or that begin the name of an institution: English may translate them, or put
 * them in lower case.
 */
const translatedWords = new Set(
  (
    'académie alliance ancien ancienne antiquité armée assemblée banque blanche blanc bourse bureau cabinet centre chambre ' +
    'champs ciel code comité commission conseil constitution cour croix dame défense dieu droit école église élysée ' +
    'empire est état états europe extrême fédération fête fondation forum garde général gouvernement grand grande ' +
    'guerre histoire homme hôtel île institut internet jeux jour justice ligue lumières lune maison mairie maître mer ' +
    'mère ministre ministère moderne monde monsieur madame mademoiselle moyen âge musée nation national nationale nations ' +
    'nature noël nord nouveau nouvelle observatoire occident ordre organisation orient ouest pape pâques parc parlement ' +
    'parti père petit petite place pont port premier première président présidente prince princesse prix proche quartier ' +
    'reine renaissance république résistance révolution roi rouge route rue saint sainte sénat siècle société soleil sud ' +
    'terre toile toussaint traité tribunal union université vallée ville web zone janvier février mars avril mai juin ' +
    'juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche'
  ).split(' '),
);

/** Words with a capital in English that French writes in lower case, and so no one's translation. */
const englishCapitals = new Set(
  (
    'i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december mr mrs ms dr'
  ).split(' '),
);

/**
 * The names within a French sentence that its translation has lost or changed. A name may be spelt otherwise (Dourov,
 * Durov), be a place that English calls otherwise (Londres), or be translated, as long as the translation has a name that
 * could be it.
 * @returns the names as they were written
 */
export function doubtfulNames(french: string, english: string): string[] {
  const names = namesWithin(french);
  const englishWords = wordsOf(english).map(({ word }) => word);
  const lost = names.filter(name => !isThere(name.word, englishWords));
  if (lost.length === 0) return [];
  const spare = spareCapitals(
    english,
    wordsOf(french).map(({ word }) => word),
  );
  const doubtful = lost.filter(name => isCoined(name.word) || followsKeptName(name, names, lost) || spare === 0);
  return [...new Set(doubtful.map(({ word }) => word))];
}

interface Word {
  readonly word: string;
  /** Its place in the sentence, in code units. */
  readonly start: number;
  /** It begins the sentence, a quotation or another clause, and so may owe its capital to that. */
  readonly isFirst: boolean;
}

const wordPattern = /\p{L}[\p{L}\p{M}\p{N}]*(?:[-‑]\p{L}[\p{L}\p{M}\p{N}]*)*/gu;
const beforeFirst = /(?:^|[.!?…:;«»“”"„()[\]–—•])['‘’\s\p{Z}]*$/u;

function wordsOf(text: string): Word[] {
  const composed = text.normalize('NFC');
  return Array.from(composed.matchAll(wordPattern), ({ 0: word, index }) => ({
    word,
    start: index,
    isFirst: beforeFirst.test(composed.slice(0, index)),
  }));
}

/** Words with a capital that they do not owe to their place. A sentence in title case or capitals tells nothing. */
function namesWithin(french: string): Word[] {
  const words = wordsOf(french);
  const capitals = words.filter(({ word }) => /^\p{Lu}/u.test(word));
  if (capitals.length * 2 > words.length && words.length > 3) return [];
  return capitals.filter(({ word, isFirst }) => (!isFirst || isCoined(word)) && isName(word));
}

/** Of three letters, not in capitals alone (ONU is UN), and none of the words that are translated. */
function isName(word: string): boolean {
  if (word.length < 3 || !/\p{Ll}/u.test(word) || romanOrdinal.test(word)) return false;
  const parts = word.toLowerCase().split(/[-‑]/u);
  return !parts.some(part => translatedWords.has(part)) || (parts.length > 1 && placesCalled(word).length > 0);
}

const romanOrdinal = /^[IVXLCDM]+(?:e|er|ère|re)$/u;

/** WhatsApp, SensorTower, iPhone: nobody translates these. */
function isCoined(word: string): boolean {
  return /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(word) && !/[-‑]/u.test(word);
}

function isThere(name: string, englishWords: readonly string[]): boolean {
  if (isCoined(name)) return englishWords.some(word => nameShape(word) === nameShape(name));
  const candidates = [name, ...placesCalled(name)];
  const parts = englishWords.flatMap(word => (/[-‑]/u.test(word) ? [word, ...word.split(/[-‑]/u)] : [word]));
  return candidates.some(candidate => parts.some(word => soundsAlike(candidate, word)));
}

/** A surname whose first name is there has no other name: Pavel Dourov does not become Pavel Martin. */
function followsKeptName(name: Word, names: readonly Word[], lost: readonly Word[]): boolean {
  const before = names.find(({ word, start }) => start + word.length + 1 === name.start);
  return before !== undefined && !lost.includes(before) && !placeNames().has(before.word.toLowerCase());
}

/**
 * Names of the translation that no word of the original accounts for: each may be the translation of a lost one. Russian
 * is accounted for by « russe », States by États-Unis.
 */
function spareCapitals(english: string, frenchWords: readonly string[]): number {
  const beginnings = new Set(frenchWords.map(beginning));
  const places = new Set(frenchWords.flatMap(word => placesCalled(word)));
  return wordsOf(english).filter(
    ({ word, isFirst }) =>
      !isFirst &&
      /^\p{Lu}/u.test(word) &&
      !englishCapitals.has(word.toLowerCase()) &&
      !beginnings.has(beginning(word)) &&
      !places.has(word),
  ).length;
}

function beginning(word: string): string {
  return nameShape(word).slice(0, 3);
}

function placesCalled(french: string): string[] {
  return [...(placeNames().get(french.toLowerCase().replaceAll('‑', '-')) ?? [])];
}
