import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { type Edition, EditionSchema, ReceiptSchema } from '../../core/edition/schema.ts';
import { jsonLines } from '../cli/diglot.ts';

const OutcomeSchema = v.strictObject({
  articleId: v.nullable(v.string()),
  status: v.picklist(['complete', 'partial', 'failed']),
  out: v.nullable(v.string()),
  paragraphs: v.number(),
  receipt: v.nullable(ReceiptSchema),
  error: v.nullable(
    v.object({ code: v.string(), message: v.string(), place: v.optional(v.string()), remedy: v.string() }),
  ),
});
export type PrintedOutcome = v.InferOutput<typeof OutcomeSchema>;

/** The lines of `diglot run --json`, which must be nothing else. */
export function outcomesOf(stdout: string): PrintedOutcome[] {
  return v.parse(v.array(OutcomeSchema), jsonLines(stdout));
}

/** The one outcome of one article, which must have a folder, and its edition. */
export async function editionIn(
  stdout: string,
): Promise<{ outcome: PrintedOutcome; folder: string; edition: Edition }> {
  const [outcome] = v.parse(v.tuple([OutcomeSchema]), jsonLines(stdout));
  const folder = v.parse(v.string(), outcome.out);
  const edition = v.parse(EditionSchema, JSON.parse(await readFile(path.join(folder, 'edition.json'), 'utf8')));
  return { outcome, folder, edition };
}
