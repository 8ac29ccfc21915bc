import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TaskTokens } from '../../../local/step-functions/tokens.ts';
import { settle } from '../manual-clock.ts';
import { machineOf, outputOf, recording, task } from './execution-fixture.ts';

const waiting = (more: object = {}) =>
  task({ Resource: 'test:work.waitForTaskToken', Arguments: { token: '{% $states.context.Task.Token %}' }, ...more });

async function started(more: object = {}) {
  const { calls, integration } = recording(() => ({ ignored: true }));
  const fixture = machineOf({ ask: waiting(more) }, { integrations: { 'test:work': integration } });
  const { executionArn } = fixture.start();
  await settle();
  const { tokens } = fixture.executions;
  const tokenOf = (call: number) => v.parse(v.object({ token: v.string() }), calls[call]).token;
  return { ...fixture, calls, tokens, tokenOf, executionArn, ended: () => fixture.executions.ended(executionArn) };
}

describe('a task that waits for its token', () => {
  it('takes what SendTaskSuccess brings as its result, not what the integration answered', async () => {
    const { tokens, tokenOf, ended } = await started();
    tokens.succeed(tokenOf(0), { done: 1 });
    expect(outputOf(await ended())).toEqual({ done: 1 });
  });

  it('fails with what SendTaskFailure says', async () => {
    const { tokens, tokenOf, ended } = await started();
    tokens.fail(tokenOf(0), 'ClipRejected', '{"message":"too short"}');
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'ClipRejected', cause: '{"message":"too short"}' });
  });

  it('takes an answer that comes before the integration has returned', async () => {
    const fixture = machineOf(
      { ask: waiting() },
      {
        integrations: {
          'test:work': async (_, { taskToken = '' }) => {
            fixture.executions.tokens.succeed(taskToken, 'early');
            await settle();
          },
        },
      },
    );
    expect(outputOf(await fixture.run())).toBe('early');
  });

  it('times out, and its token is late from then on', async () => {
    const { tokens, tokenOf, ended, clock } = await started({ TimeoutSeconds: 60 });
    await clock.advance(60_000);
    expect(await ended()).toMatchObject({ error: 'States.Timeout' });
    expect(() => tokens.succeed(tokenOf(0), {})).toThrow(expect.objectContaining({ code: 'TaskTimedOut' }));
  });

  it('lives as long as its heart beats, and not longer', async () => {
    const { tokens, tokenOf, ended, clock, executions, executionArn } = await started({ HeartbeatSeconds: 10 });
    for (let beat = 0; beat < 5; beat += 1) {
      await clock.advance(9999);
      tokens.heartbeat(tokenOf(0));
    }
    expect(executions.describe(executionArn).status).toBe('RUNNING');
    await clock.advance(10_000);
    expect(await ended()).toMatchObject({ error: 'States.HeartbeatTimeout' });
    expect(clock.pending).toBe(0);
  });

  it('gets a new token with every retry; the old one is late', async () => {
    const { tokens, tokenOf, ended, clock } = await started({ Retry: [{ ErrorEquals: ['Throttled'] }] });
    tokens.fail(tokenOf(0), 'Throttled');
    await clock.advance(1000);
    expect(() => tokens.succeed(tokenOf(0), {})).toThrow(expect.objectContaining({ code: 'TaskTimedOut' }));
    tokens.succeed(tokenOf(1), 'second');
    expect(outputOf(await ended())).toBe('second');
  });

  it('takes one answer', async () => {
    const { tokens, tokenOf, ended } = await started();
    tokens.succeed(tokenOf(0), 1);
    expect(() => tokens.fail(tokenOf(0), 'Late')).toThrow(expect.objectContaining({ code: 'TaskTimedOut' }));
    expect(outputOf(await ended())).toBe(1);
  });
});

describe('a token', () => {
  it.each([['nonsense'], [''], [Buffer.from('{"execution":1}').toString('base64url')]])('%j is invalid', token => {
    expect(() => new TaskTokens(() => true).heartbeat(token)).toThrow(
      expect.objectContaining({ code: 'InvalidToken' }),
    );
  });

  it('of an execution that nobody knows is of no task', () => {
    const pending = new TaskTokens(() => true).open('arn:of:another:cloud');
    pending.close();
    const fault: unknown = expect.objectContaining({ code: 'TaskDoesNotExist' });
    expect(() => new TaskTokens(() => false).succeed(pending.token, {})).toThrow(fault);
  });
});
