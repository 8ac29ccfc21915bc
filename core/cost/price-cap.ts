import type { ParagraphDocument } from '../contracts/work.ts';
import { DiglotError } from '../errors.ts';
import type { CostSurroundings } from './paragraph-cost.ts';
import { articleQuoter } from './quote.ts';

export interface PriceCap extends Pick<CostSurroundings, 'voices' | 'wordTimings'> {
  readonly usdPerArticle: number;
  /** The object's key: the place that a refusal names. */
  readonly key: string;
}

/** A library in which nothing was paid for yet. */
const emptyLibrary: CostSurroundings['library'] = { readJson: () => Promise.resolve(undefined) };

/**
 * Refuses an article that may cost more than the cap. It is priced as if nothing of it were in the memory or paid for
 * before, so that the answer depends on the article alone.
 * @throws DiglotError QuoteTooHigh
 */
export async function checkPrice(
  paragraphs: readonly ParagraphDocument[],
  { voices, wordTimings, usdPerArticle, key }: PriceCap,
): Promise<void> {
  const { usdAtMost } = await articleQuoter({ library: emptyLibrary, voices, wordTimings })(paragraphs);
  if (usdAtMost <= usdPerArticle) return;
  throw new DiglotError({
    code: 'QuoteTooHigh',
    message: `The article may cost up to ${usdAtMost.toFixed(2)} USD; at most ${usdPerArticle.toFixed(2)} are allowed.`,
    place: key,
    remedy: 'Split it into several articles, or raise limits.usdPerArticle in the configuration and deploy again.',
  });
}
