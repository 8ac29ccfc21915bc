import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { DiglotError } from '../../core/errors.ts';

/**
 * Logs, metrics and traces of a function, by Powertools. What is logged are keys, numbers and codes: never a text of an
 * article.
 */
const logger = new Logger();
const metrics = new Metrics({ namespace: 'Diglot' });
const tracer = new Tracer();

/** What a line of the log may carry. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** Runs `work` as a traced segment of its own; logs how it ended, and counts it. */
export async function observed<Result>(name: string, facts: Facts, work: () => Promise<Result>): Promise<Result> {
  const parent = tracer.isTracingEnabled() ? tracer.getSegment() : undefined;
  const segment = parent?.addNewSubsegment(`## ${name}`);
  if (segment !== undefined) tracer.setSegment(segment);
  try {
    const result = await work();
    logger.info(`${name} done`, { ...facts });
    metrics.addMetric('Done', MetricUnit.Count, 1);
    return result;
  } catch (error) {
    if (error instanceof Error) segment?.addError(error);
    metrics.addMetric('Failed', MetricUnit.Count, 1);
    throw error;
  } finally {
    segment?.close();
    if (parent !== undefined) tracer.setSegment(parent);
    metrics.publishStoredMetrics();
  }
}

/** Logs an error by its report; the stack trace stays with errors that nobody foresaw. */
export function logError(error: DiglotError, facts: Facts): void {
  logger.error(error.message, {
    ...facts,
    report: error.report,
    ...(error.code === 'Unexpected' && error.cause instanceof Error ? { stack: error.cause.stack } : {}),
  });
}

export function logNote(message: string, facts: Facts): void {
  logger.info(message, { ...facts });
}
