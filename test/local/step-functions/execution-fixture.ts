import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecords } from '../../../local/records/records.ts';
import { type ExecutionRecord, ExecutionRecordSchema, Executions } from '../../../local/step-functions/executions.ts';
import { parseMachine } from '../../../local/step-functions/parse-machine.ts';
import type { ExecutionEvent, Integration, Integrations } from '../../../local/step-functions/run.ts';
import { findIntegration } from '../../../local/step-functions/task.ts';
import { type ManualClock, manualClock } from '../manual-clock.ts';

export const principal = {
  accessKeyId: 'AKIAMACHINE',
  secretAccessKey: 'secret',
  arn: 'arn:aws:iam::000000000000:role/pipeline',
};
export const machineArn = 'arn:aws:states:eu-west-3:000000000000:stateMachine:pipeline';

export interface Fixture {
  readonly executions: Executions;
  readonly clock: ManualClock;
  readonly events: ExecutionEvent[];
  readonly folder: string;
  /** Starts an execution and leaves it running. */
  readonly start: (input?: unknown, name?: string) => ExecutionRecord;
  /** Starts an execution and waits for its end. */
  readonly run: (input?: unknown) => Promise<ExecutionRecord>;
}

export interface FixtureOptions {
  readonly integrations?: Integrations;
  readonly random?: () => number;
  readonly folder?: string;
}

/** A machine of these states, which begins with the first of them, on a clock that stands still. */
export function machineOf(states: Record<string, unknown>, options: FixtureOptions = {}, more: object = {}): Fixture {
  const [StartAt] = Object.keys(states);
  return openMachine({ QueryLanguage: 'JSONata', StartAt, States: states, ...more }, options);
}

export function openMachine(definition: unknown, options: FixtureOptions = {}): Fixture {
  const { integrations = {}, random = () => 0.5 } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'diglot-executions-'));
  const clock = manualClock();
  const integrates = (resource: string): boolean => findIntegration(integrations, resource) !== undefined;
  const machine = parseMachine(definition, { integrates, random });
  const executions = new Executions({
    machines: [{ name: 'pipeline', arn: machineArn, machine, principal, definition: JSON.stringify(definition) }],
    records: openRecords(folder, ExecutionRecordSchema),
    integrations,
    clock,
    random,
  });
  const events: ExecutionEvent[] = [];
  executions.onEvent(event => events.push(event));
  let count = 0;
  const start = (input: unknown = {}, name = `execution-${(count += 1)}`) =>
    executions.start({ stateMachineArn: machineArn, name, input: JSON.stringify(input) });
  return {
    executions,
    clock,
    events,
    folder,
    start,
    run: input => executions.ended(start(input).executionArn),
  };
}

/** The output of a successful execution; a failed one shows its error instead. */
export function outputOf(record: ExecutionRecord): unknown {
  const { output, error, cause } = record;
  return output === undefined ? { error, cause } : JSON.parse(output);
}

/** An integration that answers what `answer` makes of its arguments, and notes them. */
export function recording(answer: (args: unknown, call: number) => unknown = args => args) {
  const calls: unknown[] = [];
  const integration: Integration = async args => answer(args, calls.push(args) - 1);
  return { calls, integration };
}

/** The integration `test:work`, and what it was called with. */
export function worker(answer?: (args: unknown, call: number) => unknown) {
  const { calls, integration } = recording(answer);
  return { calls, integrations: { 'test:work': integration } };
}

export function pass(more: object = {}): object {
  return { Type: 'Pass', End: true, ...more };
}

/** A Task on the integration `test:work`. */
export function task(more: object = {}): object {
  return { Type: 'Task', Resource: 'test:work', ...('Next' in more ? {} : { End: true }), ...more };
}
