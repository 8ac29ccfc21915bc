import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../../core/edition/schema.ts';
import type { Language } from '../../core/languages.ts';
import { stretchesOf } from '../../core/playback/stretches.ts';
import {
  type ArticlePage,
  type ArticlePageOptions,
  openArticlePage,
  opened,
  spokenVersion,
  wordsSpoken,
} from '../support/article-page.ts';
import { startBrowser } from '../support/browser.ts';
import type { Moment } from '../support/moment.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const article = `Le marché du samedi

Chaque samedi, la place se remplit de monde. Les marchands arrivent à six heures. Ils vendent des fruits, du pain et du fromage.

Une vieille dame achète trois pommes rouges. Elle les paie avec des pièces de monnaie. Le marchand la salue et sourit.

À midi, tout le monde rentre à la maison. La place redevient calme et vide.
`;

/** On a machine that does much else, the cloud and its voice take a while. */
const makingMs = 300_000;

let cloud: CountingCloud;
let browser: Browser;
let edition: Edition;
let address: string;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openCountingCloud(), startBrowser()]);
  edition = await cloud.make('marché.txt', article);
  address = new URL(`articles/${edition.article.id}/`, cloud.player).href;
}, makingMs);
afterAll(async () => {
  await browser.close();
  await cloud.close();
});

/** Opens the page for one test, and holds that nothing went wrong on it. */
async function withPage(
  hash: string,
  use: (page: ArticlePage) => Promise<void>,
  { mayFail = false, ...options }: ArticlePageOptions & { readonly mayFail?: boolean } = {},
): Promise<void> {
  const page = await openArticlePage(browser, `${address}${hash}`, options);
  try {
    await use(page);
    if (!mayFail) expect(page.problems).toEqual([]);
  } finally {
    await page.close();
  }
}

const clipName = (paragraph: number, language: Language) => spokenVersion(edition, paragraph, language).name;
const sounds = ({ clip, ms }: Moment) => clip !== '' && ms > 30;

describe('the article page', () => {
  it.each([1, 2])('marks the word that is spoken, at %d times the speed', async speed => {
    await withPage('#p=1&s=0&lang=fr', async ({ page, now, until }) => {
      if (speed === 2) for (let press = 0; press < 5; press += 1) await page.keyboard.press('+');
      await page.keyboard.press('k');
      const moments: Moment[] = [await until(sounds)];
      const goesOn = () => moments.length < 10 || moments.at(-1)?.sentence === moments[0]?.sentence;
      for (let look = 0; look < 60 && goesOn(); look += 1) {
        await page.waitForTimeout(100 + Math.random() * 500);
        const moment = await now();
        if (sounds(moment)) moments.push(moment);
      }
      for (const moment of moments) {
        expect(moment.speed).toBe(speed);
        expect(wordsSpoken(edition, moment.clip, moment.ms)).toContain(moment.word);
      }
      expect(goesOn(), JSON.stringify(moments)).toBe(false);
      // They were not ten times the same.
      expect(new Set(moments.map(({ wordIndex, sentence }) => `${sentence} ${wordIndex}`)).size).toBeGreaterThan(4);
    });
  });

  it('switches the language mid-sentence and goes on at the counterpart', async () => {
    await withPage('#p=1&s=1&lang=fr', async ({ page, until }) => {
      await page.keyboard.press('k');
      await until(moment => sounds(moment) && moment.sentence === 'p1s1' && moment.word === 'arrivent');
      await page.keyboard.press('f');
      const moment = await until(({ language, clip }) => language === 'en' && clip !== '');
      expect(moment).toMatchObject({ sentence: 'p1s1', counterpart: 'p1s1', clip: clipName(1, 'en') });
      const { version, clip } = spokenVersion(edition, 1, 'en');
      const { fromMs = 0, toMs = 0 } = stretchesOf(version, clip)[1] ?? {};
      expect(moment.ms).toBeGreaterThanOrEqual(fromMs - 30);
      expect(moment.ms).toBeLessThan(toMs);
    });
  });

  it('plays from the word that is clicked in Safari too, which has another name for finding it', async () => {
    const before = async (page: Page) => {
      await page.addInitScript({ content: 'delete Document.prototype.caretPositionFromPoint' });
    };
    await withPage(
      '',
      async ({ until, clickWord }) => {
        await clickWord('p2s1', 'fr', 'pièces');
        // The very first that sounds; from the beginning of the sentence the word would come a second later.
        const moment = await until(({ clip }) => clip !== '');
        expect(moment).toMatchObject({ clip: clipName(2, 'fr'), sentence: 'p2s1' });
        const { version, clip } = spokenVersion(edition, 2, 'fr');
        const word = clip.words?.find(({ start, end }) => version.text.slice(start, end) === 'pièces');
        expect(moment.ms).toBeGreaterThan((word?.ms ?? Number.POSITIVE_INFINITY) - 100);
      },
      { before },
    );
  });

  it('plays from the word that is clicked, in the language that it is of', async () => {
    await withPage('', async ({ until, clickWord }) => {
      await clickWord('p2s1', 'fr', 'pièces');
      const moment = await until(({ clip, word }) => clip !== '' && word !== '');
      expect(moment).toMatchObject({ sentence: 'p2s1', language: 'fr', clip: clipName(2, 'fr') });
      // The word before may still be marked for the few milliseconds of the lead.
      await until(({ word }) => word === 'pièces');
      await clickWord('p3s1', 'en', 'redevient');
      expect(await until(({ language, clip }) => language === 'en' && clip !== '')).toMatchObject({
        sentence: 'p3s1',
        clip: clipName(3, 'en'),
      });
    });
  });

  it('after a reload is where one stopped, whatever link led there, and plays on from there', async () => {
    await withPage('#p=1&s=0', async ({ page, until, now }) => {
      await page.locator('.sentence[data-sentence="p2s1"][lang="en"]').click();
      await until(({ sentence, clip }) => sentence === 'p2s1' && clip !== '');
      await page.reload();
      await opened(page);
      expect(await now()).toMatchObject({ sentence: 'p2s1', language: 'en', clip: '' });
      await page.keyboard.press('k');
      expect(await until(sounds)).toMatchObject({ sentence: 'p2s1', clip: clipName(2, 'en') });
    });
  });

  it('speaks sentence by sentence in both languages, and repeats the pair', async () => {
    await withPage('#p=3&s=1', async ({ page, startRecord, stopRecord, until }) => {
      await page.keyboard.press('4');
      await page.keyboard.press('r');
      for (let press = 0; press < 7; press += 1) await page.keyboard.press('+');
      await startRecord();
      await page.keyboard.press('k');
      const first = await until(sounds);
      const again = await until(
        moment => sounds(moment) && moment.language === 'fr' && moment.atMs > first.atMs + 2_000,
      );
      // Until the record has it too, which looks in turns of its own.
      await until(({ atMs }) => atMs > again.atMs + 150);
      const moments = (await stopRecord()).filter(sounds);
      const heard = moments.map(({ sentence, language }) => `${sentence} ${language}`);
      const turns = heard.filter((turn, index) => turn !== heard[index - 1]);
      expect(turns.slice(0, 3)).toEqual(['p3s1 fr', 'p3s1 en', 'p3s1 fr']);
    });
  });

  it('tells the lock screen what is played, and how far it is', async () => {
    await withPage(
      '#p=1&s=0&lang=fr',
      async ({ page, until }) => {
        await page.keyboard.press('k');
        await until(sounds);
        const told = await page.evaluate(
          '[navigator.mediaSession.metadata.title, navigator.mediaSession.playbackState]',
        );
        expect(told).toEqual(['Le marché du samedi', 'playing']);
        const [titleMs, wholeMs] = [edition.paragraphs[0]?.versions.fr?.clip?.durationMs, edition.audio.fr?.durationMs];
        const { duration, position } = await page.evaluate<MediaPosition>('lockScreen.position');
        expect(duration * 1_000).toBeCloseTo(wholeMs ?? Number.NaN, 0);
        expect(position * 1_000).toBeGreaterThanOrEqual((titleMs ?? Number.NaN) - 1);
        expect(position).toBeLessThan(duration);
        await page.keyboard.press('k');
        await until(({ clip }) => clip === '');
        expect(await page.evaluate('navigator.mediaSession.playbackState')).toBe('paused');
      },
      { before: watchLockScreen },
    );
  });

  it('obeys the keys of a headset and of the lock screen', async () => {
    await withPage(
      '#p=1&s=0&lang=fr',
      async ({ page, until }) => {
        const press = (action: string, details = '{}') => page.evaluate(`lockScreen.keys.${action}(${details})`);
        await press('play');
        await until(moment => sounds(moment) && moment.sentence === 'p1s0');
        await press('nexttrack');
        await until(moment => sounds(moment) && moment.sentence === 'p2s0');
        await press('seekbackward', '{ seekOffset: 3600 }');
        await until(moment => sounds(moment) && moment.sentence === 'p0s0');
        await press(
          'seekto',
          `{ seekTime: ${(edition.paragraphs[3]?.versions.fr?.clip?.startMs ?? 0) / 1_000 + 0.3} }`,
        );
        await until(moment => sounds(moment) && moment.sentence === 'p3s0');
        await press('pause');
        expect(await until(({ clip }) => clip === '')).toMatchObject({ sentence: 'p3s0' });
        await press('previoustrack');
        expect(await until(({ sentence }) => sentence === 'p2s0')).toMatchObject({ clip: '' });
      },
      { before: watchLockScreen },
    );
  });

  it('passes over what is not spoken, and says so, in the text and aloud', async () => {
    const { en, ...rest } = edition.paragraphs[2]?.versions ?? {};
    if (en === undefined) throw new Error('It is there.');
    const { clip: _, ...silent } = en;
    const versions = { ...rest, en: silent };
    const paragraphs = edition.paragraphs.map(one => (one.index === 2 ? { ...one, versions } : one));
    await withPage(
      '#p=1&s=2&lang=en',
      async ({ page, until }) => {
        await page.keyboard.press('k');
        await until(({ sentence, clip }) => sentence === 'p3s0' && clip === clipName(3, 'en'));
        expect(await page.locator('.status').textContent()).toBe('A paragraph that is not spoken was passed over.');
        expect(await page.locator('#p2 .unspoken').getAttribute('data-note')).toBe('not spoken');
      },
      {
        before: async page => {
          await page.route('**/edition.json', route =>
            route.fulfill({ json: { ...edition, status: 'partial', paragraphs } }),
          );
        },
      },
    );
  });

  it('says that a clip can not be loaded, and plays on when it can', async () => {
    await withPage(
      '',
      async ({ page, until, problems }) => {
        let isDown = true;
        await page.route('**/clips/*.mp3', route => (isDown ? route.abort() : route.continue()));
        await page.keyboard.press('Shift+ArrowRight');
        await page.keyboard.press('k');
        await page.locator('.status', { hasText: 'The sound could not be loaded.' }).waitFor();
        isDown = false;
        await page.keyboard.press('k');
        await until(sounds);
        expect(problems.every(problem => problem.includes('net::ERR_FAILED'))).toBe(true);
      },
      { mayFail: true },
    );
  });

  it('goes on from clip to clip without a gap that is heard', async () => {
    await withPage('#p=0&s=0&lang=fr', async ({ page, startRecord, stopRecord, until }) => {
      await page.keyboard.press('3');
      await page.waitForTimeout(500);
      await startRecord();
      await page.keyboard.press('k');
      await until(({ clip }) => clip === clipName(1, 'en'));
      await page.waitForTimeout(600);
      const gaps = gapsMs(
        (await stopRecord()).filter(({ clip }) => clip !== ''),
        edition,
      );
      process.stdout.write(`gaps between clips: ${gaps.map(gap => Math.round(gap)).join(', ')} ms\n`);
      expect(gaps.length).toBeGreaterThanOrEqual(3);
      // Shorter than any pause that a speaker makes; some 25 ms on a machine that has nothing else to do.
      expect(Math.max(...gaps)).toBeLessThan(200);
      // Nor do they sound at once: the encoder's own silence is before the first word.
      expect(Math.min(...gaps)).toBeGreaterThan(-60);
    });
  });
});

interface MediaPosition {
  readonly duration: number;
  readonly position: number;
}

/** Keeps what the page tells the system, and the keys that it listens to: a browser shows neither to its pages. */
async function watchLockScreen(page: Page): Promise<void> {
  await page.addInitScript(`
    const lockScreen = { keys: {}, position: undefined };
    globalThis.lockScreen = lockScreen;
    navigator.mediaSession.setActionHandler = (action, handler) => void (lockScreen.keys[action] = handler);
    navigator.mediaSession.setPositionState = position => void (lockScreen.position = position);
  `);
}

/** From the end of each clip, as its last moment foretells it, to the beginning of the next, as its later moments tell. */
function gapsMs(moments: readonly Moment[], { paragraphs }: Edition): number[] {
  const clips = paragraphs.flatMap(({ versions }) => Object.values(versions).flatMap(({ clip }) => clip ?? []));
  const gaps: number[] = [];
  for (const [index, moment] of moments.entries()) {
    const before = moments[index - 1];
    if (before === undefined || before.clip === moment.clip) continue;
    const durationMs = clips.find(({ file }) => file.endsWith(before.clip))?.durationMs ?? Number.NaN;
    const endAtMs = before.atMs + durationMs - before.ms;
    const steady = moments.find(({ clip, atMs }) => clip === moment.clip && atMs > moment.atMs + 250);
    if (steady !== undefined) gaps.push(steady.atMs - steady.ms - endAtMs);
  }
  return gaps;
}
