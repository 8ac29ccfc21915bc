import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPipeline, type Pipeline } from '../../../../local/translate/apertium/pipeline.ts';
import { EngineFailed } from '../../../../local/translate/engine.ts';

// A stage that does as the frame says, and else answers the frame with its own process id.
const STAGE = `
process.stdin.setEncoding('utf8');
let rest = '';
process.stdin.on('data', text => {
  const frames = (rest + text).split('\\0');
  rest = frames.pop();
  for (const frame of frames) {
    if (frame === 'die') process.exit(1);
    else if (frame === 'half') process.stdout.write('half an ans', () => process.exit(0));
    else if (frame === 'empty') process.stdout.write('\\0');
    else if (frame === 'twice') process.stdout.write('one\\0two\\0');
    else if (frame === 'hang') setInterval(() => {}, 1_000);
    else process.stdout.write(frame + ' by ' + process.pid + '\\0');
  }
});`;

let folder: string;
let pipeline: Pipeline;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pipeline-'));
  await writeFile(path.join(folder, 'stage.mjs'), STAGE);
  // Behind a second stage, as a death in the middle of a pipeline is what has to be noticed.
  pipeline = createPipeline(`'${process.execPath}' '${path.join(folder, 'stage.mjs')}' | cat`, 5_000);
});

afterEach(async () => {
  await pipeline.close();
  await rm(folder, { recursive: true });
});

describe('a pipeline', () => {
  it('answers each of 20 racing questions with its own answer, from processes that live on', async () => {
    const questions = Array.from({ length: 20 }, (_, number) => `question ${number}`);
    const answers = await Promise.all(questions.map(question => pipeline.ask(question)));
    const [, pid = ''] = answers[0]?.split(' by ') ?? [];
    expect(answers).toEqual(questions.map(question => `${question} by ${pid}`));
  });

  it('carries a frame larger than a pipe of the system holds', async () => {
    const frame = 'é'.repeat(200_000);
    expect((await pipeline.ask(frame)).split(' by ')[0]).toBe(frame);
  });

  it.each([
    ['die', 'ended by itself'],
    ['half', 'ended by itself'],
    ['empty', 'answered nothing'],
    ['twice', 'what was not asked'],
  ])('fails when a stage does this: %s, and is whole again for the next question', async (frame, reason) => {
    const failed = pipeline.ask(frame);
    const next = pipeline.ask('next');
    await expect(failed).rejects.toThrow(EngineFailed);
    await expect(failed).rejects.toThrow(reason);
    expect(await next).toMatch(/^next by \d+$/);
  });

  it('fails when no answer comes in time, and is whole again for the next question', async () => {
    const impatient = createPipeline(`'${process.execPath}' '${path.join(folder, 'stage.mjs')}'`, 500);
    const pid = (await impatient.ask('one')).split(' by ')[1] ?? '';
    await expect(impatient.ask('hang')).rejects.toThrow('within 500 ms');
    await expect.poll(() => isRunning(pid)).toBe(false);
    expect(await impatient.ask('next')).toMatch(/^next by/);
    await impatient.close();
  });

  it('starts afresh when its processes were killed while it was idle', async () => {
    const before = await pipeline.ask('one');
    const group = pipeline.group();
    if (group === undefined) throw new Error('no stage runs');
    process.kill(-group, 'SIGKILL');
    await expect.poll(() => pipeline.group()).toBeUndefined();
    const after = await pipeline.ask('one');
    expect(after).not.toBe(before);
  });

  it('says so when a program of it is not installed', async () => {
    const broken = createPipeline('diglot-no-such-program | cat');
    await expect(broken.ask('one')).rejects.toThrow(EngineFailed);
    await broken.close();
  });

  it('leaves no process when it is closed, and answers nothing after', async () => {
    const pid = (await pipeline.ask('one')).split(' by ')[1] ?? '';
    await pipeline.close();
    expect(isRunning(pid)).toBe(false);
    await expect(pipeline.ask('one')).rejects.toThrow('closed');
  });

  it('fails what is being asked when it is closed', async () => {
    await pipeline.ask('one');
    const waiting = Promise.allSettled([pipeline.ask('hang')]);
    await new Promise(setImmediate); // The question is on its way now.
    await pipeline.close();
    const [hanging] = await waiting;
    expect(hanging.status === 'rejected' && String(hanging.reason)).toContain('closed while it was translating');
  });
});

/** A process that has ended but that nobody has asked after (`Z`) runs no more. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
