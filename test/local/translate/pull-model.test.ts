import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listeningPort } from '../../../local/http/server.ts';
import { PullFailed, type PullProgress, pullModel } from '../../../local/translate/firefox/pull-model.ts';
import type { FirefoxModel } from '../../../local/translate/known-engines.ts';
import { writeRandomModel } from './random-model.ts';

let folder: string;
let target: string;
let model: FirefoxModel;
let requested: string[];
let server: Server;
let serve: RequestListener;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pull-'));
  target = path.join(folder, 'pulled');
  requested = [];
  serve = (request, response) => {
    const name = path.basename(request.url ?? '', '.gz');
    response.end(gzipSync(readFileSync(path.join(folder, 'fr-en', name))));
  };
  server = createServer((request, response) => {
    requested.push(request.url ?? '');
    serve(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  model = { ...(await writeRandomModel(folder)), files: `http://127.0.0.1:${listeningPort(server)}/exported/` };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  await rm(folder, { recursive: true });
});

const pull = (onProgress?: (progress: PullProgress) => void) =>
  pullModel({ folder: target, fetch, model, silenceTimeoutMs: 500, ...(onProgress ? { onProgress } : {}) });

const pulled = async () => (await readdir(path.join(target, 'fr-en'))).toSorted();

/** A packed file in seven pieces over 700 ms, where 500 ms of silence are allowed. */
async function* drip(name: string): AsyncGenerator<Buffer> {
  const bytes = gzipSync(await readFile(path.join(folder, 'fr-en', name)));
  const size = Math.ceil(bytes.length / 7);
  for (let at = 0; at < bytes.length; at += size) {
    await setTimeout(100);
    yield bytes.subarray(at, at + size);
  }
}

describe('pulling the model', () => {
  it('fetches, unpacks and checks all files', async () => {
    expect(await pull()).toBe(path.join(target, 'fr-en'));
    expect(await pulled()).toEqual([model.shortlist.name, model.model.name, model.vocabulary.name]);
    expect(await readFile(path.join(target, 'fr-en', model.model.name))).toEqual(
      await readFile(path.join(folder, 'fr-en', model.model.name)),
    );
  });

  it('tells how far it is, up to the whole of each file', async () => {
    const seen: PullProgress[] = [];
    await pull(progress => seen.push(progress));
    const last = seen.filter(({ state }) => state === 'fetched');
    expect(last.map(({ bytes, totalBytes }) => bytes === totalBytes)).toEqual([true, true, true]);
    expect(seen.every(({ bytes, totalBytes }) => bytes <= totalBytes)).toBe(true);
  });

  it('keeps what is whole, and fetches the rest', async () => {
    await pull();
    await rm(path.join(target, 'fr-en', model.model.name));
    await writeFile(path.join(target, 'fr-en', model.vocabulary.name), 'damaged');
    requested = [];
    await pull();
    expect(requested).toEqual([`/exported/${model.vocabulary.name}.gz`, `/exported/${model.model.name}.gz`]);
  });

  it.each<[string, RequestListener, PullFailed['code'], RegExp]>([
    ['another file', (_, response) => response.end(gzipSync('something else')), 'ModelDamaged', /SHA-256/],
    ['an endless file', (_, response) => response.end(gzipSync(Buffer.alloc(1e6))), 'ModelDamaged', /more than/],
    ['no gzip', (_, response) => response.end('<html>'), 'ModelUnreachable', /header/],
    ['half a file', (_, response) => response.end(gzipSync('half').subarray(0, 10)), 'ModelUnreachable', /end of file/],
    ['not found', (_, response) => response.writeHead(404).end(), 'ModelUnreachable', /404/],
    ['silence', () => {}, 'ModelUnreachable', /silent for 500 ms/],
    [
      'silence in the middle',
      (_, response) => response.write(gzipSync('x').subarray(0, 5)),
      'ModelUnreachable',
      /silent/,
    ],
    ['a cut connection', (_, response) => response.destroy(), 'ModelUnreachable', /fetch failed/],
  ])(
    'fails with a remedy, and leaves nothing behind, when the server answers with %s',
    async (_, answer, code, text) => {
      serve = answer;
      const failure = await pull().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PullFailed);
      expect(failure).toMatchObject({ code });
      expect(String(failure)).toMatch(text);
      expect(String(failure)).toMatch(/npx diglot doctor/);
      expect(await pulled()).toEqual([]);
    },
  );

  it('is patient with a slow server, as long as something comes', async () => {
    const whole = serve;
    serve = (request, response) => {
      if (request.url?.includes('vocab')) Readable.from(drip(model.vocabulary.name)).pipe(response);
      else whole(request, response);
    };
    await pull();
    expect(await pulled()).toHaveLength(3);
  });

  it('says why when there is no network', async () => {
    const offline = { ...model, files: 'http://127.0.0.1:1/' };
    const pulling = pullModel({ folder: target, fetch, model: offline });
    await expect(pulling).rejects.toThrow(/could not be fetched from 127\.0\.0\.1:1: fetch failed \(.*\)\. Check/);
  });

  it('is not led astray by what a stopped pull left', async () => {
    await mkdir(path.join(target, 'fr-en'), { recursive: true });
    await writeFile(path.join(target, 'fr-en', `${model.model.name}.${process.pid}.part`), 'half');
    await pull();
    expect(await pulled()).toHaveLength(3);
  });
});
