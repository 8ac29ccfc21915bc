import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { EditionSchema } from '../../core/edition/schema.ts';
import { editionKey } from '../../core/keys.ts';
import { VoicesSchema } from '../../core/settings.ts';
import { splitStep } from '../../lambdas/split/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { keys, upload } from '../support/samples.ts';

const limits = { maxBytes: 1_000, maxParagraphs: 10, maxCharacters: 1_000, usdPerArticle: 25 };

const voices = v.parse(VoicesSchema, {});

function given(text: string, { usdPerArticle = 25, strictLanguage = false } = {}) {
  const library = memoryLibrary();
  const articles = {
    read: async () => new TextEncoder().encode(text),
    readMemory: () => Promise.reject(new Error('split reads no memory')),
  };
  return {
    library,
    split: splitStep({
      articles,
      library,
      limits: { ...limits, usdPerArticle },
      voices,
      wordTimings: true,
      strictLanguage,
    }),
  };
}

const text = 'Une lettre\n\nChère amie. Il pleut.\n';

describe('split', () => {
  it('leaves a document for each paragraph, with its sentences under stable ids', async () => {
    const { library, split } = given(text);
    expect(await split(upload)).toEqual({ paragraphCount: 2 });
    expect(library.json(keys.paragraph(0))).toMatchObject({ index: 0, kind: 'title', text: 'Une lettre' });
    expect(library.json(keys.paragraph(1))).toMatchObject({
      text: 'Chère amie. Il pleut.',
      sentences: [
        { id: 'p1s0', start: 0, end: 11 },
        { id: 'p1s1', start: 12, end: 21 },
      ],
    });
    expect(library.json(keys.items)).toEqual([{ index: 0 }, { index: 1 }]);
  });

  it('opens the edition: its text can be read while it is being narrated', async () => {
    const { library, split } = given(text);
    await split(upload);
    expect(library.json(editionKey(upload.articleId))).toMatchObject({
      status: 'narrating',
      article: { title: 'Une lettre', source: { versionId: 'v1', encoding: 'utf-8', format: 'text' } },
      paragraphs: [{ versions: { fr: { text: 'Une lettre' } } }, {}],
    });
  });

  it('leaves the same documents when it is run again', async () => {
    const { library, split } = given(text);
    await split(upload);
    const texts = () => [...library.objects].map(([key, { bytes }]) => [key, new TextDecoder().decode(bytes)]);
    const first = texts();
    await split(upload);
    expect(texts()).toEqual(first);
  });

  it('keeps where a link leads, where it leads to the web or to a mailbox', async () => {
    const { library, split } = given(
      '# Liens\n\nVoir [le site](https://example.org/a?b=1) et [ceci](javascript:alert(1)).\n',
    );
    await split({ ...upload, key: 'uploads/liens.md' });
    expect(library.json(keys.paragraph(1))).toMatchObject({
      text: 'Voir le site et ceci.',
      links: [{ start: 5, end: 12, href: 'https://example.org/a?b=1' }],
    });
    const edition = v.parse(EditionSchema, library.json(editionKey(upload.articleId)));
    expect(edition.paragraphs[1]?.versions.fr?.links).toHaveLength(1);
    expect(edition.paragraphs[0]?.versions.fr).not.toHaveProperty('links');
  });

  it('refuses what cannot be read, with a documented error', async () => {
    const { split } = given(' \u200B\n');
    await expect(split(upload)).rejects.toMatchObject({ code: 'EmptyArticle', retryable: false });
  });

  it('doubts an article in English, and refuses it where the settings are strict', async () => {
    const english = `A letter\n\n${'The rain falls on the town and nobody is in the streets of the old harbour. '.repeat(5)}`;
    const { library, split } = given(english);
    await split(upload);
    expect(library.json(keys.article)).toMatchObject({ warnings: [{ code: 'LanguageMismatch' }] });
    const strict = given(english, { strictLanguage: true });
    await expect(strict.split(upload)).rejects.toMatchObject({ code: 'LanguageMismatch', retryable: false });
  });

  it('refuses an article that may cost more than the cap, with both amounts, before it leaves anything to pay for', async () => {
    const long = `Une lettre\n\n${'Il pleut sur Nantes. '.repeat(40)}`;
    const { library, split } = given(long, { usdPerArticle: 0.05 });
    const refusal = split(upload);
    await expect(refusal).rejects.toMatchObject({ code: 'QuoteTooHigh', place: upload.key, retryable: false });
    await expect(refusal).rejects.toThrow(/up to 0\.1\d USD; at most 0\.05/u);
    expect(library.objects.size).toBe(0);
    await given(long, { usdPerArticle: 0.2 }).split(upload);
  });
});
