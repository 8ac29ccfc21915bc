import { DiglotError } from '../errors.ts';

/** How often a write is tried that others come before. */
export const writeAttempts = 8;

/** Others wrote the object each time we were about to. */
export function writeContended(key: string): DiglotError {
  return new DiglotError({
    code: 'WriteContended',
    message: `Others wrote the same object at the same time, ${writeAttempts} times in a row.`,
    place: key,
    remedy: 'Nothing to do: the step is tried again.',
  });
}
