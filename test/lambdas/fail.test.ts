import { describe, expect, it } from 'vitest';
import { reportText } from '../../core/failure.ts';
import { editionKey } from '../../core/keys.ts';
import { failStep } from '../../lambdas/fail/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { givenParagraphs, keys, paragraph, upload } from '../support/samples.ts';

const report = { code: 'EmptyArticle', message: 'No words.', place: 'uploads/lettre.txt', remedy: 'Write.' } as const;

async function failWith(error: string, cause: string) {
  const library = memoryLibrary();
  await failStep({ library })({ upload, error, cause });
  return library.json(editionKey(upload.articleId));
}

describe('fail', () => {
  it('writes the report of a step that threw, as Lambda wraps it', async () => {
    const cause = JSON.stringify({ errorType: 'EmptyArticle', errorMessage: reportText(report), trace: [] });
    expect(await failWith('EmptyArticle', cause)).toMatchObject({ status: 'failed', error: report });
  });

  it('writes the report that a paced step sent', async () => {
    expect(await failWith('EmptyArticle', reportText(report))).toMatchObject({ error: report });
  });

  it('says what to do when a step did not answer in time', async () => {
    expect(await failWith('States.Timeout', '')).toMatchObject({
      error: { code: 'ServiceFailed', place: upload.key, remedy: expect.stringContaining('Upload') },
    });
  });

  it('says what was paid until then, with and without a result', async () => {
    const library = memoryLibrary();
    await givenParagraphs(library, paragraph(0, 'Il pleut.'));
    const article = {
      title: 'Le temps',
      format: 'text',
      encoding: 'utf-8',
      sha256: '',
      paragraphCount: 1,
      warnings: [],
    };
    await library.writeJson(keys.article, article);
    await library.writeJson(keys.unfinished(0, 'en', 'translate'), { characters: 1_000 });
    await library.writeJson(keys.unfinished(0, 'fr', 'narrate'), { engine: 'neural', characters: 2_000 });
    await failStep({ library })({ upload, error: 'AccessDenied', cause: '' });
    expect(library.json(editionKey(upload.articleId))).toMatchObject({
      status: 'failed',
      receipt: {
        translate: { characters: 0, rejected: 1_000 },
        narrate: { characters: 0, rejected: 2_000 },
        usd: { rejected: 0.047, total: 0.047 },
      },
    });
  });

  it('has no receipt of an article that was refused, and none where what was left cannot be read', async () => {
    expect(await failWith('EmptyArticle', reportText(report))).not.toHaveProperty('receipt');
    const library = memoryLibrary();
    await library.writeJson(keys.article, { title: 'of another version' });
    await failStep({ library })({ upload, error: 'InvalidDocument', cause: '' });
    expect(library.json(editionKey(upload.articleId))).toMatchObject({ status: 'failed', error: {} });
    expect(library.json(editionKey(upload.articleId))).not.toHaveProperty('receipt');
  });

  it('names an error that nobody foresaw', async () => {
    const cause = JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'exit status 1' });
    expect(await failWith('Runtime.ExitError', cause)).toMatchObject({
      error: { code: 'Unexpected', message: 'Runtime.ExitError: exit status 1' },
    });
  });
});
