import { describe, expect, it } from 'vitest';
import { reportText } from '../../core/failure.ts';
import { editionKey } from '../../core/keys.ts';
import { failStep } from '../../lambdas/fail/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { upload } from '../support/samples.ts';

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

  it('names an error that nobody foresaw', async () => {
    const cause = JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'exit status 1' });
    expect(await failWith('Runtime.ExitError', cause)).toMatchObject({
      error: { code: 'Unexpected', message: 'Runtime.ExitError: exit status 1' },
    });
  });
});
