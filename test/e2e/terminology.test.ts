import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apertiumIsInstalled, startApertium } from '../../local/translate/apertium/engine.ts';
import { diglot, jsonLines } from '../cli/diglot.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const timeoutMs = 300_000;
const text = 'La messagerie est en panne.';
const csv = 'fr,en\nmessagerie,messaging service\npanne,outage\n';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'diglot-terms-'));
  await writeFile(path.join(folder, 'terms.csv'), csv);
});
afterAll(() => rm(folder, { recursive: true }));

function terminology(cloud: CountingCloud, ...parameters: string[]) {
  return diglot(['terminology', ...parameters, '--local', '--data', cloud.dataFolder], { cwd: folder });
}

describe('diglot terminology', () => {
  let cloud: CountingCloud;
  beforeAll(async () => {
    cloud = await openCountingCloud();
  }, timeoutMs);
  beforeEach(() => cloud.clearBill());
  afterAll(() => cloud.close());

  const made = async () => (await cloud.make('article.txt', text)).paragraphs[0]?.versions.en?.text;

  it(
    'puts terms that the next upload obeys, and is paid for anew',
    async () => {
      expect(await made()).toBe(`They say: ${text}`);
      const { exitCode, stdout, stderr } = await terminology(cloud, 'put', 'terms.csv', '--json');
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(jsonLines(stdout)).toMatchObject([
        { name: 'diglot', source: 'fr', targets: ['en'], terms: 2, skipped: 0, format: 'CSV', bytes: csv.length },
      ]);
      expect(await made()).toBe('They say: La messaging service est en outage.');
      expect(cloud.bill.translations).toHaveLength(2);
      cloud.clearBill();
      await made();
      expect(cloud.bill.translations).toEqual([]);
    },
    timeoutMs,
  );

  it('lists it, and gives back the file', async () => {
    const listed = await terminology(cloud, 'list');
    expect(listed.stdout).toMatch(/^diglot\tfr → en\t2 terms\t\d{4}-\d\d-\d\dT[\d:.]+Z\n$/u);
    expect((await terminology(cloud, 'get', 'diglot')).stdout).toBe(csv);
    await terminology(cloud, 'get', 'diglot', '--out', 'fetched.csv');
    expect(await readFile(path.join(folder, 'fetched.csv'), 'utf8')).toBe(csv);
  });

  it('refuses a wrong file before it is sent, with its place', async () => {
    await writeFile(path.join(folder, 'broken.csv'), 'fr,en\npanne\n');
    const { exitCode, stderr } = await terminology(cloud, 'put', 'broken.csv');
    expect(stderr).toContain(
      'InvalidTerminology: The row has 1 fields, and the first line 2.\n  at broken.csv, line 2',
    );
    expect(exitCode).toBe(3);
  });

  it('ends with 2 for wrong use, and says what was meant', async () => {
    const ran = await Promise.all([
      terminology(cloud, 'get', 'diglto'),
      terminology(cloud, 'put', 'term.csv'),
      terminology(cloud, 'put', 'terms.csv', '--name', 'two words'),
      terminology(cloud, 'putt', 'terms.csv'),
    ]);
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
    const says = ['Did you mean diglot?', 'Did you mean terms.csv?', 'Choose another name.', 'Did you mean put?'];
    for (const [index, said] of says.entries()) expect(ran[index]?.stderr).toContain(said);
  });

  it('says when the stack obeys another one', async () => {
    const { exitCode, stderr } = await terminology(cloud, 'put', 'terms.csv', '--name', 'press');
    expect(stderr).toContain('the stack obeys "diglot"');
    expect(exitCode).toBe(0);
  });

  it(
    'replaces names, which are then not missed',
    async () => {
      await writeFile(path.join(folder, 'names.csv'), 'fr,en\nSmic,minimum wage\n');
      await terminology(cloud, 'put', 'names.csv');
      const { paragraphs, warnings } = await cloud.make('smic.txt', 'Ici le Smic est bas.');
      expect(paragraphs[0]?.versions.en?.text).toBe('They say: Ici le minimum wage est bas.');
      expect(warnings.map(({ code }) => code)).not.toContain('NameChanged');
    },
    timeoutMs,
  );

  it(
    'removes it, and the next upload does without: what was paid for before holds again',
    async () => {
      expect((await terminology(cloud, 'remove', 'diglot')).stdout).toBe('diglot\n');
      expect(await made()).toBe(`They say: ${text}`);
      expect(cloud.bill.translations).toEqual([]);
    },
    timeoutMs,
  );
});

const hasApertium = apertiumIsInstalled();

describe.skipIf(!hasApertium)(`with Apertium${hasApertium ? '' : ' (skipped: it is not installed)'}`, () => {
  it(
    'an edition has the terms in English sentences',
    async () => {
      const cloud = await openCountingCloud({
        engines: [{ name: 'apertium', present: () => true, start: () => startApertium() }],
      });
      try {
        await terminology(cloud, 'put', 'terms.csv');
        const { paragraphs } = await cloud.make('article.txt', `${text} Elle est utile.`);
        expect(paragraphs[0]?.versions.en).toMatchObject({ origin: 'machine', engine: 'apertium' });
        expect(paragraphs[0]?.versions.en?.text).toMatch(/^The messaging service is in outage\. /u);
      } finally {
        await cloud.close();
      }
    },
    timeoutMs,
  );
});
