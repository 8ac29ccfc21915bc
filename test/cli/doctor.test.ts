import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { checkEngines, checkNode } from '../../cli/doctor/checks.ts';
import { diglot, jsonLines } from './diglot.ts';

const data = mkdtempSync(path.join(tmpdir(), 'diglot-doctor-'));
afterAll(() => rmSync(data, { recursive: true }));

const ReportSchema = v.object({
  checks: v.array(
    v.object({
      name: v.string(),
      state: v.picklist(['done', 'skipped', 'missing']),
      detail: v.string(),
      remedy: v.optional(v.string()),
    }),
  ),
});

describe('doctor', () => {
  it('looks at Node, the voice, the engines, the optional programs, the disk and the cloud; what is not there has its remedy', async () => {
    const { exitCode, stdout } = await diglot(['doctor', '--json', '--data', data]);
    const [{ checks }] = v.parse(v.tuple([ReportSchema]), jsonLines(stdout));
    const names = ['node', 'espeak-ng', 'firefox-translations', 'apertium', 'ffmpeg', 'aws', 'disk', 'local cloud'];
    expect(checks.map(({ name }) => name)).toEqual(names);
    expect(checks.filter(({ state, remedy }) => (state === 'done') === (remedy !== undefined))).toEqual([]);
    expect(exitCode).toBe(checks.some(({ state }) => state === 'missing') ? 5 : 0);
  });

  it('calls Node 23 too old and 24 right', () => {
    expect(checkNode('23.11.1')).toMatchObject({ state: 'missing', remedy: 'npm run setup' });
    expect(checkNode('24.0.0')).toMatchObject({ state: 'done' });
  });

  it('asks for a translation engine only if there is none at all', () => {
    const there = { name: 'apertium', present: true, place: '/there', version: '1' } as const;
    const absent = { name: 'firefox-translations', present: false, place: '/absent', remedy: 'pull it' } as const;
    expect(checkEngines([absent, there]).map(({ state }) => state)).toEqual(['skipped', 'done']);
    expect(checkEngines([absent, { ...absent, name: 'apertium' }]).map(({ state }) => state)).toEqual([
      'missing',
      'missing',
    ]);
  });
});
