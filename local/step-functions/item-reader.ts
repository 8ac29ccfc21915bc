import * as v from 'valibot';
import { untilAborted } from './cancel.ts';
import type { ItemReader } from './definition.ts';
import { StateError } from './errors.ts';
import { findIntegration } from './task.ts';
import type { Bindings } from './template.ts';
import type { Visit } from './visit.ts';

const BodySchema = v.object({ Body: v.string() });

/**
 * Reads the items of a distributed map.
 * @returns the items of one object: a JSON array, or a JSON value a line
 * @throws StateError States.ItemReaderFailed for whatever goes wrong
 */
export async function readItems(reader: ItemReader, visit: Visit, bindings: Bindings): Promise<readonly unknown[]> {
  const { run, signal } = visit.frame;
  const args = await reader.arguments.evaluate(bindings);
  const integration = findIntegration(run.integrations, reader.resource);
  if (integration === undefined) throw new Error(`${reader.resource} was there when the machine was checked.`);
  const { principal, executionArn } = run;
  try {
    const answer = await untilAborted(
      integration(args, { taskToken: undefined, signal, principal, executionArn }),
      signal,
    );
    return parseItems(v.parse(BodySchema, answer).Body, reader.inputType).slice(0, reader.maxItems);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StateError('States.ItemReaderFailed', `The items of "${visit.name}" cannot be read: ${cause}`);
  }
}

function parseItems(body: string, inputType: ItemReader['inputType']): readonly unknown[] {
  if (inputType === 'JSON') return v.parse(v.array(v.unknown(), 'The object is no JSON array'), JSON.parse(body));
  const lines = body.split('\n').filter(line => line.trim() !== '');
  return lines.map((line): unknown => JSON.parse(line));
}
