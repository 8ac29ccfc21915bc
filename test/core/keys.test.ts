import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleIdOf, editionFileKey, executionNameOf, revisionOf } from '../../core/keys.ts';

describe('articleIdOf', () => {
  it('makes a readable slug of the file name and six digits of the key', async () => {
    expect(await articleIdOf('uploads/2021/Été & œuvre +1%#.txt')).toMatch(/^ete-oeuvre-1-[0-9a-f]{6}$/u);
  });

  it('keeps a.txt and a.md apart', async () => {
    expect(await articleIdOf('uploads/a.txt')).not.toBe(await articleIdOf('uploads/a.md'));
  });

  it('keeps the NFC and NFD spellings of one name apart', async () => {
    expect(await articleIdOf('uploads/été.txt')).not.toBe(await articleIdOf('uploads/été.txt'.normalize('NFD')));
  });

  it('gives any key an id that is safe in a path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async key => {
        expect(await articleIdOf(key)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{6}$/u);
      }),
    );
  });
});

describe('revisionOf', () => {
  it('sorts sequencers of different lengths as S3 says: right-padded with zeros', () => {
    expect(revisionOf('0055AED6DCD90281E5') < revisionOf('0055AED6DCD90281E6')).toBe(true);
    expect(revisionOf('0055AE') < revisionOf('0055AED6DCD90281E5')).toBe(true);
    expect(revisionOf('0055AE')).toBe(revisionOf('0055AE00'));
  });
});

describe('executionNameOf', () => {
  it('is the same for the same object version, and another for every other', async () => {
    const name = await executionNameOf('b', 'k.txt', 'v1');
    expect(await executionNameOf('b', 'k.txt', 'v1')).toBe(name);
    expect(await executionNameOf('b', 'k.txt', 'v2')).not.toBe(name);
    expect(await executionNameOf('bk', '.txt', 'v1')).not.toBe(name);
  });

  it('fits into the name of an execution, whatever the key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 1024 }), async key => {
        expect(await executionNameOf('bucket', key, 'v')).toMatch(/^[a-z0-9-]{1,80}$/u);
      }),
    );
  });
});

describe('editionFileKey', () => {
  it('finds clips in the library and all other files under the revision', () => {
    expect(editionFileKey('a', '01', 'clips/ff.mp3')).toBe('clips/ff.mp3');
    expect(editionFileKey('a', '01', 'article.fr.mp3')).toBe('articles/a/01/article.fr.mp3');
  });
});
