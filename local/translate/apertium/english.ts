/**
 * Gives a translated line the punctuation and the capitals of English. It knows rules of typography only, no words of
 * any text.
 * @param english as Apertium generated it, still with French spacing
 * @param french the line that it was made from
 */
export function tidyEnglish(english: string, french: string): string {
  const line = punctuate(english, french);
  if (isShouted(french)) return line.toUpperCase();
  return matchFirstLetter(settleCapitals(line, french), french);
}

function punctuate(line: string, french: string): string {
  const spaced = / {2}/.test(french) ? line : line.replaceAll(/ {2,}/g, ' ');
  return spaced
    .replaceAll(/«\s*/g, '“')
    .replaceAll(/\s*»/g, '”')
    .replaceAll(/(?<=\S)[ \t]+(?=[:;!?,.…](?:[\s”’"')\]:;!?]|$))/g, '')
    .replaceAll(/(?<=\d) (?=%)/g, '')
    .replaceAll(/[¿¡]/g, '');
}

/** A line in capitals, such as a kicker; an abbreviation alone reads the same either way. */
function isShouted(line: string): boolean {
  return /\p{Lu}.*\p{Lu}/su.test(line) && !/\p{Ll}/u.test(line);
}

// The two first words of a sentence or a quotation, the second with a capital.
const SECOND_CAPITAL = /((?:^|[.!?…:]\s+|["“])["“‘(]*)(\p{L}[\p{L}']*) (\p{Lu})(\p{Ll}[\p{L}'’-]*)/gu;

/**
 * “we Have won” → “We have won”: a capital stays with its word when a pronoun is put before it, or goes on to the
 * second when the first is not known. A capital that the French has on that very word is a name's.
 */
function settleCapitals(line: string, french: string): string {
  return line.replaceAll(SECOND_CAPITAL, (whole, before: string, first: string, capital: string, rest: string) => {
    const moved = !french.includes(capital + rest) && (!isUpper(first[0] ?? '') || french.includes(first));
    return moved ? `${before}${capitalize(first)} ${capital.toLowerCase()}${rest}` : whole;
  });
}

function matchFirstLetter(english: string, french: string): string {
  const model = /\p{L}/u.exec(french)?.[0] ?? '';
  const [word = ''] = /[\p{L}'’]+/u.exec(english) ?? [];
  if (isUpper(model)) return english.replace(word, () => capitalize(word));
  const keeps = /^I(?:['’]|$)/.test(word) || /^\p{Lu}{2}/u.test(word) || french.includes(word);
  return keeps ? english : english.replace(word, () => uncapitalize(word));
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}

function uncapitalize(word: string): string {
  const [first = ''] = word;
  return first.toLowerCase() + word.slice(first.length);
}
