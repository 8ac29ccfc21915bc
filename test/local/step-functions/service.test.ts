import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import type { Authorize } from '../../../local/service.ts';
import { startStepFunctions, stateMachineArn } from '../../../local/step-functions/service.ts';
import { caller, clientFor, noting, principals } from '../principals.ts';
import { principal } from './execution-fixture.ts';

const arn = stateMachineArn('pipeline', 'eu-west-3');
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'ask',
  States: {
    ask: {
      Type: 'Task',
      Resource: 'test:ask.waitForTaskToken',
      Arguments: '{% $states.context.Task.Token %}',
      End: true,
    },
  },
};

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()));
});

async function open(options: { readonly folder?: string; readonly authorize?: Authorize } = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'diglot-sfn-'));
  const asked: string[] = [];
  let heard: () => void = () => undefined;
  const service = await startStepFunctions({
    stateMachines: [{ name: 'pipeline', definition: JSON.stringify(definition), principal }],
    region: 'eu-west-3',
    folder,
    integrations: {
      'test:ask': async token => {
        asked.push(String(token));
        heard();
      },
    },
    principals,
    authorize: options.authorize ?? noting().authorize,
  });
  closing.push(() => service.close());
  const tokens = async (count: number): Promise<string[]> => {
    while (asked.length < count) await new Promise<void>(resolve => (heard = resolve));
    return asked;
  };
  return { ...service, folder, tokens, client: new SFNClient(clientFor(service.endpoint)) };
}

type Opened = Awaited<ReturnType<typeof open>>;
const start = ({ client }: Opened, name: string, input = '{"n":1}') =>
  client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input }));

describe('Step Functions, to its own client', () => {
  it('runs an execution to its end and describes it', async () => {
    const opened = await open();
    const { executionArn = '', startDate } = await start(opened, 'one');
    expect(startDate?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    const [taskToken] = await opened.tokens(1);
    await opened.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await opened.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"spoken":true}' }));
    await opened.executions.ended(executionArn);
    expect(await opened.client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      name: 'one',
      status: 'SUCCEEDED',
      input: '{"n":1}',
      output: '{"spoken":true}',
      stateMachineArn: arn,
    });
  });

  it('tells of a failure with its error and cause', async () => {
    const opened = await open();
    const { executionArn = '' } = await start(opened, 'one');
    const [taskToken] = await opened.tokens(1);
    await opened.client.send(new SendTaskFailureCommand({ taskToken, error: 'ClipRejected', cause: 'short' }));
    await opened.executions.ended(executionArn);
    const described = await opened.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'FAILED', error: 'ClipRejected', cause: 'short' });
  });

  it('answers the same start again while it runs, and refuses the name for anything else', async () => {
    const opened = await open();
    const first = await start(opened, 'one');
    expect(await start(opened, 'one')).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start(opened, 'one', '{"n":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    const [taskToken] = await opened.tokens(1);
    await opened.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await opened.executions.ended(first.executionArn ?? '');
    await expect(start(opened, 'one')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(await opened.tokens(1)).toHaveLength(1);
  });

  it('stops an execution, and its token is late', async () => {
    const opened = await open();
    const { executionArn = '' } = await start(opened, 'one');
    const [taskToken] = await opened.tokens(1);
    const stopped = await opened.client.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'C' }));
    expect(stopped.stopDate).toBeInstanceOf(Date);
    expect(opened.executions.describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    const late = opened.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('lists executions in pages, by status, and state machines', async () => {
    const opened = await open();
    for (const name of ['one', 'two', 'three']) await start(opened, name);
    const { client } = opened;
    const first = await client.send(new ListExecutionsCommand({ stateMachineArn: arn, maxResults: 2 }));
    const { nextToken } = first;
    const second = await client.send(new ListExecutionsCommand({ stateMachineArn: arn, maxResults: 2, nextToken }));
    const names = [...(first.executions ?? []), ...(second.executions ?? [])].map(execution => execution.name);
    expect(new Set(names)).toEqual(new Set(['one', 'two', 'three']));
    expect(second.nextToken).toBeUndefined();
    const failed = await client.send(new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'FAILED' }));
    expect(failed.executions).toEqual([]);
    const machines = await client.send(new ListStateMachinesCommand({}));
    expect(machines.stateMachines).toMatchObject([{ stateMachineArn: arn, name: 'pipeline', type: 'STANDARD' }]);
    const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(JSON.parse(machine.definition ?? '')).toEqual(definition);
  });

  it.each<[string, (client: SFNClient) => Promise<unknown>]>([
    ['StateMachineDoesNotExist', client => client.send(new StartExecutionCommand({ stateMachineArn: `${arn}x` }))],
    ['InvalidName', client => client.send(new StartExecutionCommand({ stateMachineArn: arn, name: 'a b' }))],
    ['InvalidName', client => client.send(new StartExecutionCommand({ stateMachineArn: arn, name: 'n'.repeat(81) }))],
    ['InvalidExecutionInput', client => client.send(new StartExecutionCommand({ stateMachineArn: arn, input: '{' }))],
    [
      'InvalidExecutionInput',
      client => client.send(new StartExecutionCommand({ stateMachineArn: arn, input: `"${'x'.repeat(262_143)}"` })),
    ],
    ['ExecutionDoesNotExist', client => client.send(new DescribeExecutionCommand({ executionArn: 'arn:no' }))],
    ['InvalidToken', client => client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '{}' }))],
    ['InvalidOutput', client => client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '{' }))],
    ['InvalidToken', client => client.send(new ListExecutionsCommand({ stateMachineArn: arn, nextToken: 'x' }))],
  ])('answers %s', async (name, call) => {
    await expect(call((await open()).client)).rejects.toMatchObject({ name });
  });

  it('asks for every call, and answers AccessDeniedException where it is refused', async () => {
    const { asked, authorize } = noting(['states:StartExecution']);
    const opened = await open({ authorize });
    await expect(start(opened, 'one')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked).toEqual([{ principal: caller, action: 'states:StartExecution', resource: arn }]);
    expect(opened.executions.list(arn)).toEqual([]);
  });

  it('asks for an answer to a task by the machine whose task it is, and for what is no token by none', async () => {
    const { asked, authorize } = noting();
    const opened = await open({ authorize });
    await start(opened, 'one');
    const [taskToken] = await opened.tokens(1);
    await opened.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await opened.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    const late = opened.client.send(new SendTaskFailureCommand({ taskToken }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const invalid = opened.client.send(new SendTaskFailureCommand({ taskToken: 'x' }));
    await expect(invalid).rejects.toMatchObject({ name: 'InvalidToken' });
    expect(asked.slice(1).map(({ action, resource }) => [action, resource])).toEqual([
      ['states:SendTaskHeartbeat', arn],
      ['states:SendTaskSuccess', arn],
      ['states:SendTaskFailure', arn],
      ['states:SendTaskFailure', '*'],
    ]);
  });

  it('refuses a signature that proves nobody', async () => {
    const { endpoint } = await open();
    const client = new SFNClient({ ...clientFor(endpoint), credentials: { accessKeyId: 'x', secretAccessKey: 'y' } });
    await expect(client.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});

describe('after a restart', () => {
  it('starts what was running again from its input, and keeps what had ended', async () => {
    const before = await open();
    const { executionArn = '' } = await start(before, 'one');
    const [oldToken] = await before.tokens(1);
    await before.close();
    const after = await open({ folder: before.folder });
    after.executions.resume();
    const [taskToken] = await after.tokens(1);
    const late = after.client.send(new SendTaskSuccessCommand({ taskToken: oldToken, output: '{}' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await after.client.send(new SendTaskSuccessCommand({ taskToken, output: '"second"' }));
    await after.executions.ended(executionArn);
    await after.close();
    const third = await open({ folder: before.folder });
    third.executions.resume();
    expect(third.executions.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"second"' });
  });
});
