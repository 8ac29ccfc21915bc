import { describe, expect, it } from 'vitest';
import { exitCodeOfError, worstExitCode } from '../../cli/exit-codes.ts';
import { UsageError } from '../../cli/failure.ts';
import { failureOf } from '../../cli/failure-of.ts';
import { DiglotError } from '../../core/errors.ts';

describe('the exit code', () => {
  it('is 3 for the fault of an input, 5 for that of a service, 2 for a wrong configuration', () => {
    expect(exitCodeOfError('EmptyArticle')).toBe(3);
    expect(exitCodeOfError('Throttled')).toBe(5);
    expect(exitCodeOfError('InvalidConfiguration')).toBe(2);
  });

  it('of several articles is the worst: 5, then 4, then 3', () => {
    expect(worstExitCode([0, 3, 5, 4])).toBe(5);
    expect(worstExitCode([0, 3, 4])).toBe(4);
    expect(worstExitCode([3, 0])).toBe(3);
    expect(worstExitCode([0, 0])).toBe(0);
    expect(worstExitCode([])).toBe(0);
  });
});

describe('what was thrown', () => {
  it('is told with a code and a remedy, whatever it was', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const full = Object.assign(new Error('ENOSPC: no space, write'), {
      code: 'ENOSPC',
      syscall: 'write',
      path: 'out/x.mp3',
    });
    const own = Object.assign(new Error('It is cut. Pull it again.'), {
      code: 'ModelDamaged',
      remedy: 'Pull it again.',
    });
    const input = new DiglotError({ code: 'NotText', message: 'It is a PDF.', place: 'a.txt', remedy: 'Export it.' });
    const told = [refused, full, own, input, new UsageError('No.', 'Yes.'), 'a text'].map(failureOf);
    expect(told.map(({ failure, exitCode }) => [exitCode, failure.code, failure.place])).toEqual([
      [5, 'ECONNREFUSED', undefined],
      [5, 'ENOSPC', 'out/x.mp3'],
      [5, 'ModelDamaged', undefined],
      [3, 'NotText', 'a.txt'],
      [2, 'UsageError', undefined],
      [5, 'Unexpected', undefined],
    ]);
    expect(told.every(({ failure }) => failure.remedy !== '')).toBe(true);
    expect(told[2]?.failure.message).toBe('It is cut.');
    // The code is told beside the message: not twice.
    expect(told[1]?.failure.message).toBe('no space, write');
  });

  it('names the nearest region where there is none of that name, and blames the network for a true one', () => {
    const lookup = (region: string, code: string) =>
      Object.assign(new Error(`getaddrinfo ${code} cloudformation.${region}.amazonaws.com`), {
        code,
        syscall: 'getaddrinfo',
      });
    const { failure, exitCode } = failureOf(lookup('eu-wset-3', 'ENOTFOUND'));
    expect({ code: failure.code, exitCode }).toEqual({ code: 'UnknownRegion', exitCode: 5 });
    expect(failure.message).toMatch(/^"eu-wset-3" is no region .* Valid: us-east-1, .* Did you mean eu-west-3\?$/u);
    expect(failureOf(lookup('eu-west', 'EAI_AGAIN')).failure.code).toBe('UnknownRegion');
    for (const region of ['eu-west-3', 'us-gov-west-1', 's3']) {
      const remedy = expect.stringContaining('network');
      expect(failureOf(lookup(region, 'EAI_AGAIN')).failure).toMatchObject({ code: 'EAI_AGAIN', remedy });
    }
  });
});
