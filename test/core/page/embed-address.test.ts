import { describe, expect, it } from 'vitest';
import { articleIdOf } from '../../../core/keys.ts';
import { embedAddress, parseEmbedQuery } from '../../../core/page/embed-address.ts';

const request = (query: string) => parseEmbedQuery(query);

describe('the address of the small player', () => {
  it('names an article, and the language that it begins in', () => {
    expect(request('?article=telegram-fr-30a957')).toEqual({ articleId: 'telegram-fr-30a957', language: 'fr' });
    expect(request('?article=telegram-fr-30a957&lang=en')?.language).toBe('en');
    expect(request('?lang=de&article=telegram-fr-30a957')?.language).toBe('fr');
  });

  it.each(['uploads/été & œuvre +1%#.txt', 'uploads/a.md', 'uploads/…', `uploads/${'long-'.repeat(40)}.txt`])(
    'round-trips for the article of %s',
    async key => {
      const asked = { articleId: await articleIdOf(key), language: 'en' } as const;
      expect(request(new URL(embedAddress(asked), 'https://example.org/').search)).toEqual(asked);
    },
  );

  it.each([
    '',
    '?article=',
    '?article=../x-30a957',
    '?article=%2e%2e%2fx-30a957',
    '?article=a/b-30a957',
    '?article=https://example.org/a-30a957',
    '?article=telegram-fr',
    '?article=telegram-fr-30A957',
    '?article=telegram-fr-30a957%0a',
    '?article=telegram-fr-30a957?x',
    `?article=${'a'.repeat(60)}-30a957`,
    '?article=<script>-30a957',
    '?id=telegram-fr-30a957',
  ])('is refused for %j, which is no article of ours', query => {
    expect(request(query)).toBeUndefined();
  });
});
