import { describe, expect, it } from 'vitest';
import { articleWords } from '../../web/words/article.ts';
import { deskWords } from '../../web/words/desk.ts';
import { embedWords } from '../../web/words/embed.ts';
import { libraryWords } from '../../web/words/library.ts';

const views = [articleWords, deskWords, embedWords, libraryWords];
const french = views.flatMap(({ fr }) => textsOf(fr));
const english = views.flatMap(({ en }) => textsOf(en));

/** All texts of some words, those that are made of parts too. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return textsOf(Reflect.apply(words, undefined, [2, 3]));
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

describe('the words', () => {
  it('have in French a no-break space, and no other, before a colon and its like, and within quotes', () => {
    expect(french.filter(text => /[:;!?»]|«/u.test(text)).length).toBeGreaterThan(8);
    expect(french.filter(text => /(?<!\u00A0)[:;!?»]|«(?!\u00A0)/u.test(text))).toEqual([]);
  });

  it('have in English no space there', () => {
    expect(english.filter(text => /\s[:;!?”]|“\s/u.test(text))).toEqual([]);
  });
});
