import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import markdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { bilingualPage } from '../../../core/edition/bilingual-page.ts';
import { editionTmx } from '../../../core/edition/edition-tmx.ts';
import { markdownText } from '../../../core/edition/markdown.ts';
import { pageStyle, pageStyleSource } from '../../../core/edition/page-style.ts';
import { paragraphKinds } from '../../../core/edition/schema.ts';
import { languages } from '../../../core/languages.ts';
import { readTmx } from '../../../core/memory/tmx.ts';
import { editionOf, nastySentences, spokenParagraphs, type Written } from '../../support/editions.ts';
import { readHtml } from '../../support/html.ts';
import { readPage } from '../../support/read-page.ts';

const everyKind = spokenParagraphs(
  ...paragraphKinds.map(kind => ({ kind, fr: [`Un ${kind}.`], en: [`One ${kind}.`] })),
);
const nasty = paragraphKinds.flatMap(kind => nastySentences.map(text => ({ kind, fr: [text], en: [text] })));

/** White space as HTML shows it. */
const collapsed = (text: string) => text.replaceAll(/[\s\u0085]+/gu, ' ').trim();

/** What a reader sees of each block of Markdown. */
function renderedMarkdown(markdown: string): string[] {
  const blocks: string[] = [];
  const parser = new Parser({
    onopentag: name => {
      if (/^(?:p|h1|h2|li)$/u.test(name)) blocks.push('');
      else if (!/^(?:strong|em|ul|blockquote)$/u.test(name)) blocks.push(`unexpected ${name}`);
    },
    ontext: text => blocks.push((blocks.pop() ?? '') + text),
  });
  parser.end(markdownIt('commonmark').render(markdown));
  return blocks.map(collapsed).filter(block => block !== '');
}

describe('Markdown', () => {
  it('has a block a paragraph, marked as what it is', () => {
    const twoItems = spokenParagraphs(
      { kind: 'listItem', fr: ['Un.'], en: [] },
      { kind: 'listItem', fr: ['Deux.'], en: [] },
      { fr: ['Fin.'], en: [] },
    );
    expect(markdownText(everyKind, 'fr')).toBe(
      '**Un kicker.**\n\n# Un title.\n\n## Un heading.\n\nUn text.\n\n> Un quote.\n\n- Un listItem.\n\n*Un caption.*\n',
    );
    expect(markdownText(twoItems, 'fr')).toBe('- Un.\n- Deux.\n\nFin.\n');
  });

  it.each(paragraphKinds)('shows nasty text as it stands, in every %s', kind => {
    for (const text of nastySentences) {
      const markdown = markdownText(spokenParagraphs({ kind, fr: [text], en: [] }), 'fr');
      expect(renderedMarkdown(markdown)).toEqual([collapsed(text)]);
    }
  });
});

describe('the TMX', () => {
  const units = (...written: Written[]) =>
    readTmx(editionTmx(editionOf(spokenParagraphs(...written)), 'en'), { source: 'fr', target: 'en' });

  it('pairs the sentences by their ids', () => {
    expect(units({ fr: ['Il pleut.', 'Il neige.'], en: ['It rains.', 'It snows.'] })).toEqual([
      { source: 'Il pleut.', target: 'It rains.' },
      { source: 'Il neige.', target: 'It snows.' },
    ]);
  });

  it('keeps nasty text', () => {
    const read = units(...nastySentences.map(text => ({ fr: [text], en: [text] })));
    expect(read.map(({ source }) => collapsed(source))).toEqual(nastySentences.map(collapsed));
    expect(read.map(({ target }) => collapsed(target))).toEqual(nastySentences.map(collapsed));
  });

  it('says who translated each, and leaves out what nobody did', () => {
    const [first, second] = spokenParagraphs({ fr: ['Un.'], en: ['One.'] }, { fr: ['Deux.'], en: ['Two.'] });
    if (first === undefined || second?.versions.fr === undefined) throw new Error('no paragraphs');
    const tmx = editionTmx(editionOf([first, { ...second, versions: { fr: second.versions.fr } }], 'A & "b"'), 'en');
    expect(tmx).toContain('<tu tuid="p0s0">\n      <prop type="x-origin">machine</prop>');
    expect(tmx).toContain('<note>A &amp; "b".');
    expect(tmx).not.toContain('Deux');
  });
});

describe('the bilingual page', () => {
  it('shows every paragraph in both languages, side by side, as what it is', () => {
    const { passages } = readHtml(bilingualPage(editionOf(everyKind)));
    expect(passages.filter(({ language }) => language === 'fr').map(({ path, text }) => [path, text])).toEqual([
      ['p', 'Un kicker.'],
      ['h1', 'Un title.'],
      ['h2', 'Un heading.'],
      ['p', 'Un text.'],
      ['blockquote p', 'Un quote.'],
      ['ul li', 'Un listItem.'],
      ['figure figcaption', 'Un caption.'],
    ]);
    expect(passages.map(({ language }) => language)).toEqual(paragraphKinds.flatMap(() => languages));
  });

  it.each(paragraphKinds)('lets a %s run from the side that its text begins at, in each language', kind => {
    const page = readPage(bilingualPage(editionOf(spokenParagraphs({ kind, fr: ['مرحبا.'], en: ['Hello.'] }), 'A')));
    const isPassage = (at: number) =>
      page.elements[at]?.name === 'div' && 'lang' in (page.elements[at]?.attributes ?? {});
    const texts = page.elements.filter((_, at) => isPassage(at - 1));
    expect(texts.map(({ attributes }) => attributes['dir'])).toEqual(['auto', 'auto']);
  });

  it('has a heading of its own where the article has no title', () => {
    const untitled = spokenParagraphs({ fr: ['Il pleut.'], en: ['It rains.'] });
    expect(bilingualPage(editionOf(untitled, 'A & b'))).toContain('<h1 dir="auto">A &amp; b</h1>');
    expect(readHtml(bilingualPage(editionOf(everyKind))).names.filter(name => name === 'h1')).toHaveLength(2);
  });

  it('is well nested, and holds nasty text as it stands, titles too', () => {
    for (const title of nastySentences) {
      const page = readHtml(bilingualPage(editionOf(spokenParagraphs(...nasty), title)));
      expect(page.title).toBe(title);
      expect(page.passages.map(({ text }) => text)).toEqual(nasty.flatMap(({ fr, en }) => [...fr, ...en]));
      expect(page.problems).toEqual([]);
    }
  });

  it('plays the recordings beside it, those that there are', () => {
    const edition = editionOf(everyKind);
    expect(readHtml(bilingualPage(edition)).sources).toEqual(['article.fr.mp3', 'article.en.mp3', 'article.fr-en.mp3']);
    expect(readHtml(bilingualPage({ ...edition, audio: {} })).sources).toEqual([]);
  });

  it('runs no script, asks nothing of other sites, and allows its own style by its hash alone', () => {
    const page = readHtml(bilingualPage(editionOf(everyKind)));
    const digest = createHash('sha256').update(page.style).digest('base64');
    expect(pageStyleSource).toBe(`'sha256-${digest}'`);
    expect(page.style).toBe(pageStyle);
    expect(page.policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; media-src 'self' file:; base-uri 'none'; form-action 'none'`,
    );
    expect(page.names).not.toContain('script');
    expect(page.attributes.filter(name => /^on|^style$/u.test(name))).toEqual([]);
  });

  it('says where a machine translated, and only there', () => {
    const byMachine = everyKind.map(paragraph => {
      const { en } = paragraph.versions;
      if (en === undefined) return paragraph;
      const sentences = en.sentences.map(sentence => ({ ...sentence, origin: 'machine' as const }));
      return { ...paragraph, versions: { ...paragraph.versions, en: { ...en, sentences } } };
    });
    expect(bilingualPage(editionOf(byMachine))).toContain('Translated by a machine');
    expect(bilingualPage(editionOf(everyKind))).not.toContain('Translated by a machine');
  });
});
