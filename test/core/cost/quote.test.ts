import { describe, expect, it } from 'vitest';
import { paidSpeech } from '../../../core/clips/paid-speech.ts';
import { planClip } from '../../../core/clips/plan.ts';
import type { ParagraphDocument } from '../../../core/contracts/work.ts';
import { articleQuoter, type Quote } from '../../../core/cost/quote.ts';
import { memoryOf, type TranslationMemory } from '../../../core/memory/memory.ts';
import { billingServices, makeEdition, paragraphsOf, voices } from '../../support/in-memory-pipeline.ts';
import { type MemoryLibrary, memoryLibrary } from '../../support/memory-library.ts';

const article = [
  'Une lettre de 1923',
  'Chère amie, il pleut sur Nantes depuis le 3 mai. « Donne-moi la main ! » disait-elle à M. Dupont, qui payait 12,50 €.',
  'Le ciel de Nantes rend mon cœur chagrin. R&D : 4 < 5.',
].join('\n\n');

function quote(library: MemoryLibrary, text: string, memory?: TranslationMemory): Promise<Quote> {
  return articleQuoter({ library, voices, wordTimings: true, memory })(paragraphsOf(text));
}

/** A reviewed translation of every sentence. */
function reviewed(...texts: string[]): TranslationMemory {
  const sentences = texts.flatMap(text =>
    paragraphsOf(text).flatMap(paragraph =>
      paragraph.sentences.map(({ start, end }) => paragraph.text.slice(start, end)),
    ),
  );
  return memoryOf(sentences.map(source => ({ source, target: `In English: ${source.replaceAll('e', 'i')}` })));
}

/** An attempt that was throttled after the French sound of a paragraph. @returns what it was billed */
async function payForSound(library: MemoryLibrary, paragraph?: ParagraphDocument): Promise<number> {
  if (paragraph === undefined) throw new Error('The article is shorter.');
  const { hash, form } = await planClip({ ...paragraph, language: 'fr' }, voices.fr, true);
  const { voice } = billingServices({ translate: 0, speech: 0, marks: 0 });
  const speech = await paidSpeech(library, voice, hash, 'another task');
  const ssml = form.chunks[0]?.ssml ?? '';
  return (await speech.voice.speak({ ssml, language: 'fr', voice: voices.fr })).billedCharacters;
}

const receiptPart = ({ translate, narrate, usd }: Quote) => ({ translate, narrate, usd });
const speechIn = (language: string, { speech }: Quote) => speech.find(one => one.language === language);

describe('a quote', () => {
  it('is the receipt to the character where translations are reviewed, and says so', async () => {
    const library = memoryLibrary();
    const quoted = await quote(library, article, reviewed(article));
    const { receipt } = await makeEdition(library, article, reviewed(article));
    expect(receiptPart(quoted)).toEqual(receipt);
    expect(quoted).toMatchObject({ exact: true, basis: null, translate: { characters: 0 } });
    expect(receipt.narrate.characters).toBeGreaterThan(300);
  });

  it('of a machine’s translation is exact for the translator and the original, and bounds the rest', async () => {
    const library = memoryLibrary();
    const quoted = await quote(library, article);
    const { receipt } = await makeEdition(library, article);
    expect(quoted.exact).toBe(false);
    expect(quoted.basis).toMatch(/measured/u);
    expect(quoted.translate).toEqual(receipt.translate);
    expect(speechIn('fr', quoted)).toMatchObject({ exact: true });
    expect(speechIn('en', quoted)).toMatchObject({ exact: false });
    const english = receipt.narrate.characters - (speechIn('fr', quoted)?.characters ?? 0);
    expect(Math.abs((speechIn('en', quoted)?.characters ?? 0) - english)).toBeLessThan(0.2 * english);
    expect(quoted.usdAtMost).toBeGreaterThan(receipt.usd.total);
  });

  it('is exact again once the machine has translated, whatever clips there are', async () => {
    const library = memoryLibrary();
    await makeEdition(library, article);
    for (const key of library.objects.keys()) if (key.startsWith('clips/')) library.objects.delete(key);
    const quoted = await quote(library, article);
    const { receipt } = await makeEdition(library, article);
    expect(receiptPart(quoted)).toEqual(receipt);
    expect(quoted).toMatchObject({ exact: true, translate: { characters: 0 } });
    expect(quoted.narrate.characters).toBeGreaterThan(300);
  });

  it('of an unchanged article is nothing, and tells all that is reused', async () => {
    const library = memoryLibrary();
    const first = await makeEdition(library, article);
    const quoted = await quote(library, article);
    const { receipt, spent } = await makeEdition(library, article);
    expect(receiptPart(quoted)).toEqual(receipt);
    expect(quoted.usd.total).toBe(0);
    expect(quoted.usdAtMost).toBe(0);
    expect(receipt.narrate.reused).toBe(first.receipt.narrate.characters);
    expect(spent).toEqual({ translate: 0, speech: 0, marks: 0 });
  });

  it('of an article with one changed word pays for its paragraph alone', async () => {
    const library = memoryLibrary();
    await makeEdition(library, article);
    const changed = article.replace('chagrin', 'joyeux');
    const quoted = await quote(library, changed);
    const { receipt } = await makeEdition(library, changed);
    const last = 'Le ciel de Nantes rend mon cœur joyeux.\nR&D : 4 < 5.';
    expect(quoted.translate).toEqual(receipt.translate);
    expect(quoted.translate.characters).toBe(Array.from(last).length);
    expect(speechIn('fr', quoted)?.characters).toBeLessThan(60);
    expect(quoted.narrate.reused).toBe(receipt.narrate.reused);
  });

  it.each([true, false])('of identical paragraphs counts one (memory: %s)', async isReviewed => {
    const library = memoryLibrary();
    const line = 'Il pleut sur Nantes.';
    const text = Array.from({ length: 12 }, () => line).join('\n\n');
    const memory = isReviewed ? reviewed(text) : undefined;
    const [quoted, once] = [await quote(library, text, memory), await quote(library, line, memory)];
    expect(quoted.narrate.characters).toBe(once.narrate.characters);
    expect(quoted.translate.characters).toBe(once.translate.characters);
    const { receipt } = await makeEdition(library, text, memory);
    expect(quoted.translate).toEqual(receipt.translate);
    if (isReviewed) expect(receiptPart(quoted)).toEqual(receipt);
  });

  it('counts what an article before it will have paid for as reused', async () => {
    const quoter = articleQuoter({ library: memoryLibrary(), voices, wordTimings: true });
    const first = await quoter(paragraphsOf(article));
    const second = await quoter(paragraphsOf(article));
    expect(first.usd.total).toBeGreaterThan(0);
    expect(second).toMatchObject({ usd: { total: 0 }, narrate: { reused: first.narrate.characters } });
  });

  it('has no speech marks to pay where words are not timed', async () => {
    const around = { library: memoryLibrary(), voices, memory: reviewed(article) };
    const quoted = await articleQuoter({ ...around, wordTimings: false })(paragraphsOf(article));
    expect(quoted).toMatchObject({ narrate: { markCharacters: 0 }, usd: { marks: 0 } });
    expect(quoted.usd.narrate).toBeGreaterThan(0);
  });

  it('counts what an attempt that failed has paid for as there: the sound without its marks', async () => {
    const library = memoryLibrary();
    const characters = await payForSound(library, paragraphsOf(article)[1]);
    const quoted = await quote(library, article, reviewed(article));
    const whole = await quote(memoryLibrary(), article, reviewed(article));
    const { receipt, spent } = await makeEdition(library, article, reviewed(article));
    expect(receiptPart(quoted)).toEqual(receipt);
    expect(receipt.narrate).toMatchObject({
      characters: whole.narrate.characters - characters,
      markCharacters: whole.narrate.markCharacters,
      reused: characters,
    });
    expect(spent.speech).toBe(receipt.narrate.characters);
  });

  it('leaves nothing behind', async () => {
    const library = memoryLibrary();
    await quote(library, article);
    expect(library.objects.size).toBe(0);
  });
});

describe('a receipt', () => {
  it('is what the services billed', async () => {
    const { receipt, spent } = await makeEdition(memoryLibrary(), article);
    expect(receipt.translate.characters).toBe(spent.translate);
    expect(receipt.narrate).toEqual({ characters: spent.speech, markCharacters: spent.marks, reused: 0 });
    expect(receipt.usd.total).toBeCloseTo((spent.translate * 15 + (spent.speech + spent.marks) * 16) / 1_000_000, 6);
  });
});
