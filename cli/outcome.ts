import type { Edition, Receipt } from '../core/edition/schema.ts';
import { sourceLanguage } from '../core/languages.ts';
import { type ExitCode, exitCodeOfEdition } from './exit-codes.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure-of.ts';
import { mark, type Terminal } from './terminal.ts';
import { warningLines } from './warning-lines.ts';

/** How one article ended: the line that `--json` prints. */
export interface Outcome {
  readonly articleId: string | null;
  readonly status: Edition['status'];
  /** The edition's folder; null where nothing was written. */
  readonly out: string | null;
  readonly paragraphs: number;
  readonly receipt: Receipt | null;
  readonly error: Failure | null;
}

export interface Ended {
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly edition?: Edition;
}

export function endedWithEdition(edition: Edition, out: string | null): Ended {
  const { article, status, paragraphs, receipt, error } = edition;
  const outcome: Outcome = {
    articleId: article.id,
    status,
    out,
    paragraphs: paragraphs.length,
    receipt: receipt ?? null,
    error: error ?? null,
  };
  return { outcome, exitCode: exitCodeOfEdition(edition), edition };
}

/** An article that has no edition because something threw on the way to it. */
export function endedWithError(thrown: unknown, articleId: string | null): Ended {
  const { failure, exitCode } = failureOf(thrown);
  return {
    outcome: { articleId, status: 'failed', out: null, paragraphs: 0, receipt: null, error: failure },
    exitCode,
  };
}

/** The result on stdout: a JSON line, or the edition's folder; what a person wants to know on stderr. */
export function report(terminal: Terminal, name: string, { outcome, edition }: Ended, json: boolean): void {
  if (edition !== undefined && outcome.status !== 'failed') {
    terminal.note(`${mark('done', process.stderr)} ${name}: ${summary(edition)}`);
    for (const line of warningLines(edition.warnings)) terminal.note(line);
  }
  if (outcome.error !== null) terminal.fail(outcome.error, name);
  if (json) terminal.print(JSON.stringify(outcome));
  else if (outcome.out !== null) terminal.print(outcome.out);
}

/** `complete, 14 paragraphs, fr 2:03, en 1:54, fr-en 3:57, translated by memory, USD 0.0512 on AWS`. */
export function summary({ status, paragraphs, audio, receipt }: Edition): string {
  const durations = Object.entries(audio).map(([language, { durationMs }]) => `${language} ${clockTime(durationMs)}`);
  const engines = new Set(
    paragraphs.flatMap(({ versions }) =>
      Object.entries(versions).flatMap(([language, { engine }]) => (language === sourceLanguage ? [] : (engine ?? []))),
    ),
  );
  const translated = engines.size === 0 ? [] : [`translated by ${[...engines].join(' and ')}`];
  const cost = receipt === undefined ? [] : [`USD ${receipt.usd.total.toFixed(4)} on AWS`];
  const size = paragraphs.length === 1 ? '1 paragraph' : `${paragraphs.length} paragraphs`;
  return [status, size, ...durations, ...translated, ...cost].join(', ');
}

/** Milliseconds as `12:05`. */
export function clockTime(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
