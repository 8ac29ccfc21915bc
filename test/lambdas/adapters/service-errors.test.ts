import { describe, expect, it } from 'vitest';
import { DiglotError } from '../../../core/errors.ts';
import { callService, serviceError } from '../../../lambdas/adapters/service-errors.ts';

function sdkError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error('as the service words it'), { name, $metadata: { httpStatusCode } });
}

describe('serviceError', () => {
  it.each([
    ['ThrottlingException', 400, 'Throttled', true],
    ['TooManyRequestsException', 429, 'Throttled', true],
    ['SlowDown', 503, 'Throttled', true],
    ['AnyName', 429, 'Throttled', true],
    ['InternalServerException', 500, 'ServiceFailed', true],
    ['ServiceUnavailableException', 503, 'ServiceFailed', true],
    ['TimeoutError', undefined, 'ServiceFailed', true],
    ['ECONNRESET', undefined, 'ServiceFailed', true],
    ['AccessDeniedException', 400, 'AccessDenied', false],
    ['Forbidden', 403, 'AccessDenied', false],
    ['UnsupportedLanguagePairException', 400, 'UnsupportedLanguagePair', false],
    ['InvalidSsmlException', 400, 'RequestRefused', false],
    ['TextLengthExceededException', 400, 'RequestRefused', false],
  ])('takes %s (%s) for %s, retryable: %s', (name, status, code, retryable) => {
    expect(serviceError('Polly', sdkError(name, status))).toMatchObject({ code, retryable, place: 'Polly' });
  });

  it('keeps the name and message of the service, which may name its own remedy', () => {
    expect(serviceError('p', sdkError('ServiceUnavailableException', 503)).message).toBe(
      'ServiceUnavailableException: as the service words it',
    );
  });

  it('leaves out the text that a failed validation quotes: no article is in a log', () => {
    const error = Object.assign(new Error("1 validation error detected: Value 'Il pleut.\nL’été' at 'text' failed."), {
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(serviceError('Amazon Translate', error).message).toBe(
      "ValidationException: 1 validation error detected: Value at 'text' failed.",
    );
  });

  it('leaves a documented error as it is', async () => {
    const own = new DiglotError({ code: 'SourceGone', message: 'gone', remedy: 'Upload.' });
    await expect(callService('p', () => Promise.reject(own))).rejects.toBe(own);
  });

  it('copes with what is no error at all', () => {
    expect(serviceError('p', 'a string')).toMatchObject({ code: 'ServiceFailed', message: 'Unknown: a string' });
  });
});
