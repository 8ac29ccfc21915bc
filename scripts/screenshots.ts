import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as v from 'valibot';
import { localTarget } from '../cli/cloud/target.ts';
import { LibraryListSchema } from '../core/edition/library-list.ts';
import { articleIdOf, editionKey, libraryKey, memoryKey, uploadsPrefix } from '../core/keys.ts';
import { writeTmx } from '../core/memory/write-tmx.ts';
import { startBrowser } from '../test/support/browser.ts';
import { type RunningCloud, startRunningCloud } from '../test/support/running-cloud.ts';
import { demonstrationArticles, refusedArticle } from './screenshot-articles.ts';

/**
 * `npm run screenshots`: runs a local cloud with a few articles, and takes the pictures that the documents show, into
 * docs/screenshots/. Other names may be given to take only those.
 */

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const maxBytes = 300_000;

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const dark = { colorScheme: 'dark' } as const;

interface Shot {
  readonly name: string;
  readonly context: BrowserContextOptions;
  readonly show: (page: Page, cloud: RunningCloud) => Promise<void>;
}

const shots: readonly Shot[] = [
  { name: 'article', context: desk, show: readAlong },
  { name: 'article-dark', context: { ...desk, ...dark }, show: readAlong },
  { name: 'article-phone', context: phone, show: readAlong },
  { name: 'help', context: desk, show: help },
  { name: 'library', context: desk, show: library },
  { name: 'library-dark', context: { ...desk, ...dark, locale: 'fr-FR' }, show: library },
  { name: 'library-phone', context: phone, show: library },
  { name: 'quote', context: desk, show: quote },
  { name: 'embed', context: { viewport: { width: 680, height: 300 } }, show: embed },
  { name: 'embed-dark', context: { viewport: { width: 680, height: 300 }, ...dark }, show: embed },
];

const wished = process.argv.slice(2);
const cloud = await startRunningCloud();
const browser = await startBrowser();
try {
  await mkdir(folder, { recursive: true });
  await addArticles(cloud);
  for (const shot of shots) if (wished.length === 0 || wished.includes(shot.name)) await take(browser, shot);
} finally {
  await browser.close();
  await cloud.close();
}

async function take(inBrowser: Browser, { name, context, show }: Shot): Promise<void> {
  const own = await inBrowser.newContext({ locale: 'en-US', ...context });
  const page = await own.newPage();
  await show(page, cloud);
  const file = join(folder, `${name}.png`);
  // A dialog that is fading in is taken as it will be.
  await page.screenshot({ path: file, animations: 'disabled' });
  await own.close();
  const { size } = await stat(file);
  process.stdout.write(`${name}.png  ${Math.round(size / 1000)} kB\n`);
  if (size > maxBytes) throw new Error(`${name}.png has ${size} bytes; at most ${maxBytes} go into the repository.`);
}

/** Articles of our own, with their reviewed translations, and one that is refused. @returns when all are through */
async function addArticles({ description, sampleFolder }: RunningCloud): Promise<void> {
  const target = localTarget(description);
  const put = (Key: string, Body: string) =>
    target.s3.send(new PutObjectCommand({ Bucket: target.buckets.articles, Key, Body }));
  const units = demonstrationArticles.flatMap(({ sentences }) => sentences);
  await put(memoryKey('fr', 'en'), writeTmx({ source: 'fr', target: 'en', units: units.map(unitOf) }));
  const articles = demonstrationArticles.map(({ file, sentences }) => {
    return { file, content: sentences.map(([french]) => french).join('\n\n') };
  });
  // One after another, so that the list has them in this order.
  for (const { file, content } of [refusedArticle, ...articles]) {
    const key = `${uploadsPrefix}${file}`;
    await put(key, content);
    await settled(description.player, await articleIdOf(key));
  }
  await sampleFolder;
  target.s3.destroy();
}

function unitOf([source, target]: readonly [string, string]) {
  return { source, target };
}

async function settled(player: string, articleId: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${player}/${editionKey(articleId)}`);
    const manifest = answer.ok ? await answer.text() : '"narrating"';
    if (!manifest.includes('"narrating"')) return;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function library(page: Page, { address }: RunningCloud): Promise<void> {
  // One of the articles as it was a moment ago, half of its clips made.
  await page.route(`**/${libraryKey}`, async route => {
    const answer = await route.fetch();
    const list = v.parse(LibraryListSchema, await answer.json());
    const newest = list.articles.findIndex(({ status }) => status === 'complete');
    const articles = list.articles.map((entry, index) =>
      index === newest ? { ...entry, status: 'narrating', durationMs: {} } : entry,
    );
    await route.fulfill({ json: { ...list, articles } });
  });
  await page.route('**/work/1.*', route => route.fulfill({ status: 404 }));
  await page.goto(address);
  await page.waitForSelector('progress');
  await page.waitForSelector('.drop');
  await page.waitForLoadState('networkidle');
}

async function quote(page: Page, { address }: RunningCloud): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('.drop');
  const [article] = demonstrationArticles;
  const files = [
    { name: 'une-page-de-plus.txt', content: `Une page de plus\n\n${article?.sentences[1]?.[0] ?? ''} Et puis voilà.` },
    { name: refusedArticle.file, content: refusedArticle.content },
  ];
  await page
    .locator('input[type=file]')
    .setInputFiles(files.map(({ name, content }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })));
  await page.waitForSelector('.offer[data-state=quoted]');
  await page.waitForSelector('.offer[data-state=refused]');
}

async function openSample(page: Page, { address }: RunningCloud): Promise<void> {
  await page.goto(`${address}articles/${await sampleId()}/`);
  await page.waitForSelector('html[data-opened=article]');
  await page.waitForLoadState('networkidle');
}

/** In the middle of the first long sentence. */
async function readAlong(page: Page, running: RunningCloud): Promise<void> {
  await openSample(page, running);
  await page.keyboard.press(' ');
  await page.waitForSelector('[data-sentence=p2s0].current');
  await page.waitForSelector('[data-sentence=p2s0] .speaking[data-word="9"]');
  await page.keyboard.press(' ');
}

async function help(page: Page, running: RunningCloud): Promise<void> {
  await openSample(page, running);
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
}

async function embed(page: Page, { address }: RunningCloud): Promise<void> {
  await page.goto(`${address}embed.html?article=${await sampleId()}`);
  await page.getByRole('slider').fill('8000');
  await page.getByRole('slider').blur();
  await page.waitForLoadState('networkidle');
}

function sampleId(): Promise<string> {
  return articleIdOf(`${uploadsPrefix}telegram.fr.txt`);
}
