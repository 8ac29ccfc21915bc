import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionModel } from '../../../local/assembly/model.ts';
import { FunctionClosed, type LocalFunction, openFunction } from '../../../local/lambda/function.ts';

let folder: string;
let lines: string[];
const opened: LocalFunction[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diglot-lambda-'));
  lines = [];
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map(one => one.close()));
  await rm(folder, { recursive: true });
});

/** An asymmetric matcher, as a value among others. */
const matching = (matcher: unknown): unknown => matcher;

interface Given {
  readonly code: string;
  readonly file?: string;
  readonly environment?: Record<string, string>;
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
  readonly maxEnvironments?: number;
  readonly idleMs?: number;
}

async function functionOf(given: Given): Promise<LocalFunction> {
  await writeFile(join(folder, given.file ?? 'index.mjs'), given.code);
  const model: FunctionModel = {
    logicalId: 'Speak',
    constructPath: 'Test/Speak/Resource',
    name: 'test-speak',
    arn: 'arn:aws:lambda:eu-west-3:000000000000:function:test-speak',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    codeFolder: folder,
    environment: given.environment ?? {},
    timeoutSeconds: given.timeoutSeconds ?? 30,
    memoryMb: given.memoryMb ?? 128,
    roleArn: 'arn:aws:iam::000000000000:role/test',
    reservedConcurrency: undefined,
    logGroupName: '/aws/lambda/test-speak',
    logLevel: undefined,
  };
  const endpoint = 'http://127.0.0.1:9';
  const local = openFunction(model, {
    access: {
      region: 'eu-west-3',
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret',
      endpoints: { s3: endpoint, polly: endpoint, translate: endpoint, sfn: endpoint, sqs: endpoint },
    },
    maxEnvironments: given.maxEnvironments ?? 2,
    compileCacheFolder: join(folder, 'cache'),
    ...(given.idleMs === undefined ? {} : { idleMs: given.idleMs }),
    onLine: line => lines.push(line),
  });
  opened.push(local);
  return local;
}

async function answerOf(local: LocalFunction, payload: unknown = {}): Promise<unknown> {
  const outcome = await local.invoke(JSON.stringify(payload));
  if ('functionError' in outcome) throw new Error(`The function failed: ${JSON.stringify(outcome.payload)}`);
  return JSON.parse(outcome.payload);
}

describe('a function', () => {
  it('is given the event and the context, and answers what its handler returns', async () => {
    const local = await functionOf({
      code: `export const handler = async (event, context) => ({
        event, name: context.functionName, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB,
        id: context.awsRequestId, left: context.getRemainingTimeInMillis() });`,
      timeoutSeconds: 7,
    });
    const answer = await answerOf(local, { text: 'été' });
    expect(answer).toMatchObject({ event: { text: 'été' }, name: 'test-speak', memory: '128' });
    expect(answer).toHaveProperty(
      'left',
      expect.toSatisfy((ms: number) => ms > 5_000 && ms <= 7_000),
    );
    expect(answer).toHaveProperty('id', expect.stringMatching(/^[0-9a-f-]{36}$/));
  });

  it('answers null when its handler returns nothing', async () => {
    expect(await answerOf(await functionOf({ code: 'export const handler = async () => {};' }))).toBeNull();
  });

  it.each([
    ['index.js', 'exports.handler = async () => "CommonJS";', 'CommonJS'],
    ['index.cjs', 'exports.handler = async () => "CommonJS";', 'CommonJS'],
    ['index.mjs', 'export const handler = () => "not async";', 'not async'],
  ])('may be %s', async (file, code, expected) => {
    expect(await answerOf(await functionOf({ file, code }))).toBe(expected);
  });

  it('sees the variables of its template and of Lambda, and none of the machine', async () => {
    const local = await functionOf({
      code: 'export const handler = async () => process.env;',
      environment: { LIBRARY_BUCKET: 'library', TABLE: '' },
    });
    const seen = await answerOf(local);
    expect(seen).toMatchObject({
      LIBRARY_BUCKET: 'library',
      TABLE: '',
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
      AWS_LAMBDA_FUNCTION_NAME: 'test-speak',
      _HANDLER: 'index.handler',
    });
    expect(seen).not.toHaveProperty('PATH');
    expect(seen).not.toHaveProperty('HOME');
    expect(seen).not.toHaveProperty('NODE_OPTIONS');
    expect(seen).not.toHaveProperty('NODE_COMPILE_CACHE');
  });

  it('changes its own environment only, neither the parent’s nor that of its other environments', async () => {
    const local = await functionOf({
      code: `export const handler = async ({ set, waitMs }) => {
        if (set) process.env.MARK = set;
        await new Promise(resolve => setTimeout(resolve, waitMs));
        return process.env.MARK ?? null;
      };`,
    });
    const [one, other] = await Promise.all([
      answerOf(local, { set: 'one', waitMs: 100 }),
      answerOf(local, { waitMs: 100 }),
    ]);
    expect([one, other]).toEqual(['one', null]);
    expect(Reflect.get(globalThis.process.env, 'MARK')).toBeUndefined();
  });

  it('reports a thrown error by its name, as Lambda does', async () => {
    const local = await functionOf({
      code: `export const handler = async () => {
        const error = new Error('{"code":"EmptyArticle"}'); error.name = 'EmptyArticle'; throw error; };`,
    });
    expect(await local.invoke('{}')).toEqual({
      functionError: 'Unhandled',
      payload: {
        errorType: 'EmptyArticle',
        errorMessage: '{"code":"EmptyArticle"}',
        trace: matching(expect.arrayContaining([expect.stringContaining('index.mjs')])),
      },
    });
  });

  it.each([
    ['a thrown text', 'throw "gone";', { errorType: 'string', errorMessage: 'gone', trace: [] }],
    ['a result that is no JSON', 'return 1n;', { errorType: 'Runtime.MarshalError' }],
    ['too large a result', 'return "x".repeat(6_291_555);', { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('fails on %s', async (_name, body, expected) => {
    const local = await functionOf({ code: `export const handler = async () => { ${body} };` });
    expect(await local.invoke('{}')).toMatchObject({ functionError: 'Unhandled', payload: expected });
  });

  it('may answer up to the limit of Lambda', async () => {
    const local = await functionOf({ code: 'export const handler = async () => "x".repeat(6_291_554);' });
    expect(await answerOf(local)).toHaveLength(6_291_554);
  });

  it.each([
    ['there is no file', 'main.mjs', '', 'Runtime.ImportModuleError'],
    ['there is no such export', 'index.mjs', 'export const other = 1;', 'Runtime.HandlerNotFound'],
    ['the module throws', 'index.mjs', 'throw new TypeError("no");', 'TypeError'],
    ['the syntax is wrong', 'index.mjs', 'export {', 'SyntaxError'],
    [
      'the handler wants a callback',
      'index.mjs',
      'export const handler = (a, b, c) => {};',
      'Runtime.CallbackHandlerDeprecated',
    ],
  ])('fails when %s, and again at the next invocation', async (_name, file, code, errorType) => {
    const local = await functionOf({ file, code });
    const failure = { functionError: 'Unhandled', payload: { errorType } };
    expect(await local.invoke('{}')).toMatchObject(failure);
    expect(await local.invoke('{}')).toMatchObject(failure);
  });

  it('is stopped at its time-out, even in an endless loop, and serves the next invocation', async () => {
    const local = await functionOf({
      code: 'export const handler = async ({ loop }) => { while (loop) {} return "here"; };',
      timeoutSeconds: 1,
      maxEnvironments: 1,
    });
    expect(await local.invoke('{"loop":true}')).toEqual({
      functionError: 'Unhandled',
      payload: {
        errorType: 'Sandbox.Timedout',
        errorMessage: matching(
          expect.stringMatching(/^RequestId: [\da-f-]{36} Error: Task timed out after 1\.00 seconds$/),
        ),
        trace: [],
      },
    });
    expect(await answerOf(local)).toBe('here');
  });

  it.each([
    ['exits', 'process.exit(3);', 'exit status 3'],
    [
      'throws outside of its promise',
      'setTimeout(() => { throw new RangeError("far"); }); await new Promise(() => {});',
      'RangeError: far',
    ],
    ['rejects unseen', 'Promise.reject(new RangeError("far")); await new Promise(() => {});', 'RangeError: far'],
    [
      'takes more memory than it has',
      'const all = []; for (;;) all.push(new Array(100_000).fill(all.length + 0.5));',
      'out of memory',
    ],
  ])('that %s fails alone, and gets a fresh environment', async (_name, crash, message) => {
    const local = await functionOf({
      code: `let calls = 0;
        export const handler = async ({ dies }) => { calls += 1; if (dies) { ${crash} } return calls; };`,
      maxEnvironments: 1,
    });
    expect(await answerOf(local)).toBe(1);
    expect(await local.invoke('{"dies":true}')).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'Runtime.ExitError', errorMessage: matching(expect.stringContaining(message)) },
    });
    expect(await answerOf(local)).toBe(1);
  });
});

describe('the environments of a function', () => {
  const counting = `import { threadId } from 'node:worker_threads';
    let running = 0;
    export const handler = async ({ waitMs = 0 }) => {
      running += 1;
      const atOnce = running;
      await new Promise(resolve => setTimeout(resolve, waitMs));
      running -= 1;
      return { atOnce, threadId };
    };`;
  const threadOf = (answer: unknown): unknown => Reflect.get(Object(answer), 'threadId');

  it('run one invocation at a time each, and never more of them than the cap', async () => {
    const local = await functionOf({ code: counting, maxEnvironments: 2 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerOf(local, { waitMs: 30 })));
    expect(answers.map(answer => Reflect.get(Object(answer), 'atOnce') === 1)).not.toContain(false);
    expect(new Set(answers.map(threadOf)).size).toBe(2);
  });

  it('stay warm for the next invocation', async () => {
    const local = await functionOf({ code: counting });
    expect(threadOf(await answerOf(local))).toBe(threadOf(await answerOf(local)));
  });

  it('end when they have had nothing to do for a while', async () => {
    const local = await functionOf({ code: counting, idleMs: 0 });
    const first = threadOf(await answerOf(local));
    await expect.poll(async () => threadOf(await answerOf(local)), { interval: 20 }).not.toBe(first);
  });

  it('end with the function, and whoever waits is told', async () => {
    const local = await functionOf({ code: counting, maxEnvironments: 1 });
    const running = local.invoke('{"waitMs":60000}');
    const waiting = local.invoke('{}');
    const [outcome, refusal] = await Promise.all([running, waiting.catch((error: unknown) => error), local.close()]);
    expect(refusal).toBeInstanceOf(FunctionClosed);
    expect(outcome).toMatchObject({ payload: { errorType: 'Runtime.ExitError' } });
    await expect(local.invoke('{}')).rejects.toThrow(FunctionClosed);
  });
});

describe('what a function prints', () => {
  it('comes line by line, in order, and never to the standard output of the local cloud', async () => {
    const local = await functionOf({
      code: `export const handler = async () => {
        process.stdout.write('one\\ntw'); process.stdout.write('o\\n'); console.log('three'); console.error('four'); };`,
    });
    await answerOf(local);
    await expect.poll(() => lines.length).toBe(4);
    expect(lines.filter(line => line !== 'four')).toEqual(['one', 'two', 'three']);
    expect(lines).toContain('four');
  });
});
