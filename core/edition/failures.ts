import type { FailureDocument } from '../contracts/work.ts';
import { DiglotError, type ErrorReport } from '../errors.ts';
import { parseFailure } from '../failure.ts';
import { languages } from '../languages.ts';
import type { ParagraphWork } from './build.ts';
import type { Warning } from './schema.ts';

/** A warning for each paragraph that has no clip in a language. */
export function failureWarnings(failures: readonly FailureDocument[]): Warning[] {
  return failures.map(({ error, cause, index, language }) => {
    const { code, message } = parseFailure(error, cause);
    return { code, message: `Not spoken (${language}): ${message}`, paragraph: index };
  });
}

/** The edition's error where some paragraphs failed: which ones, and what to do. */
export function failureError(failures: readonly FailureDocument[]): ErrorReport {
  const paragraphs = [...new Set(failures.map(({ index }) => index))];
  return {
    code: 'ParagraphsFailed',
    message: `${paragraphs.length} of the paragraphs could not be translated or spoken; the rest is published.`,
    place: `paragraphs ${paragraphs.join(', ')}`,
    remedy: 'Upload the article again: only what failed is made, and paid, anew. The warnings name each reason.',
  };
}

/**
 * Why nothing should be published: a language in which not one paragraph is spoken. Its first failure stands for all.
 */
export function spokenNowhere(
  work: readonly ParagraphWork[],
  failures: readonly FailureDocument[],
): DiglotError | undefined {
  const silent = languages.find(language => work.every(({ narrations }) => narrations[language] === undefined));
  const first = failures.find(({ language }) => language === silent);
  return first === undefined ? undefined : new DiglotError(parseFailure(first.error, first.cause));
}
