import { describe, expect, it } from 'vitest';
import type { LibraryEntry } from '../../../core/edition/library-list.ts';
import { libraryPage } from '../../../core/page/library-page.ts';
import { nastySentences } from '../../support/editions.ts';
import { readPage } from '../../support/read-page.ts';

const entry: LibraryEntry = {
  id: 'temps-0a1b2c',
  revision: '01',
  title: 'Le temps',
  status: 'complete',
  languages: ['fr', 'en'],
  uploadedAt: '2026-11-23T10:00:00Z',
  durationMs: { fr: 187_000, en: 3_661_000 },
  titles: { fr: 'Le temps', en: 'Time' },
  paragraphs: 2,
};

const pageOf = (...articles: LibraryEntry[]) => readPage(libraryPage({ schema: 1, articles }, { root: '/' }));

describe('the page of the library', () => {
  it('leads to each article and each feed without a script', () => {
    const page = pageOf(entry, { ...entry, id: 'lac-0a1b2d', title: 'Le lac' });
    const addresses = page.named('a').map(({ href }) => href);
    expect(addresses).toEqual([
      '/',
      '/articles/temps-0a1b2c/',
      '/articles/lac-0a1b2d/',
      '/feeds/fr.xml',
      '/feeds/en.xml',
      '/feeds/fr-en.xml',
    ]);
  });

  it('tells titles in both languages, day and durations', () => {
    const { text } = pageOf(entry);
    for (const part of ['Le temps', 'Time', '2026-11-23', 'Français 3:07', 'English 1:01:01']) {
      expect(text).toContain(part);
    }
  });

  it('tells what went wrong, and what to do', () => {
    const error = { code: 'NotText', message: 'It is a PDF.', remedy: 'Save it as text.' } as const;
    const { text } = pageOf({ ...entry, status: 'failed', error });
    for (const part of ['Failed', 'NotText', 'It is a PDF.', 'Save it as text.']) expect(text).toContain(part);
  });

  it('looks again by itself while an article is being made, and only then', () => {
    const refreshes = (status: LibraryEntry['status']) =>
      pageOf({ ...entry, status })
        .named('meta')
        .filter(attributes => attributes['http-equiv'] === 'refresh');
    expect(refreshes('narrating')).toHaveLength(1);
    expect(refreshes('complete')).toEqual([]);
  });

  it('shows every title as it is written, and nothing in it is mark-up', () => {
    const nasty = nastySentences.map(
      (title, index): LibraryEntry => ({ ...entry, id: `a-${index}`, title, titles: { en: title } }),
    );
    const page = pageOf(...nasty);
    const plain = pageOf(...nasty.map(one => ({ ...one, title: 'x', titles: { en: 'x' } })));
    expect(page.elements.map(({ name }) => name)).toEqual(plain.elements.map(({ name }) => name));
    for (const title of nastySentences) expect(page.text).toContain(title);
  });
});
