import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as v from 'valibot';
import { CloudDescriptionSchema } from '../../local/cloud-description.ts';
import { startDiglot } from '../cli/diglot.ts';
import { startBrowser } from '../support/browser.ts';
import { type PageWatch, watchPage } from './page-watch.ts';

/** `diglot start` in a process of its own, with a browser in front of it. */
export interface RunningSite {
  /** The library's address, with a slash at its end. */
  readonly address: string;
  readonly browser: Browser;
  /** The folder that the sample's edition was written to; resolves when it is there. */
  readonly sampleFolder: Promise<string>;
  /** A page of a new context, watched from its beginning. */
  open(options?: BrowserContextOptions): Promise<{ readonly page: Page; readonly watch: PageWatch }>;
  close(): Promise<void>;
}

export async function startSite(): Promise<RunningSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diglot-site-'));
  const running = startDiglot(['start', '--json', '--data', 'data'], { cwd: folder });
  const ended = new Promise<void>(resolve => void running.once('close', () => resolve()));
  const description = firstLine(running.stdout);
  const sampleFolder = lineWith(running.stderr, /folder\s+(\S+)/u).then(name => path.resolve(folder, name));
  // Whoever waits for it hears of a failure; where nobody does, closing must not fail for it.
  sampleFolder.catch(() => undefined);
  const { player } = v.parse(CloudDescriptionSchema, JSON.parse(await description));
  const browser = await startBrowser();
  return {
    address: `${player}/`,
    browser,
    sampleFolder,
    async open(options = {}) {
      const context = await browser.newContext({ locale: 'en-US', ...options });
      const page = await context.newPage();
      return { page, watch: await watchPage(page) };
    },
    async close() {
      await browser.close();
      running.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return lineWith(stream, /^(.+)$/u);
}

/** What the group of a pattern finds in the first line that matches; the stream is read on to its end. */
function lineWith(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: stream })
      .on('line', line => {
        lines.push(line);
        const [, found] = pattern.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      })
      .on('close', () => reject(new Error(`It ended before that:\n${lines.join('\n')}`)));
  });
}
