import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { checkEngines, checkNode, examine } from '../../cli/doctor/checks.ts';
import { readFigures, withFigures } from '../../cli/doctor/figures.ts';
import { quietContext } from '../e2e/counting-cloud.ts';
import { diglot, jsonLines, projectFolder } from './diglot.ts';

const data = mkdtempSync(path.join(tmpdir(), 'diglot-doctor-'));
afterAll(() => rmSync(data, { recursive: true }));

const ReportSchema = v.object({
  checks: v.array(
    v.object({
      name: v.string(),
      state: v.picklist(['done', 'skipped', 'missing']),
      detail: v.string(),
      remedy: v.optional(v.string()),
      figures: v.optional(v.array(v.string())),
    }),
  ),
});

describe('doctor', () => {
  it('looks at Node, the stack, the voice, the engines, the optional programs, the disk and the cloud; what is not there has its remedy', async () => {
    const { exitCode, stdout } = await diglot(['doctor', '--json', '--data', data]);
    const [{ checks }] = v.parse(v.tuple([ReportSchema]), jsonLines(stdout));
    const names = [
      'node',
      'stack',
      'espeak-ng',
      'firefox-translations',
      'apertium',
      'ffmpeg',
      'aws',
      'disk',
      'local cloud',
    ];
    expect(checks.map(({ name }) => name)).toEqual(names);
    expect(checks.filter(({ state, remedy }) => (state === 'done') === (remedy !== undefined))).toEqual([]);
    expect(exitCode).toBe(checks.some(({ state }) => state === 'missing') ? 5 : 0);
  });

  it('says what is wrong in cdk.json, and where', async () => {
    const wrongFolder = path.join(data, 'project');
    mkdirSync(path.join(wrongFolder, 'bin'), { recursive: true });
    symlinkSync(path.join(projectFolder, 'node_modules'), path.join(wrongFolder, 'node_modules'));
    for (const room of ['core', 'lib', 'lambdas', 'content', 'web'])
      cpSync(path.join(projectFolder, room), path.join(wrongFolder, room), { recursive: true });
    for (const file of ['bin/app.ts', 'package.json', 'package-lock.json', 'tsconfig.json'])
      cpSync(path.join(projectFolder, file), path.join(wrongFolder, file));
    writeFileSync(path.join(wrongFolder, 'cdk.json'), '{ "context": { "diglot": { "frenchVoice": 1, } } }');
    const context = { ...quietContext, projectFolder: wrongFolder };
    const stack = (await examine(context, { data, models: data })).find(({ name }) => name === 'stack');
    expect(stack?.state).toBe('missing');
    expect(stack?.detail).toMatch(/^InvalidConfiguration: .* at cdk\.json, line 1, column 46 .*comma/u);
    expect(stack?.remedy).toBe('Correct cdk.json, then run the command again.');
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

  it('says how good each engine here is, and where each figure comes from', async () => {
    const { stdout } = await diglot(['doctor', '--data', data]);
    expect(stdout).toMatch(
      /✓ espeak-ng .*\n {23}speed, fr: 1\d\d words a minute \(.*; node bench\/engine-figures\.ts, \d{4}-\d\d-\d\d\)\n/u,
    );
    const absent = { name: 'apertium', state: 'skipped', detail: 'not installed' } as const;
    const present = { ...absent, state: 'done', detail: '3.9' } as const;
    const figures = readFigures(projectFolder);
    expect(withFigures([absent], figures)).toEqual([absent]);
    expect(withFigures([present], figures)[0]?.figures?.[0]).toMatch(/^chrF fr → en: \d+(?:\.\d)? of 100 \(/u);
    expect(withFigures([present], [])[0]?.figures).toEqual(['not measured yet: node bench/engine-figures.ts']);
  });

  it('shows figures of the voice and of a translator, whose commands are there', () => {
    const figures = readFigures(projectFolder);
    const engines = new Set(figures.map(({ engine }) => engine));
    expect(engines).toContain('espeak-ng');
    expect(engines).toContain('apertium');
    for (const { command } of figures) {
      const [, program = ''] = /^node (bench\/[\w-]+\.ts)$/u.exec(command) ?? [];
      expect(existsSync(path.join(projectFolder, program)), command).toBe(true);
    }
  });
});
