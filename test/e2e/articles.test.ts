import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../../core/edition/schema.ts';
import { languages } from '../../core/languages.ts';
import { expectedArticles, expectedRefusals } from './articles-expected.ts';
import { billedIn, type CountingCloud, openCountingCloud } from './counting-cloud.ts';
import { editionsOf, lettersHeld, lettersIn, outlineOf, readingWarnings } from './reading-fixtures.ts';

let cloud: CountingCloud;
let editions: ReadonlyMap<string, Edition>;
/** What had been billed when the refusals were through, before any article that is read. */
let billedForRefusals: ReturnType<typeof billedIn>;

beforeAll(async () => {
  cloud = await openCountingCloud();
  const refused = await editionsOf(cloud, Object.keys(expectedRefusals));
  billedForRefusals = billedIn(cloud.bill);
  const read = await editionsOf(cloud, Object.keys(expectedArticles));
  editions = new Map([...refused, ...read]);
}, 600_000);
afterAll(() => cloud.close());

function editionOf(name: string): Edition {
  const edition = editions.get(name);
  if (edition === undefined) throw new Error(`${name} was not uploaded.`);
  return edition;
}

describe.each(Object.entries(expectedArticles))('%s, uploaded', (name, expected) => {
  it('becomes exactly its paragraphs, with their kinds', () => {
    const edition = editionOf(name);
    expect({ status: edition.status, error: edition.error }).toEqual({ status: 'complete', error: undefined });
    expect(outlineOf(edition)).toEqual(expected.outline);
  });

  it(`is recorded as ${expected.encoding}, with what was skipped, mended or doubted`, () => {
    const edition = editionOf(name);
    expect(edition.article.source.encoding).toBe(expected.encoding);
    expect(readingWarnings(edition)).toEqual(expected.warnings);
  });

  it('is spoken in both languages, paragraph by paragraph', async () => {
    const edition = editionOf(name);
    const clips = edition.paragraphs.flatMap(({ versions }) => languages.map(language => versions[language]?.clip));
    expect(clips.filter(clip => (clip?.durationMs ?? 0) > 100)).toHaveLength(2 * expected.outline.length);
    const files = new Set(clips.flatMap(clip => clip?.file ?? []));
    for (const file of files) expect((await cloud.read(edition, file)).length).toBeGreaterThan(500);
  });
});

it.each(Object.keys(expectedArticles).filter(name => name.endsWith('.txt')))('%s has lost no letter', async name => {
  const edition = editionOf(name);
  expect(lettersHeld(edition)).toBe(await lettersIn(name, edition));
});

describe.each(Object.entries(expectedRefusals))('%s, uploaded', (name, expected) => {
  it(`is refused with ${expected.code}, the place and what to do`, () => {
    const { status, error, paragraphs, receipt } = editionOf(name);
    expect({ status, paragraphs, receipt }).toEqual({ status: 'failed', paragraphs: [], receipt: undefined });
    expect(error).toMatchObject({ code: expected.code, place: `uploads/${name}` });
    expect(error?.message).toContain(expected.says);
    expect(error?.remedy).toMatch(/^[A-Z].{20,}\.$/u);
  });
});

it('bills not one character for what is refused', () => {
  expect(billedForRefusals).toEqual({ translate: 0, narrate: 0, marks: 0 });
});
