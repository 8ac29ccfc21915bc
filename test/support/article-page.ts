import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Edition, Version } from '../../core/edition/schema.ts';
import type { Language } from '../../core/languages.ts';
import { wordAt } from '../../core/playback/stretches.ts';
import type { Moment, ShownElement } from './moment.ts';

export interface ArticlePage {
  readonly page: Page;
  /** Dialogs, errors that nobody caught, lines of the console at level error: refusals of the policy are among them. */
  readonly problems: readonly string[];
  readonly now: () => Promise<Moment>;
  /** The first moment of which it holds. */
  readonly until: (holds: (moment: Moment) => boolean) => Promise<Moment>;
  readonly startRecord: () => Promise<void>;
  readonly stopRecord: () => Promise<Moment[]>;
  readonly clickWord: (sentence: string, language: Language, word: string) => Promise<void>;
  /** What is seen of a selector. */
  readonly shown: (selector: string) => Promise<ShownElement[]>;
  readonly close: () => Promise<void>;
}

export interface ArticlePageOptions extends BrowserContextOptions {
  /** Called before the page goes to its address. */
  readonly before?: (page: Page) => Promise<void>;
}

const inPage = transformSync(readFileSync(new URL('../web/in-page.ts', import.meta.url), 'utf8'), {
  loader: 'ts',
  format: 'iife',
}).code;

/** Opens the page of an article with a browser's profile of its own: nothing kept. */
export async function openArticlePage(
  browser: Browser,
  address: string,
  { before, ...options }: ArticlePageOptions = {},
): Promise<ArticlePage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const problems = watch(page);
  await page.addInitScript({ content: inPage });
  await before?.(page);
  await page.goto(address);
  await opened(page);
  const now = () => page.evaluate<Moment>('inPage.moment()');
  return {
    page,
    problems,
    now,
    until: async holds => {
      for (;;) {
        const moment = await now();
        if (holds(moment)) return moment;
      }
    },
    startRecord: () => page.evaluate('inPage.startRecord()'),
    stopRecord: () => page.evaluate<Moment[]>('inPage.stopRecord()'),
    clickWord: async (sentence, language, word) => {
      const place = [sentence, language, word].map(part => JSON.stringify(part)).join(', ');
      const { x, y } = await page.evaluate<{ x: number; y: number }>(`inPage.wordAt(${place})`);
      await page.mouse.click(x, y);
    },
    shown: selector => page.evaluate<ShownElement[]>(`inPage.shown(${JSON.stringify(selector)})`),
    close: () => context.close(),
  };
}

/** The script has made the page a player. */
export async function opened(page: Page): Promise<void> {
  await page.waitForSelector('html[data-opened="article"]', { state: 'attached' });
}

function watch(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('dialog', dialog => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', error => problems.push(`error: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  return problems;
}

/** A version of an edition that must be there, and its clip. */
export function spokenVersion(edition: Edition, paragraph: number, language: Language) {
  const version: Version | undefined = edition.paragraphs[paragraph]?.versions[language];
  const clip = version?.clip;
  if (version === undefined || clip === undefined)
    throw new Error(`Paragraph ${paragraph} is not spoken in ${language}.`);
  return { version, clip, name: clip.file.split('/').at(-1) ?? '' };
}

/**
 * The words that may be marked at a moment of a clip: by its marks, at that moment and two frames before. A sentence's
 * first word is marked with its sentence, which begins some milliseconds before it.
 */
export function wordsSpoken(edition: Edition, clipName: string, ms: number): string[] {
  const versions = edition.paragraphs.flatMap(paragraph => Object.values(paragraph.versions));
  const version = versions.find(({ clip }) => clip?.file.endsWith(clipName));
  const words = version?.clip?.words ?? [];
  const next = words[wordAt(words, ms + 60)];
  const isFirst = version?.sentences.some(({ start, end }) => {
    return words.find(word => word.start >= start && word.start < end) === next;
  });
  const at = [words[wordAt(words, ms)], words[wordAt(words, ms - 40)], ...(isFirst === true ? [next] : [])];
  return at.map(word => (word === undefined ? '' : (version?.text.slice(word.start, word.end) ?? '')));
}
