import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesizedApp } from '../../cli/assembly.ts';
import { awaitEdition } from '../../cli/cloud/await-edition.ts';
import { localTarget, type Target } from '../../cli/cloud/target.ts';
import { type UploadedArticle, uploadArticle } from '../../cli/cloud/upload.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { editionFileKey } from '../../core/keys.ts';
import { CloudDescriptionSchema } from '../../local/cloud-description.ts';
import { quietContext } from './counting-cloud.ts';

const timeoutMs = 600_000;
const signal = new AbortController().signal;

/** Four paragraphs, no two alike. */
const article = [
  'Une lettre de Nantes',
  'Chère amie, il pleut depuis le 3 mai. Le ciel est gris.',
  'On attend le printemps, et M. Dupont attend son train de 20 h 30.',
  'Rien ne presse. À bientôt !',
].join('\n\n');

/** After the first, which both clouds go through. */
const moments = ['translating', 'before a sound', 'between sound and marks', 'publishing', 'writing the manifest'];

describe('kill -9 of the whole pipeline', () => {
  let folder = '';
  let assembly = '';
  let upload: UploadedArticle;
  let undisturbed: Awaited<ReturnType<typeof make>>;
  const running = new Set<ChildProcess>();

  /** Starts a cloud on the data of `name`; it dies at `moment` by itself. */
  async function start(name: string, moment: string) {
    const [child, data] = [path.join(import.meta.dirname, 'killed-cloud.ts'), path.join(folder, name)];
    await mkdir(data, { recursive: true });
    const parameters = [child, assembly, path.join(data, 'data'), path.join(data, 'bill.ndjson'), moment];
    const started = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(started);
    const died = once(started, 'exit');
    const [line] = await once(createInterface({ input: started.stdout }), 'line');
    const target = localTarget(v.parse(v.pipe(v.string(), v.parseJson(), CloudDescriptionSchema), line));
    const kill = async () => {
      started.kill('SIGKILL');
      await died;
    };
    return { target, died, kill };
  }

  /** Makes the edition of the upload; on its way the cloud dies at each moment in turn, and is started again. */
  async function make(name: string, deaths: readonly string[]) {
    for (const moment of deaths) {
      const { target, died } = await start(name, moment);
      expect(await died).toEqual([null, 'SIGKILL']);
      target.s3.destroy();
    }
    const { target, kill } = await start(name, 'never');
    const { edition } = await awaitEdition(target, upload, { signal, onProgress: () => undefined });
    const files = await filesOf(target, edition);
    target.s3.destroy();
    await kill();
    return { edition, files, bill: await billOf(name) };
  }

  async function uploaded(target: Target): Promise<UploadedArticle> {
    const file = path.join(folder, 'lettre.txt');
    await writeFile(file, article);
    return uploadArticle(target, { name: 'lettre.txt', file, key: 'uploads/lettre.txt' }, { useMemory: false, signal });
  }

  /** What the endpoints billed, in all lives of the cloud; the order is that of the paragraphs' chances. */
  async function billOf(name: string): Promise<string[]> {
    return (await readFile(path.join(folder, name, 'bill.ndjson'), 'utf8')).trimEnd().split('\n').toSorted();
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-kill-'));
    assembly = await synthesizedApp(quietContext);
    // Both go on from one upload, whose version and time are in the files: from a copy of all that outlived its cloud.
    const { target, died } = await start('killed', 'splitting');
    upload = await uploaded(target);
    await died;
    target.s3.destroy();
    await cp(path.join(folder, 'killed'), path.join(folder, 'undisturbed'), { recursive: true });
    undisturbed = await make('undisturbed', []);
  }, timeoutMs);
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'at six moments of one article’s way pays no character twice, and leaves the same manifest and bytes',
    async () => {
      const killed = await make('killed', moments);
      expect(killed.edition.status).toBe('complete');
      expect(killed.bill).toEqual(undisturbed.bill);
      expect(killed.edition).toEqual(undisturbed.edition);
      expect([...killed.files.keys()]).toEqual([...undisturbed.files.keys()]);
      for (const [file, bytes] of undisturbed.files) {
        expect({ file, same: bytes.equals(killed.files.get(file) ?? Buffer.of()) }).toEqual({ file, same: true });
      }
    },
    timeoutMs,
  );
});

/** The files that a manifest names, and its clips, by name. */
async function filesOf(target: Target, edition: Edition): Promise<Map<string, Buffer>> {
  const { id, revision } = edition.article;
  const clips = edition.paragraphs.flatMap(({ versions: { fr, en } }) => [fr?.clip?.file ?? '', en?.clip?.file ?? '']);
  const names = [...edition.downloads.map(({ file }) => file), ...clips];
  const files = new Map<string, Buffer>();
  for (const name of names.toSorted()) {
    const Key = editionFileKey(id, revision, name);
    const { Body } = await target.s3.send(new GetObjectCommand({ Bucket: target.buckets.library, Key }));
    files.set(name, Buffer.from((await Body?.transformToByteArray()) ?? []));
  }
  return files;
}
