import { XMLParser, XMLValidator } from 'fast-xml-parser';
import RssParser from 'rss-parser';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { LibraryEntry } from '../../../core/edition/library-list.ts';
import { trackNames } from '../../../core/edition/timeline.ts';
import { maxItems, podcastFeed } from '../../../core/feeds/feed.ts';
import { feedGuid } from '../../../core/feeds/feed-guid.ts';
import { nastySentences } from '../../support/editions.ts';

const siteUrl = 'https://d111.cloudfront.example';

/** An article that was published on a day of 2026, counted from its first. */
function published(id: string, day: number, more: Partial<LibraryEntry['published']> = {}): LibraryEntry {
  const publishedAt = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  const track = (file: string) => ({ file: `article.${file}.mp3`, bytes: 1_000 + day, durationMs: 61_600 });
  return {
    id,
    revision: '01',
    title: id,
    status: 'complete',
    languages: ['fr', 'en'],
    uploadedAt: publishedAt,
    durationMs: {},
    published: {
      revision: '01',
      publishedAt,
      titles: { fr: `Titre ${id}`, en: `Title ${id}` },
      tracks: { fr: track('fr'), en: track('en'), 'fr-en': track('fr-en') },
      ...more,
    },
  };
}

const feedOf = (articles: readonly LibraryEntry[], track: (typeof trackNames)[number]) =>
  podcastFeed({ schema: 1, articles: [...articles] }, track, siteUrl);

const Attributes = v.record(v.string(), v.string());
const ItemSchema = v.looseObject({
  guid: v.object({ '#text': v.string(), isPermaLink: v.string() }),
  'podcast:transcript': v.array(Attributes),
  'podcast:chapters': Attributes,
  'itunes:image': v.optional(Attributes),
});
const RssSchema = v.object({
  rss: v.looseObject({
    channel: v.looseObject({
      'atom:link': Attributes,
      'itunes:category': v.looseObject({ text: v.string() }),
      'itunes:image': v.optional(Attributes),
      item: v.optional(v.array(ItemSchema), []),
    }),
  }),
});

/** The elements that a reader of plain RSS passes over. */
function channelOf(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: name => name === 'item' || name === 'podcast:transcript',
  });
  return v.parse(RssSchema, parser.parse(xml)).rss.channel;
}

describe('a feed', () => {
  it('brings the recording of each article, the newest first, as a feed reader reads it', async () => {
    const xml = await feedOf([published('old-0', 0), published('new-0', 9), published('mid-0', 4)], 'fr');
    const feed = await new RssParser().parseString(xml);
    expect(feed).toMatchObject({ title: 'Diglot · français', link: `${siteUrl}/`, language: 'fr' });
    expect(feed.feedUrl).toBe(`${siteUrl}/feeds/fr.xml`);
    expect(feed.items.map(({ guid }) => guid)).toEqual(['new-0', 'mid-0', 'old-0']);
    expect(feed.items[0]).toMatchObject({
      title: 'Titre new-0',
      link: `${siteUrl}/articles/new-0/`,
      isoDate: '2026-01-10T00:00:00.000Z',
      enclosure: { url: `${siteUrl}/articles/new-0/01/article.fr.mp3`, length: '1009', type: 'audio/mpeg' },
      itunes: { duration: '62', explicit: 'false' },
    });
  });

  it.each([
    ['fr', ['Titre a-0'], 'fr'],
    ['en', ['Title a-0'], 'en'],
    ['fr-en', ['Titre a-0 · Title a-0'], 'fr'],
  ] as const)('calls the articles of %s as their listeners do', async (track, titles, language) => {
    const feed = await new RssParser().parseString(await feedOf([published('a-0', 0)], track));
    expect(feed.items.map(({ title }) => title)).toEqual(titles);
    expect(feed['language']).toBe(language);
  });

  it('links the captions and the chapters of each recording', async () => {
    const [item] = channelOf(await feedOf([published('a-0', 0)], 'en')).item;
    const base = `${siteUrl}/articles/a-0/01/article.en`;
    expect(item?.['podcast:transcript']).toEqual([
      { url: `${base}.vtt`, type: 'text/vtt', language: 'en', rel: 'captions' },
      { url: `${base}.srt`, type: 'application/x-subrip', language: 'en', rel: 'captions' },
    ]);
    expect(item?.['podcast:chapters']).toEqual({ url: `${base}.chapters.json`, type: 'application/json+chapters' });
    expect(item?.guid).toEqual({ '#text': 'a-0', isPermaLink: 'false' });
  });

  it('shows the cover of each article, and as its own that of the newest that has one', async () => {
    const articles = [published('new-0', 9), published('mid-0', 4, { cover: 'cover.png' }), published('old-0', 0)];
    const channel = channelOf(await feedOf(articles, 'fr'));
    const cover = { href: `${siteUrl}/articles/mid-0/01/cover.png` };
    expect(channel['itunes:image']).toEqual(cover);
    expect(channel.item.map(item => item['itunes:image'])).toEqual([undefined, cover, undefined]);
    expect(channelOf(await feedOf([published('a-0', 0)], 'fr'))['itunes:image']).toBeUndefined();
  });

  it('says where it is, and keeps its name', async () => {
    const channel = channelOf(await feedOf([], 'fr-en'));
    const self = `${siteUrl}/feeds/fr-en.xml`;
    expect(channel['atom:link']).toEqual({ href: self, rel: 'self', type: 'application/rss+xml' });
    expect(channel['podcast:guid']).toBe(await feedGuid(self));
    expect(channel['itunes:category'].text).toBe('Education');
    expect(channel.item).toEqual([]);
  });

  it.each([...nastySentences, 'x'.repeat(300), 'a\u0000\u001F\uFFFE\uD800b'])(
    'bears the title %j as it stands',
    async title => {
      const articles = [published('a-0', 0, { titles: { fr: title, en: title } })];
      const shown = title.replaceAll(/\p{Cc}|\p{Cs}|\uFFFE|\s/gu, '');
      for (const track of trackNames) {
        const feed = await new RssParser().parseString(await feedOf(articles, track));
        expect(feed.items[0]?.title?.replaceAll(/[\s\u0085]/gu, '')).toBe(shown);
      }
    },
  );

  it(`has the newest ${maxItems} articles, and no more`, async () => {
    const articles = Array.from({ length: maxItems + 1 }, (_, day) => published(`a-${day}`, day));
    const feed = await new RssParser().parseString(await feedOf(articles, 'en'));
    expect(feed.items).toHaveLength(maxItems);
    expect(feed.items[0]?.guid).toBe(`a-${maxItems}`);
    expect(feed.items.at(-1)?.guid).toBe('a-1');
  });

  it('leaves out what is not published, and a recording that is not there', async () => {
    const { published: _, ...narrating } = published('b-0', 1);
    const halved = published('c-0', 2, { tracks: { fr: { file: 'article.fr.mp3', bytes: 1, durationMs: 1 } } });
    const guids = async (track: (typeof trackNames)[number]) =>
      (await new RssParser().parseString(await feedOf([published('a-0', 0), narrating, halved], track))).items.map(
        ({ guid }) => guid,
      );
    expect(await guids('fr')).toEqual(['c-0', 'a-0']);
    expect(await guids('en')).toEqual(['a-0']);
  });
});

it('the name of a feed is that of the Podcast Namespace', async () => {
  // The example of its documentation.
  expect(await feedGuid('https://podnews.net/rss')).toBe('9b024349-ccf0-5f69-a609-6b82873eab3c');
  expect(await feedGuid('podnews.net/rss/')).toBe('9b024349-ccf0-5f69-a609-6b82873eab3c');
});
