import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { type JsonOperation, JsonServiceError, startJsonService } from '../aws-json/server.ts';
import { type Clock, systemClock } from '../clock.ts';
import { localAccountId } from '../queues/queues.ts';
import { openRecords } from '../records/records.ts';
import type { Authorize, LocalService, Principal, PrincipalLookup } from '../service.ts';
import { ExecutionError, parseOutput } from './execution-errors.ts';
import { type ExecutionRecord, ExecutionRecordSchema, Executions, executionStatuses } from './executions.ts';
import { parseMachine } from './parse-machine.ts';
import type { Integrations } from './run.ts';
import { findIntegration } from './task.ts';
import { TokenError } from './tokens.ts';

export interface StateMachineSource {
  readonly name: string;
  /** The Amazon States Language: parsed JSON, or its text. */
  readonly definition: unknown;
  /** Whom its tasks act as: the machine's role. */
  readonly principal: Principal;
}

export interface StepFunctionsOptions {
  readonly stateMachines: readonly StateMachineSource[];
  readonly region: string;
  /** Where executions are kept; made if it is not there. */
  readonly folder: string;
  readonly integrations: Integrations;
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  readonly clock?: Clock;
  /** From 0 up to 1: jitter and `$random()`. */
  readonly random?: () => number;
  readonly port?: number;
}

/** Step Functions, listening; the same executions can be reached in the process. */
export interface StepFunctionsService extends LocalService {
  readonly executions: Executions;
}

/** The ARN that a state machine of this name has. */
export function stateMachineArn(name: string, region: string): string {
  return `arn:aws:states:${region}:${localAccountId}:stateMachine:${name}`;
}

/**
 * Loads state machines and serves them over Step Functions' own protocol (JSON 1.0). Executions that were running when
 * the process ended start again with `executions.resume()`: call it when everything that they need listens.
 * @throws InvalidDefinition naming the state machine's state
 */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctionsService> {
  const { integrations, clock = systemClock, random = Math.random } = options;
  const integrates = (resource: string): boolean => findIntegration(integrations, resource) !== undefined;
  const executions = new Executions({
    machines: options.stateMachines.map(({ name, definition, principal }) => ({
      name,
      principal,
      arn: stateMachineArn(name, options.region),
      machine: parseMachine(parseText(definition), { integrates, random }),
      definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
    })),
    records: openRecords(join(options.folder, 'executions'), ExecutionRecordSchema),
    integrations,
    clock,
    random,
  });
  const service = await startJsonService({
    service: 'states',
    targetPrefix: 'AWSStepFunctions',
    jsonVersion: '1.0',
    operations: { ...executionOperations(executions), ...machineOperations(executions), ...taskOperations(executions) },
    nameError: thrown =>
      thrown instanceof ExecutionError || thrown instanceof TokenError
        ? new JsonServiceError(thrown.code, thrown.message)
        : undefined,
    principals: options.principals,
    authorize: options.authorize,
    now: () => clock.now(),
    port: options.port,
  });
  return {
    endpoint: service.endpoint,
    executions,
    async close() {
      await executions.close();
      await service.close();
    },
  };
}

function parseText(definition: unknown): unknown {
  return typeof definition === 'string' ? JSON.parse(definition) : definition;
}

const MachineArn = v.object({ stateMachineArn: v.string() });
const ExecutionArn = v.object({ executionArn: v.string() });
const Page = {
  maxResults: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000)), 0),
  nextToken: v.optional(v.string()),
};
const StartSchema = v.object({
  ...MachineArn.entries,
  name: v.optional(v.string()),
  input: v.optional(v.string(), '{}'),
});
const StopSchema = v.object({ ...ExecutionArn.entries, error: v.optional(v.string()), cause: v.optional(v.string()) });
const ListSchema = v.object({
  ...MachineArn.entries,
  ...Page,
  statusFilter: v.optional(v.picklist(executionStatuses)),
});

function executionOperations(executions: Executions): Record<string, JsonOperation> {
  return {
    StartExecution(call) {
      const { stateMachineArn: arn, name = randomUUID(), input } = v.parse(StartSchema, call.input);
      call.allow('states:StartExecution', arn);
      const record = executions.start({ stateMachineArn: arn, name, input });
      return { executionArn: record.executionArn, startDate: record.startedAtMs / 1000 };
    },
    DescribeExecution(call) {
      const { executionArn } = v.parse(ExecutionArn, call.input);
      call.allow('states:DescribeExecution', executionArn);
      const record = executions.describe(executionArn);
      const { input, output, error, cause } = record;
      return { ...summaryOf(record), input, output, error, cause };
    },
    ListExecutions(call) {
      const input = v.parse(ListSchema, call.input);
      call.allow('states:ListExecutions', input.stateMachineArn);
      const all = executions.list(executions.machine(input.stateMachineArn).arn, input.statusFilter);
      const { page, nextToken } = pageOf(all, input);
      return { executions: page.map(summaryOf), nextToken };
    },
    async StopExecution(call) {
      const { executionArn, error, cause } = v.parse(StopSchema, call.input);
      call.allow('states:StopExecution', executionArn);
      const record = await executions.stop(executionArn, error, cause);
      return { stopDate: (record.stoppedAtMs ?? 0) / 1000 };
    },
  };
}

/** Without input and output. Step Functions writes times as seconds. */
function summaryOf({ executionArn, stateMachineArn: arn, name, status, startedAtMs, stoppedAtMs }: ExecutionRecord) {
  const stopDate = stoppedAtMs === undefined ? undefined : stoppedAtMs / 1000;
  return { executionArn, stateMachineArn: arn, name, status, startDate: startedAtMs / 1000, stopDate };
}

function pageOf<Item>(
  all: readonly Item[],
  { maxResults, nextToken }: { maxResults: number; nextToken?: string | undefined },
) {
  const from = Number(nextToken ?? 0);
  if (!Number.isInteger(from) || from < 0) {
    throw new ExecutionError('InvalidToken', `Invalid Token: "${nextToken}" was given by no list.`);
  }
  const to = from + (maxResults === 0 ? 100 : maxResults);
  return { page: all.slice(from, to), nextToken: to < all.length ? String(to) : undefined };
}

function machineOperations(executions: Executions): Record<string, JsonOperation> {
  return {
    DescribeStateMachine(call) {
      const { stateMachineArn: arn } = v.parse(MachineArn, call.input);
      call.allow('states:DescribeStateMachine', arn);
      const { name, principal, definition } = executions.machine(arn);
      const fixed = { status: 'ACTIVE', type: 'STANDARD', creationDate: 0 };
      return { stateMachineArn: arn, name, definition, roleArn: principal.arn, ...fixed };
    },
    ListStateMachines(call) {
      call.allow('states:ListStateMachines', '*');
      const { page, nextToken } = pageOf(executions.machines, v.parse(v.object(Page), call.input));
      const stateMachines = page.map(({ arn, name }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: 0,
      }));
      return { stateMachines, nextToken };
    },
  };
}

const Token = { taskToken: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)) };
const SuccessSchema = v.object({ ...Token, output: v.string() });
const FailureSchema = v.object({
  ...Token,
  error: v.optional(v.pipe(v.string(), v.maxLength(256))),
  cause: v.optional(v.pipe(v.string(), v.maxLength(32_768))),
});

/**
 * Their resource is the state machine whose task it is: what the CDK's grantTaskResponse names. A token that is none has
 * none, and only who may answer for every machine learns what is wrong with it.
 */
function taskOperations(executions: Executions): Record<string, JsonOperation> {
  const { tokens } = executions;
  const resourceOf = (token: string) => executions.machineOfToken(token) ?? '*';
  return {
    SendTaskSuccess(call) {
      const { taskToken, output } = v.parse(SuccessSchema, call.input);
      call.allow('states:SendTaskSuccess', resourceOf(taskToken));
      tokens.succeed(taskToken, parseOutput(output));
    },
    SendTaskFailure(call) {
      const { taskToken, error, cause } = v.parse(FailureSchema, call.input);
      call.allow('states:SendTaskFailure', resourceOf(taskToken));
      tokens.fail(taskToken, error, cause);
    },
    SendTaskHeartbeat(call) {
      const { taskToken } = v.parse(v.object(Token), call.input);
      call.allow('states:SendTaskHeartbeat', resourceOf(taskToken));
      tokens.heartbeat(taskToken);
    },
  };
}
