/**
 * The most frequent small words of languages that get uploaded by mistake. A whole article holds hundreds of them; a
 * heading alone proves nothing.
 */
const smallWords: Readonly<Record<string, ReadonlySet<string>>> = {
  fr: wordSet(
    'le la les l un une des du de d et est en à au aux que qui qu dans pour par sur pas plus ne ce cette ces il elle ils elles on nous vous je se s son sa ses leur avec été sont mais ou où y comme sans être fait même n c j',
  ),
  en: wordSet(
    'the of and to a in is that it was for on are with as his they at be this have from or had by not but what were when we there can an your which their said if do will she he i you has would been',
  ),
  es: wordSet(
    'el la los las de que y en un una es se no por con para su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde fue son del',
  ),
  de: wordSet(
    'der die das und in zu den ist von mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur',
  ),
  it: wordSet(
    'il lo la gli le di e che è in un una per con non si da come anche più ma del della dei delle al alla nel nella sono ha questo questa suo sua se io o i l d ai dal dalla',
  ),
  pt: wordSet(
    'o a os as de que e do da em um uma para com não por mais se como mas foi ao ele das dos tem à seu sua ou ser quando muito há nos já está também só pelo pela até isso',
  ),
  nl: wordSet(
    'de het een en van ik te dat die in is niet zijn op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben',
  ),
};

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Letters of other writing systems, and a language that stands for them. */
const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['zh', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
];

const sampleCharacters = 200_000;
const minWords = 12;
const minLetters = 50;

/**
 * The language that a whole article is written in.
 * @returns a code of BCP 47; `und` where the text is too short or too mixed to tell
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, sampleCharacters).toLowerCase();
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < minLetters) return 'und';
  for (const [language, pattern] of scripts) {
    if ((sample.match(pattern)?.length ?? 0) > letters / 2) return language;
  }
  return byWords(sample.match(/\p{L}+/gu) ?? []);
}

function byWords(words: readonly string[]): string {
  if (words.length < minWords) return 'und';
  const ranked = Object.entries(smallWords)
    .map(([language, set]) => ({ language, share: words.filter(word => set.has(word)).length / words.length }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = ranked;
  // Neighbours (Spanish and Portuguese) share many of these words: a clear lead is asked for.
  if (best === undefined || second === undefined || best.share < 0.15) return 'und';
  return best.share >= second.share * 1.2 ? best.language : 'und';
}
