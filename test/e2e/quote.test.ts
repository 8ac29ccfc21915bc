import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openQuoter, type Quoted } from '../../cli/quotes.ts';
import type { Quote } from '../../core/cost/quote.ts';
import type { Edition, Receipt } from '../../core/edition/schema.ts';
import { projectFolder } from '../cli/diglot.ts';
import { reviewArticles } from '../support/reviewed.ts';
import { billedIn, type CountingCloud, openCountingCloud, receiptOfEdition } from './counting-cloud.ts';

const timeoutMs = 600_000;

/** Ten short articles with what makes billing hard: numbers, abbreviations, entities, emoji, quotations, a repetition. */
const articles = new Map(
  [
    'Une lettre de 1923\n\nChère amie, il pleut sur Nantes. Donne-moi la main.',
    'Le 56e Salon\n\nM. Dupont a payé 12,50 € le 3 mai, à 20 h 30.',
    'Recherche et développement\n\nLe budget de R&D augmente : 4 < 5, 7 > 6.',
    'L’ÉTAT DES ÉLUS\n\n« Nous avons gagné ! » dit Mme Martin. Elle sourit.',
    'Au marché 😀\n\nTrois kilos de pommes coûtent 6 €.',
    'Refrain\n\nIl pleut.\n\nIl pleut.\n\nIl pleut.',
    'La SNCF\n\nLe train de 8 h 15 part du quai n° 12. Il a 5 min de retard.',
    'Louis XIV\n\nLe roi est mort au XVIIIe siècle, en 1715.',
    'Un site\n\nÉcrivez à l’adresse de la rédaction, art. 4, p. 3.',
    'Une liste\n\n- du pain ;\n- du vin ;\n- l’œuvre de Proust.',
  ].map((text, index) => [`article-${index}.txt`, text]),
);

function quoteIn({ outcome }: Quoted): Quote {
  if (outcome.quote === null) throw new Error(`No quote: ${outcome.error?.message}`);
  return outcome.quote;
}

const priceOf = ({ translate, narrate, usd }: Receipt) => ({ translate, narrate, usd });

describe('diglot quote on ten articles', () => {
  let cloud: CountingCloud;
  beforeAll(async () => {
    cloud = await openCountingCloud();
  }, timeoutMs);
  beforeEach(() => cloud.clearBill());
  afterAll(() => cloud.close());

  /** One after the other, as they were quoted. */
  async function makeAll(useMemory: boolean): Promise<Edition[]> {
    const editions: Edition[] = [];
    for (const [name, text] of articles) editions.push(await cloud.make(name, text, useMemory));
    return editions;
  }

  it(
    'by the machine: equals the receipts for the translator and for French, and bounds the English speech',
    async () => {
      const quoted = await cloud.quote(articles, false);
      expect(billedIn(cloud.bill)).toEqual({ translate: 0, narrate: 0, marks: 0 });
      const editions = await makeAll(false);
      const quotes = quoted.map(quoteIn);
      for (const [index, quote] of quotes.entries()) {
        const receipt = receiptOfEdition(editions[index]);
        expect(quote.translate).toEqual(receipt.translate);
        expect(quote).toMatchObject({ exact: false, speech: [{ language: 'fr', exact: true }, { exact: false }] });
        expect(receipt.usd.total).toBeLessThanOrEqual(quote.usdAtMost);
      }
      const spent = billedIn(cloud.bill);
      expect(receiptSum(editions)).toEqual(spent);
    },
    timeoutMs,
  );

  it(
    'again, unchanged: equals the receipts, which are nothing but what is reused',
    async () => {
      const before = await cloud.quote(articles, false);
      const editions = await makeAll(false);
      expect(before.map(quoted => priceOf(quoteIn(quoted)))).toEqual(editions.map(receiptOfEdition));
      expect(before.every(quoted => quoteIn(quoted).exact && quoteIn(quoted).usd.total === 0)).toBe(true);
      expect(billedIn(cloud.bill)).toEqual({ translate: 0, narrate: 0, marks: 0 });
    },
    timeoutMs,
  );

  it(
    'with reviewed translations: equals the receipts to the character, and these what the endpoints billed',
    async () => {
      await reviewArticles(cloud.target, articles.values());
      const quoted = await cloud.quote(articles);
      const editions = await makeAll(true);
      expect(quoted.map(one => priceOf(quoteIn(one)))).toEqual(editions.map(receiptOfEdition));
      expect(quoted.every(one => quoteIn(one).exact)).toBe(true);
      expect(receiptSum(editions)).toEqual(billedIn(cloud.bill));
      expect(billedIn(cloud.bill).narrate).toBeGreaterThan(500);
      expect(billedIn(cloud.bill).translate).toBe(0);
    },
    timeoutMs,
  );

  it('refuses an article in another language where the stack would', async () => {
    const { settings } = cloud.target;
    if (settings === undefined) throw new Error('The stack does not say how it is set.');
    const english = 'The train leaves the station at eight. It will be late, as the drivers say that they always are.';
    const quoteAs = async (strictLanguage: boolean) => {
      const target = { ...cloud.target, settings: { ...settings, strictLanguage } };
      const quote = await openQuoter(projectFolder, target, { useMemory: false });
      const read = async () => new TextEncoder().encode(english);
      return (await quote({ name: 'train.txt', key: 'uploads/train.txt', read })).outcome;
    };
    expect(await quoteAs(false)).toMatchObject({ error: null, warnings: [{ code: 'LanguageMismatch' }] });
    expect(await quoteAs(true)).toMatchObject({ quote: null, error: { code: 'LanguageMismatch', place: 'train.txt' } });
  });
});

function receiptSum(editions: readonly Edition[]) {
  const receipts = editions.map(receiptOfEdition);
  const sum = (amount: (receipt: Receipt) => number) => receipts.reduce((total, one) => total + amount(one), 0);
  return {
    translate: sum(({ translate }) => translate.characters),
    narrate: sum(({ narrate }) => narrate.characters),
    marks: sum(({ narrate }) => narrate.markCharacters),
  };
}
