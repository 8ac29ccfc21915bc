/** Single-byte encodings of French text, the most frequent first: it wins a tie. */
const candidates = ['windows-1252', 'macintosh', 'iso-8859-15'] as const;

export type SingleByteEncoding = (typeof candidates)[number];

const sampleBytes = 64 * 1024;

/**
 * The encoding in which bytes read most like French: letters of French inside words, and the signs of its typography
 * where they belong. It looks at the first 64 KiB that hold other bytes than ASCII.
 */
export function guessSingleByteEncoding(bytes: Uint8Array): SingleByteEncoding {
  const first = bytes.findIndex(byte => byte >= 0x80);
  const start = Math.max(0, first - 32);
  const sample = bytes.subarray(start, start + sampleBytes);
  let best: { encoding: SingleByteEncoding; score: number } | undefined;
  for (const encoding of candidates) {
    const score = likenessToFrench(new TextDecoder(encoding).decode(sample));
    if (best === undefined || score > best.score) best = { encoding, score };
  }
  return best?.encoding ?? 'windows-1252';
}

// Each is global: a text's score is the sum over all that it holds. Frequent letters weigh more than rare ones.
const evidence: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [4, /[éèàêç]/gu],
  [2, /[âîôûùëïœæ]/gu],
  [1, /(?<=^|[\s'’«“(-])[ÉÈÀÊÇÂÎÔÛŒ]/gu],
  [2, /(?<=\p{L})’(?=\p{L})/gu],
  [2, /«(?=[\s\u00A0\u202F]?[\p{L}\p{N}])|(?<=[\p{L}\p{P}\s\u00A0])»/gu],
  [1, /[–—…“”€°]|(?<=[\p{L}\p{N}\s])\u00A0/gu],
  [1, /\b[nN]°/gu],
  [2, /(?<=\p{Lu})[ÉÈÀÊÇÂÎÔÛŒËÏ]|[ÉÈÀÊÇÂÎÔÛŒËÏ](?=\p{Lu}{2})/gu],
  // What French has not: capitals with accents after small letters, foreign letters, fractions inside words, controls.
  [-5, /(?<=\p{Ll})[\p{Lu}](?=\p{Ll})/gu],
  [-4, /[ÃÅÕÌÒØÐÞþðåãõñìòóáíúýÿßΩπ∂∏∑∫√≈∆◊ŽžŠšı˘˙˚˝˛ˇƒ∞≠≤≥]/gu],
  [-4, /(?<=\p{L})[¼½¾¤¸¨´¦¹²³ªº¿¡±¬¯¶·‰†‡•‹›„‚ˆ˜™©®¢£¥§](?=\p{L})/gu],
  [-4, /(?<=\p{L})[«»](?=\p{L})|(?<=^|[\s'’])[…»](?=\p{L})|¿/gu],
  [-3, /[\u0080-\u009F]/gu],
];

function likenessToFrench(text: string): number {
  return evidence.reduce((sum, [weight, pattern]) => sum + weight * (text.match(pattern)?.length ?? 0), 0);
}
