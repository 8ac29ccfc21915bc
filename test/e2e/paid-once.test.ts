import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../core/edition/schema.ts';
import { languages } from '../../core/languages.ts';
import { billedIn, type CountingCloud, openCountingCloud, receiptOfEdition } from './counting-cloud.ts';

const timeoutMs = 300_000;
const free = { translate: 0, narrate: 0, marks: 0 };

function charactersOf({ translate, narrate }: Receipt) {
  return { translate: translate.characters, narrate: narrate.characters, marks: narrate.markCharacters };
}

describe('what was paid for', () => {
  let cloud: CountingCloud;
  beforeAll(async () => {
    cloud = await openCountingCloud();
  }, timeoutMs);
  beforeEach(() => cloud.clearBill());
  afterAll(() => cloud.close());

  const letter = 'Une lettre\n\nChère amie, il pleut. Le ciel est gris.\n\nOn attend le printemps.';

  it(
    'once stays so: the same article uploaded again costs no character and has the same bytes',
    async () => {
      const first = await cloud.make('lettre.txt', letter);
      expect(charactersOf(receiptOfEdition(first))).toEqual(billedIn(cloud.bill));
      expect(billedIn(cloud.bill).narrate).toBeGreaterThan(100);
      cloud.clearBill();
      const again = await cloud.make('lettre.txt', letter);
      expect(billedIn(cloud.bill)).toEqual(free);
      expect(charactersOf(receiptOfEdition(again))).toEqual(free);
      expect(receiptOfEdition(again).narrate.reused).toBe(receiptOfEdition(first).narrate.characters);
      expect(again.article.revision).not.toBe(first.article.revision);
      for (const file of languages.flatMap(language => [`article.${language}.mp3`, `article.${language}.txt`])) {
        expect(await cloud.read(again, file)).toEqual(await cloud.read(first, file));
      }
    },
    timeoutMs,
  );

  it(
    'with one word changed in one paragraph is exactly one translation and two clips',
    async () => {
      await cloud.make('lettre.txt', letter);
      cloud.clearBill();
      const edition = await cloud.make('lettre.txt', letter.replace('printemps', 'soleil'));
      const { translations, speech, marks } = cloud.bill;
      expect(translations).toEqual(['On attend le soleil.']);
      expect([speech.length, marks.length]).toEqual([2, 2]);
      expect(charactersOf(receiptOfEdition(edition))).toEqual(billedIn(cloud.bill));
    },
    timeoutMs,
  );

  it(
    'by 200 identical paragraphs is one translation and one clip a language',
    async () => {
      const refrain = Array.from({ length: 200 }, () => 'Il pleut sur la ville.').join('\n\n');
      const edition = await cloud.make('refrain.txt', refrain);
      expect(edition.paragraphs).toHaveLength(200);
      const { translations, speech, marks } = cloud.bill;
      expect(translations).toEqual(['Il pleut sur la ville.']);
      expect([speech.length, marks.length]).toEqual([2, 2]);
      expect(charactersOf(receiptOfEdition(edition))).toEqual(billedIn(cloud.bill));
    },
    timeoutMs,
  );
});

describe('two runs at the same time', () => {
  it(
    'pay once: while one translates, the other finds the lease taken, goes back to its queue and reuses',
    async () => {
      const race = Promise.withResolvers<void>();
      const cloud = await openCountingCloud({
        // The one who pays is held until the other has come for the same, and gone back.
        beforeAnswer: () => race.promise,
        onEvent: event => {
          if (event.kind === 'functionLog' && event.line.includes('BeingMade')) race.resolve();
        },
      });
      try {
        const text = 'La pluie tombe. Le vent se lève.';
        const uploads = await Promise.all([cloud.upload('un.txt', text), cloud.upload('deux.txt', text)]);
        const editions = await Promise.all(uploads.map(upload => cloud.edition(upload)));
        const { translations, speech, marks } = cloud.bill;
        expect(translations).toEqual(['La pluie tombe.\nLe vent se lève.']);
        expect([speech.length, marks.length]).toEqual([2, 2]);
        const receipts = editions.map(edition => charactersOf(receiptOfEdition(edition)));
        expect(receipts.map(({ translate }) => translate).sort((a, b) => a - b)).toEqual([0, 32]);
        const narrated = receipts.reduce((sum, { narrate }) => sum + narrate, 0);
        expect(narrated).toBe(billedIn(cloud.bill).narrate);
        const [one, two] = editions.map(({ paragraphs }) => paragraphs[0]?.versions.en?.clip?.file);
        expect(one).toBe(two);
      } finally {
        await cloud.close();
      }
    },
    timeoutMs,
  );
});
