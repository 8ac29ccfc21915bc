import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../core/edition/schema.ts';
import { articlePage } from '../../../core/page/article-page.ts';
import { editionOf, nastySentences, spokenParagraphs } from '../../support/editions.ts';
import { readPage } from '../../support/read-page.ts';

const edition = editionOf(
  spokenParagraphs(
    { kind: 'title', fr: ['Le temps'], en: ['Time'] },
    { fr: ['Il pleut.', 'Encore.'], en: ['It rains.', 'Again.'] },
  ),
);

describe('the page of an article', () => {
  it('says on its body which view, article and library it is of', () => {
    const [body] = readPage(articlePage(edition, { root: '/' })).named('body');
    expect(body).toEqual({
      'data-view': 'article',
      'data-article': 'temps-0a1b2c',
      'data-root': '/',
      'data-revision': '01',
      'data-status': 'complete',
    });
  });

  it('is read without a script: every sentence of both languages, and the recordings', () => {
    const page = readPage(articlePage(edition, { root: '/' }));
    for (const sentence of ['Le temps', 'Time', 'Il pleut.', 'Encore.', 'It rains.', 'Again.']) {
      expect(page.text).toContain(sentence);
    }
    expect(page.named('audio').map(({ src }) => src)).toEqual([
      '/articles/temps-0a1b2c/01/article.fr.mp3',
      '/articles/temps-0a1b2c/01/article.en.mp3',
      '/articles/temps-0a1b2c/01/article.fr-en.mp3',
    ]);
  });

  it('lets the title that it has of its own run from the side that it begins at', () => {
    const untitled = editionOf(spokenParagraphs({ fr: ['Il pleut.'], en: ['It rains.'] }), 'مرحبا');
    expect(readPage(articlePage(untitled, { root: '/' })).named('h1')).toEqual([{ lang: 'fr', dir: 'auto' }]);
  });

  it('has one script and one style, files of the library, and nothing that its policy would refuse', () => {
    const page = readPage(articlePage(edition, { root: '/' }));
    expect(page.named('script')).toEqual([{ defer: '', src: '/app/player.js' }]);
    expect(page.named('link')).toEqual([{ rel: 'stylesheet', href: '/app/player.css' }]);
    expect(page.named('style')).toEqual([]);
    const attributes = page.elements.flatMap(element => Object.keys(element.attributes));
    expect(attributes.filter(name => name === 'style' || name.startsWith('on'))).toEqual([]);
  });

  it('on disk carries its manifest, and finds all else beside itself', () => {
    const nasty = editionOf(spokenParagraphs({ fr: nastySentences, en: nastySentences }), '</script><!--');
    const page = articlePage(nasty, { root: '' });
    const [, json = ''] = /<script type="application\/json" id="edition">([^<]*)<\/script>/u.exec(page) ?? [];
    expect(JSON.parse(json)).toEqual(nasty);
    expect(readPage(page).named('script')[0]).toEqual({ defer: '', src: 'player/player.js' });
    expect(readPage(page).named('audio')[0]?.['src']).toBe('article.fr.mp3');
    expect(readPage(page).named('a')).toEqual([]);
  });

  it('on disk brings its own policy, in front of all that it is about', () => {
    const [first, policy] = readPage(articlePage(edition, { root: '' })).named('meta');
    expect(first).toEqual({ charset: 'utf-8' });
    expect(policy?.['http-equiv']).toBe('Content-Security-Policy');
    expect(policy?.['content']).toMatch(/^default-src 'none'; script-src 'self' file:; /u);
    expect(articlePage(edition, { root: '/' })).not.toContain('http-equiv');
  });

  it('keeps nasty text text', () => {
    const paragraphs = spokenParagraphs({ fr: nastySentences, en: nastySentences });
    for (const title of nastySentences) {
      const names = new Set(
        readPage(articlePage(editionOf(paragraphs, title), { root: '/' })).elements.map(({ name }) => name),
      );
      for (const foreign of ['b', 'img', 'br', 'em', 'code']) expect(names).not.toContain(foreign);
      expect(readPage(articlePage(editionOf(paragraphs, title), { root: '/' })).named('script')).toHaveLength(1);
    }
  });

  it('looks again by itself, without the script, only while the edition is in the making', () => {
    const refreshes = (status: Edition['status']) =>
      readPage(articlePage({ ...edition, status }, { root: '/' }))
        .named('meta')
        .filter(meta => 'http-equiv' in meta).length;
    expect([refreshes('narrating'), refreshes('complete'), refreshes('failed')]).toEqual([1, 0, 0]);
  });

  it('of a failed edition says what is wrong, where, and what to do', () => {
    const failed: Edition = {
      ...editionOf([]),
      status: 'failed',
      error: { code: 'NotText', message: 'It is a PDF.', place: 'a.txt, byte 0', remedy: 'Save it as text.' },
    };
    const { text } = readPage(articlePage(failed, { root: '/' }));
    for (const part of ['NotText', 'It is a PDF.', 'a.txt, byte 0', 'Save it as text.']) expect(text).toContain(part);
  });

  it('tells of a machine’s translation, and of none where people reviewed it', () => {
    const [paragraph] = spokenParagraphs({ fr: ['Oui.'], en: ['Yes.'] });
    const en = paragraph?.versions.en;
    if (paragraph === undefined || en === undefined) throw new Error('There is one.');
    const by = (origin: 'memory' | 'machine') => {
      const sentences = en.sentences.map(sentence => ({ ...sentence, origin }));
      const made = editionOf([{ ...paragraph, versions: { ...paragraph.versions, en: { ...en, sentences } } }]);
      return readPage(articlePage(made, { root: '/' })).text.includes('Translated by a machine');
    };
    expect([by('machine'), by('memory')]).toEqual([true, false]);
  });
});
