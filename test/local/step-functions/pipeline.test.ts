import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inlineMapMaxParagraphs } from '../../../core/limits.ts';
import { pipelineDefinition } from '../../../lib/pipeline-definition.ts';
import { type Fixture, openMachine, outputOf } from './execution-fixture.ts';

const definition = pipelineDefinition({
  splitArn: 'split',
  publishArn: 'publish',
  failArn: 'fail',
  translateQueueUrl: 'translate',
  narrateQueueUrl: 'narrate',
  libraryBucket: 'library',
});

const Sent = v.object({ MessageBody: v.object({ taskToken: v.string(), task: v.object({ index: v.number() }) }) });

/** The stack's own machine over an article of so many paragraphs, whose second one cannot be spoken. */
function openPipeline(paragraphCount: number) {
  const failures: unknown[] = [];
  let sent = 0;
  const items = Array.from({ length: paragraphCount }, (_, index) => ({ index }));
  const fixture: Fixture = openMachine(definition, {
    integrations: {
      'arn:aws:states:::lambda:invoke': async args => {
        const { FunctionName } = v.parse(v.object({ FunctionName: v.string() }), args);
        return { Payload: FunctionName === 'split' ? { paragraphCount } : { status: FunctionName } };
      },
      'arn:aws:states:::sqs:sendMessage': async args => {
        const { taskToken, task } = v.parse(Sent, args).MessageBody;
        sent += 1;
        const { tokens } = fixture.executions;
        setImmediate(() =>
          task.index === 1 ? tokens.fail(taskToken, 'ClipRejected', 'short') : tokens.succeed(taskToken, {}),
        );
      },
      'arn:aws:states:::aws-sdk:s3:putObject': async args => failures.push(args),
      'arn:aws:states:::s3:getObject': async () => ({ Body: JSON.stringify(items) }),
    },
  });
  return { ...fixture, failures, sent: () => sent };
}

describe("the stack's own state machine", () => {
  it.each([
    ['inline', inlineMapMaxParagraphs],
    ['distributed', inlineMapMaxParagraphs + 1],
    ['distributed', 5000],
  ])('runs, %s, over %i paragraphs, and records the one that failed in each language', async (_, count) => {
    const { run, failures, sent } = openPipeline(count);
    const record = await run({ articleId: 'a-1', revision: 'r1', useMemory: true });
    expect(outputOf(record)).toEqual({ status: 'publish' });
    expect(failures).toMatchObject([
      { Bucket: 'library', Body: { index: 1, error: 'ClipRejected', cause: 'short' } },
      { Bucket: 'library', Body: { index: 1, error: 'ClipRejected', cause: 'short' } },
    ]);
    // Three tasks a paragraph; the one that was not translated was not spoken in that language either.
    expect(sent()).toBe(count * 3 - 1);
  });
});
