/**
 * Polly's visemes for the IPA that eSpeak NG tells of, by first symbol.
 * @see Amazon Polly, "Phoneme and viseme tables for supported languages": English (US), French
 */
const symbolsOfViseme: Readonly<Record<string, string>> = {
  p: 'pbm',
  t: 'tdnɾʔlɫʎ',
  S: 'ʃʒ',
  T: 'θð',
  f: 'fv',
  k: 'kɡgŋxhɣqɲ',
  i: 'iɪyjɥ',
  r: 'ɹrʁʀɻ',
  s: 'sz',
  u: 'uʊwʍ',
  '@': 'əɜɝɚɐ',
  a: 'aɑæʌɒ',
  e: 'eø',
  E: 'ɛœ',
  o: 'o',
  O: 'ɔ',
};

const visemeOfSymbol = new Map(
  Object.entries(symbolsOfViseme).flatMap(([viseme, symbols]) =>
    Array.from(symbols, symbol => [symbol, viseme] as const),
  ),
);

/** @param ipa a phoneme, perhaps with stress before it and length after; empty for silence */
export function visemeOf(ipa: string): string | undefined {
  const symbols = ipa.replaceAll(/[\p{M}\p{P}ˈˌː‿]/gu, '');
  if (symbols === '') return 'sil';
  if (/^(?:tʃ|dʒ)/.test(symbols)) return 'S';
  const [first = ''] = symbols;
  return visemeOfSymbol.get(first);
}
