import { describe, expect, it } from 'vitest';
import { type LambdaOutcome, lambdaInvoke, sqsSendMessage } from '../../../local/step-functions/integrations.ts';
import { noting } from '../principals.ts';
import { openQueues, present, receiveOne } from '../queues/queue-fixture.ts';
import { machineOf, outputOf, principal } from './execution-fixture.ts';

const invoke = 'arn:aws:states:::lambda:invoke';
const send = 'arn:aws:states:::sqs:sendMessage';

function lambdaMachine(outcome: LambdaOutcome, Arguments: object, refused: readonly string[] = []) {
  const invocations: unknown[] = [];
  const { asked, authorize } = noting(refused);
  const integration = lambdaInvoke({
    invoke: async ({ functionName, payload }) => {
      invocations.push({ functionName, payload });
      return outcome;
    },
    functionArn: name => `arn:${name}`,
    authorize,
  });
  const states = { call: { Type: 'Task', Resource: invoke, Arguments, End: true } };
  return { ...machineOf(states, { integrations: { [invoke]: integration } }), invocations, asked };
}

describe('lambda:invoke', () => {
  const Arguments = { FunctionName: 'split', Payload: { key: '{% $states.input.key %}' } };

  it('wraps what the function answers, as the role of the state machine', async () => {
    const { run, invocations, asked } = lambdaMachine({ payload: { paragraphCount: 14 } }, Arguments);
    expect(outputOf(await run({ key: 'a.txt' }))).toMatchObject({ Payload: { paragraphCount: 14 }, StatusCode: 200 });
    expect(invocations).toEqual([{ functionName: 'split', payload: { key: 'a.txt' } }]);
    expect(asked).toEqual([{ principal, action: 'lambda:InvokeFunction', resource: 'arn:split' }]);
  });

  it.each<[string, LambdaOutcome, string]>([
    ['its type', { failure: { errorType: 'NotText', errorMessage: 'PDF', trace: [] } }, 'NotText'],
    ['Lambda.Unknown without one', { failure: { errorMessage: 'killed' } }, 'Lambda.Unknown'],
  ])('fails with the error of the function: %s', async (_, outcome, error) => {
    const record = await lambdaMachine(outcome, Arguments).run({ key: 'a' });
    expect(record.error).toBe(error);
    expect(JSON.parse(record.cause ?? '')).toEqual('failure' in outcome ? outcome.failure : {});
  });

  it('is refused without the permission, before the function is called', async () => {
    const { run, invocations } = lambdaMachine({ payload: 1 }, Arguments, ['lambda:InvokeFunction']);
    expect(await run({ key: 'a' })).toMatchObject({ error: 'Lambda.AccessDeniedException' });
    expect(invocations).toEqual([]);
  });

  it('fails on arguments that it does not know, naming them', async () => {
    const record = await lambdaMachine({ payload: 1 }, { ...Arguments, Colour: 1 }).run({ key: 'a' });
    expect(record).toMatchObject({ error: 'States.Runtime' });
    expect(record.cause).toContain('Colour');
  });
});

describe('sqs:sendMessage', () => {
  const Arguments = {
    QueueUrl: 'http://127.0.0.1:1/000000000000/work',
    MessageGroupId: '{% $states.input.article %}',
    MessageBody: { token: '{% $states.context.Task.Token %}' },
  };
  const open = (more: object = {}, refused: readonly string[] = []) => {
    const fixture = openQueues();
    const { authorize } = noting(refused);
    const integrations = { [send]: sqsSendMessage({ queues: fixture.queues, authorize }) };
    const states = {
      send: { Type: 'Task', Resource: `${send}.waitForTaskToken`, Arguments: { ...Arguments, ...more }, End: true },
    };
    return { ...machineOf(states, { integrations }), work: fixture.work };
  };

  it('puts the token into the queue and waits for it', async () => {
    const { start, executions, work } = open();
    const { executionArn } = start({ article: 'a-1' });
    const [received] = await work.receive(1, { waitMs: 60_000 });
    const { message } = present(received);
    expect(message).toMatchObject({ groupId: 'a-1', senderId: principal.arn });
    const body: unknown = JSON.parse(message.body);
    executions.tokens.succeed(Object.values(body ?? {}).join(''), { done: true });
    expect(outputOf(await executions.ended(executionArn))).toEqual({ done: true });
  });

  it.each([
    ['no such queue', { QueueUrl: 'http://127.0.0.1:1/000000000000/none' }, [], 'SQS.QueueDoesNotExistException'],
    ['no permission', {}, ['sqs:SendMessage'], 'SQS.SqsException'],
    ['a group that SQS does not take', { MessageGroupId: 'no group' }, [], 'SQS.InvalidParameterValueException'],
  ])('fails with %s', async (_, more, refused, error) => {
    const { run, work } = open(more, refused);
    expect(await run({ article: 'a' })).toMatchObject({ error });
    expect(await receiveOne(work)).toBeUndefined();
  });
});
