import { describe, expect, it } from 'vitest';
import { checkPrice } from '../../../core/cost/price-cap.ts';
import { articleQuoter } from '../../../core/cost/quote.ts';
import { defaultArticleLimits } from '../../../core/limits.ts';
import { paragraphsOf, voices } from '../../support/in-memory-pipeline.ts';
import { memoryLibrary } from '../../support/memory-library.ts';

const paragraphs = paragraphsOf('Il pleut sur Nantes.\n\nDonne-moi la main.');
const around = { voices, wordTimings: true };
const check = (usdPerArticle: number) => checkPrice(paragraphs, { ...around, usdPerArticle, key: 'uploads/a.txt' });

describe('the cap', () => {
  it('lets an article pass whose most is the cap itself, and refuses it for less', async () => {
    const { usdAtMost } = await articleQuoter({ ...around, library: memoryLibrary() })(paragraphs);
    await check(usdAtMost + 0.000001);
    await check(usdAtMost);
    await expect(check(usdAtMost - 0.000001)).rejects.toMatchObject({
      code: 'QuoteTooHigh',
      place: 'uploads/a.txt',
      remedy: expect.stringContaining('limits.usdPerArticle'),
    });
  });

  it('lets an article of 150,000 characters pass at 25 USD, and not one of twice as many', async () => {
    const page = 'Il pleut sur Nantes depuis le début du mois de mai, et personne ne sait pourquoi. '.repeat(12).trim();
    const long = Array.from({ length: 152 }, (_, index) => `${index} ${page}`).join('\n\n');
    await checkPrice(paragraphsOf(long), { ...around, usdPerArticle: 25, key: 'k' });
    const longer = Array.from({ length: 304 }, (_, index) => `${index} ${page}`).join('\n\n');
    await expect(checkPrice(paragraphsOf(longer), { ...around, usdPerArticle: 25, key: 'k' })).rejects.toThrow(/USD/u);
  });

  it('at its default refuses no article that the other limits let pass, in neural voices', async () => {
    const { maxCharacters, maxParagraphs, usdPerArticle } = defaultArticleLimits;
    const line = 'Il pleut sur Nantes depuis mai, et personne ne sait pourquoi, ni même comment. ';
    const text = line.repeat(Math.floor(maxCharacters / maxParagraphs / line.length) + 1);
    const article = Array.from({ length: maxParagraphs }, (_, index) => `${index} ${text}`.slice(0, 199)).join('\n\n');
    await expect(checkPrice(paragraphsOf(article), { ...around, usdPerArticle, key: 'k' })).resolves.toBeUndefined();
  });
});
