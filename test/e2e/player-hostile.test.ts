import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../../core/edition/schema.ts';
import { openArticlePage } from '../support/article-page.ts';
import { startBrowser } from '../support/browser.ts';
import { nastySentences } from '../support/editions.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "'-alert(1)-'",
  '</script><script>alert(1)</script>',
  '<a href="javascript:alert(1)">clic</a>',
  '{{constructor.constructor("alert(1)")()}}',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

/** On a machine that does much else, a few dozen paragraphs take a while. */
const makingMs = 300_000;

let cloud: CountingCloud;
let browser: Browser;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openCountingCloud(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await cloud.close();
});

/** Opens every view of the page, and plays. @returns what went wrong */
async function visit(edition: Edition) {
  const address = new URL(`articles/${edition.article.id}/`, cloud.player).href;
  const opened = await openArticlePage(browser, address);
  const { page } = opened;
  await page.keyboard.press('k');
  await opened.until(({ clip, ms }) => clip !== '' && ms > 100);
  for (const key of ['o', 'd', 'i', '?']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    for (const details of await page.locator('dialog details').all()) await details.locator('summary').click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  return opened;
}

it(
  'hostile text, title and file name are text, and no more',
  async () => {
    const title = `Titre <img src=x onerror=alert(1)> "&' </title><script>alert(1)</script>`;
    const sentences = payloads.map(payload => `Voici ${payload} dans le texte.`).join(' ');
    const short = nastySentences.filter(sentence => sentence.length < 100).join(' ');
    const text = [title, sentences, short].join('\n\n');
    const edition = await cloud.make('a<img src=x onerror=alert(1)>&"\'.txt', text);
    const { page, problems, close } = await visit(edition);
    expect(problems).toEqual([]);
    for (const name of ['img', 'iframe', 'main script', 'article svg', '[onerror]', '[onload]']) {
      expect([name, await page.locator(name).count()]).toEqual([name, 0]);
    }
    for (const payload of payloads.slice(0, 3))
      expect(await page.locator('#transcript').textContent()).toContain(payload);
    expect(await page.title()).toContain('<script>alert(1)</script>');
    await close();
  },
  makingMs,
);

it(
  'links of the text lead to http, https and mailto alone, and stay links while their sentence is spoken',
  async () => {
    const text = `# Les liens

Voici [un lien sûr](https://exemple.fr/?a=1&b=2), puis [un piège](javascript:alert(1)) et [une adresse](mailto:a@exemple.fr).
`;
    const edition = await cloud.make('liens.md', text);
    const { page, until, shown, problems, close } = await visit(edition);
    await page.keyboard.press('Shift+ArrowRight');
    await until(({ sentence, word }) => sentence === 'p1s0' && word !== '');
    const links = (await shown('.sentence.current a')).map(({ name, href, rel }) => [name, href, rel]);
    expect(links).toEqual([
      ['un lien sûr', 'https://exemple.fr/?a=1&b=2', 'noopener noreferrer'],
      ['une adresse', 'mailto:a@exemple.fr', 'noopener noreferrer'],
    ]);
    expect(problems).toEqual([]);
    await close();
  },
  makingMs,
);

it(
  'a paragraph in Arabic runs from the right, its sentences too; the others stand where they stood',
  async () => {
    const arabic = ['العلم نور والجهل ظلام.', 'من جد وجد.'];
    const edition = await cloud.make(
      'arabe.txt',
      ['Le proverbe', arabic.join(' '), 'Il le dit deux fois.'].join('\n\n'),
    );
    const { page, problems, close } = await visit(edition);
    const placed = await page.evaluate<Array<{ from: string; text: string; right: number }>>(`
      Array.from(document.querySelectorAll('.passage[lang=fr] .sentence'), sentence => ({
        from: getComputedStyle(sentence.parentElement).direction,
        text: sentence.textContent,
        right: sentence.getBoundingClientRect().right,
      }))`);
    expect(placed.map(({ from, text }) => [from, text])).toEqual([
      ['ltr', 'Le proverbe'],
      ['rtl', arabic[0]],
      ['rtl', arabic[1]],
      ['ltr', 'Il le dit deux fois.'],
    ]);
    expect(placed[2]?.right).toBeLessThan(placed[1]?.right ?? 0);
    expect(problems).toEqual([]);
    await close();
  },
  makingMs,
);
