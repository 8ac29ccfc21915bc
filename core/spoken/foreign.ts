import type { Language } from '../languages.ts';
import type { ForeignSpan } from './pieces.ts';
import type { Claims } from './rules.ts';

/**
 * Scripts that name a language well enough, by the tags that Polly knows. Greek, Hebrew and others that it does not
 * speak are left to the voice.
 */
const scripts: readonly (readonly [tag: string, letter: string])[] = [
  ['arb', String.raw`\p{Script=Arabic}`],
  ['ja-JP', String.raw`\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}`],
  ['cmn-CN', String.raw`\p{Script=Han}`],
  ['ko-KR', String.raw`\p{Script=Hangul}`],
  ['hi-IN', String.raw`\p{Script=Devanagari}`],
  ['ru-RU', String.raw`\p{Script=Cyrillic}`],
];

/** Words in a row, with what stands between them. */
const runs = scripts.map(([tag, letter]) => {
  const word = String.raw`[${letter}](?:[${letter}\p{M}ー]){1,}`;
  return [tag, new RegExp(String.raw`${word}(?:[ ,،.'-]{1,2}${word})*`, 'gu')] as const;
});

/** Letters of Cyrillic that Russian does not have. */
const notRussian = /[іїєґўјљњћђџѓќѕ]/iu;

/** Chinese characters alone are Chinese; among kana they are Japanese. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Words that are frequent in one language and none of the other's. */
const functionWords = {
  fr: new Set(
    'le la les de des du et un une est que qui pour dans avec pas il elle je nous vous ce cette ses aux au mais ne se'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the of and is to with for you we it are that this have has will be my your from what who they must can not was by our he she his do'.split(
      ' ',
    ),
  ),
} as const satisfies Record<Language, ReadonlySet<string>>;

const otherLanguage = { fr: { language: 'en', tag: 'en-US' }, en: { language: 'fr', tag: 'fr-FR' } } as const;

const quotations = /(?<=[«“"] ?)(?![ «“"])[^«»“”"]{8,300}(?=[»”"])/gu;

/** How many function words must speak for the other language; none may speak against it. */
const minEvidence = 2;

/**
 * Stretches in another language, by strong evidence only: a script of its own, or a quotation in which several function
 * words of the other language stand and none of the paragraph's. What is found is claimed, since the rules of the
 * paragraph's language do not hold there.
 * @param plain see audible.ts
 */
export function foreignSpans(plain: string, language: Language, claims: Claims): ForeignSpan[] {
  const found = [...inOtherScripts(plain), ...inQuotations(plain, language)];
  return found.filter(({ start, end }) => claims.claim(start, end)).sort((a, b) => a.start - b.start);
}

function* inOtherScripts(plain: string): Generator<ForeignSpan> {
  for (const [tag, run] of runs) {
    for (const { 0: words, index } of plain.matchAll(run)) {
      if (tag === 'ru-RU' && notRussian.test(words)) continue;
      if (tag === 'ja-JP' && !kana.test(words)) continue;
      yield { start: index, end: index + words.length, tag };
    }
  }
}

function* inQuotations(plain: string, language: Language): Generator<ForeignSpan> {
  const other = otherLanguage[language];
  for (const { 0: quotation, index } of plain.matchAll(quotations)) {
    const words = quotation.toLowerCase().match(/[\p{L}']+/gu) ?? [];
    const evidence = new Set(words.filter(word => functionWords[other.language].has(word)));
    const isOther = evidence.size >= minEvidence && !words.some(word => functionWords[language].has(word));
    if (isOther) yield { start: index, end: index + quotation.trimEnd().length, tag: other.tag };
  }
}
