import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskDescriptionSchema, DeskQuoteSchema, fileNameHeader } from '../../core/contracts/desk.ts';
import { EditionSchema } from '../../core/edition/schema.ts';
import { type CloudDescription, CloudDescriptionSchema } from '../../local/cloud-description.ts';
import { diglot, jsonLines, linesUntil, startDiglot } from '../cli/diglot.ts';

const timeoutMs = 600_000;

describe('diglot start', () => {
  let folder = '';
  let running: ReturnType<typeof startDiglot>;
  let said: string[];
  let printed: Promise<string>;
  /** Whoever has the page's port first keeps it; if it is free, the test takes it. */
  const squatter = createServer();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-start-'));
    squatter.on('error', () => undefined).listen(4321, '127.0.0.1');
    running = startDiglot(['start', '--json', '--data', 'data'], { cwd: folder });
    printed = text(running.stdout);
    said = await linesUntil(running.stderr, /Ctrl-C/u);
  }, timeoutMs);
  afterAll(async () => {
    running.kill('SIGKILL');
    squatter.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes the edition of the sample, and says where it lies, its page, and how to add an article', async () => {
    const lines = said.join('\n');
    const [, edition = ''] = /folder\s+(\S+)/u.exec(lines) ?? [];
    const [, page = ''] = /page\s+(\S+)/u.exec(lines) ?? [];
    const manifest: unknown = JSON.parse(await readFile(path.join(folder, edition, 'edition.json'), 'utf8'));
    expect(v.parse(EditionSchema, manifest).status).toBe('complete');
    const answer = await fetch(page);
    expect({ status: answer.status, holds: (await answer.text()).includes('Réseaux sociaux') }).toEqual({
      status: 200,
      holds: true,
    });
    expect(lines).toMatch(/npx diglot add FILE --local/u);
    expect(lines).toMatch(
      /AWS_ACCESS_KEY_ID=\S+ AWS_SECRET_ACCESS_KEY=\S+ AWS_DEFAULT_REGION=\S+ aws --endpoint-url http:\S+ s3 cp FILE s3:\/\/\S+\/uploads\//u,
    );
  });

  it('with its port taken serves the page on another', () => {
    expect(said.join('\n')).not.toContain('http://127.0.0.1:4321/');
  });

  it('is found by list, status and get from another process', async () => {
    const local = ['--local', '--data', 'data'];
    const listed = async () => {
      const { stdout } = await diglot(['list', ...local, '--json'], { cwd: folder });
      return v.parse(v.tuple([v.object({ id: v.string(), status: v.string() })]), jsonLines(stdout));
    };
    // The list of the library follows the manifest, which is what the start has waited for.
    await expect.poll(listed, { timeout: timeoutMs }).toMatchObject([{ status: 'complete' }]);
    const [entry] = await listed();
    const status = await diglot(['status', entry.id, ...local], { cwd: folder });
    expect(status.stdout).toMatch(
      /^complete, 14 paragraphs, fr \d:\d\d, en \d:\d\d, fr-en \d:\d\d, translated by memory/u,
    );
    const got = await diglot(['get', entry.id, ...local, '--out', 'got'], { cwd: folder });
    expect(got.stdout).toBe(`got/${entry.id}\n`);
    expect(existsSync(path.join(folder, 'got', entry.id, 'article.en.mp3'))).toBe(true);
    const unknown = await diglot(['status', `${entry.id}0`, ...local], { cwd: folder });
    expect(unknown.stderr).toContain(`Did you mean ${entry.id}?`);
    expect(unknown.exitCode).toBe(2);
  });

  it('serves the player and its pages from the site’s bucket', async () => {
    const player = /The library: (\S+)\//u.exec(said.join('\n'))?.[1] ?? '';
    const shell = await fetch(`${player}/`);
    expect([shell.status, shell.headers.get('content-type')]).toEqual([200, 'text/html']);
    const script = await fetch(`${player}/app/player.js`);
    expect([script.status, script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript',
      'no-cache',
    ]);
    expect((await fetch(`${player}/nowhere`)).status).toBe(404);
  });

  it('quotes and takes a file at the desk of its page, and says why it takes none', async () => {
    const player = /The library: (\S+)\//u.exec(said.join('\n'))?.[1] ?? '';
    const desk = v.parse(DeskDescriptionSchema, await (await fetch(`${player}/local/`)).json());
    expect(desk.extensions).toContain('.md');
    const send = async (place: string, name: string, body: string) => {
      const headers = { origin: player, [fileNameHeader]: encodeURIComponent(name) };
      const answer = await fetch(`${player}/local/${place}`, { method: 'POST', headers, body });
      const document: unknown = await answer.json();
      return { status: answer.status, document };
    };
    const words = 'Une page à soi\n\nOn la lit, puis on l’écoute.\n';
    const quoted = await send('quote', 'une page.txt', words);
    expect(quoted.status).toBe(200);
    const { articleId, quote } = v.parse(DeskQuoteSchema, quoted.document);
    expect(quote.translate.characters).toBeGreaterThan(0);
    expect(quote.usdAtMost).toBeGreaterThanOrEqual(quote.usd.total);
    expect(await send('articles', 'une page.txt', words)).toEqual({ status: 200, document: { articleId } });
    await expect
      .poll(async () => (await fetch(`${player}/articles/${articleId}/`)).status, { timeout: 60_000, interval: 200 })
      .toBe(200);
    expect(await send('quote', 'image.txt', '%PDF-1.7\n1 0 obj\n')).toMatchObject({
      status: 422,
      document: { error: { code: 'NotText', remedy: expect.stringMatching(/./u) } },
    });
    expect(await send('articles', 'lettre.docx', 'x')).toMatchObject({
      status: 422,
      document: { error: { code: 'UnsupportedFormat', place: 'uploads/lettre.docx' } },
    });
  });

  it.each([
    [['add', 'lettre.txt', '--wait', '--local'], /^Stopped\. What was uploaded stays, and is made; the same command/u],
    [['run', 'lettre.txt'], /^Stopped\. The local cloud that runs goes on with what was uploaded; the same command/u],
  ])('goes on when %j that waits for it is stopped, which says so', async (parameters, says) => {
    await writeFile(path.join(folder, 'lettre.txt'), 'Une lettre\n\nIl pleut sur Nantes.\n');
    const waiting = startDiglot([...parameters, '--data', 'data'], { cwd: folder });
    const ended = once(waiting, 'close');
    const lines = await linesUntil(waiting.stderr, /lettre\.txt: reading/u);
    waiting.kill('SIGINT');
    await ended;
    expect(lines.at(-1)).toMatch(says);
    expect(waiting.exitCode).toBe(130);
    const listed = await diglot(['list', '--local', '--data', 'data'], { cwd: folder });
    expect(listed.exitCode).toBe(0);
  });

  it('ends on SIGINT with 130, in good order', async () => {
    const ended = once(running, 'close');
    running.kill('SIGINT');
    // A launcher passes on what the terminal has sent to all already.
    running.kill('SIGINT');
    await ended;
    expect(running.exitCode).toBe(130);
    expect(said.at(-1)).toBe('Stopped. The library stays in data: the same command goes on from there.');
    expect(existsSync(path.join(folder, 'data', 'cloud.json'))).toBe(false);
    const description: CloudDescription = v.parse(CloudDescriptionSchema, JSON.parse(await printed));
    await expect(fetch(description.endpoints.s3)).rejects.toThrow('fetch failed');
  });

  it(
    '--once ends with 0 when the sample is there, and pays nothing twice',
    async () => {
      const { exitCode, stdout, stderr } = await diglot(['start', '--once', '--data', 'data'], { cwd: folder });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
      // The very edition of the first start: its receipt, not that of a second upload.
      expect(stderr).toMatch(/the sample article: complete, .* USD (?!0\.0000)/u);
      expect(stderr).not.toMatch(/clips/u);
    },
    timeoutMs,
  );
});
