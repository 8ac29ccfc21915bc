import { describe, expect, it } from 'vitest';
import { behaviorFor } from '../../../local/delivery/behavior.ts';

const behaviorOf = (pathPattern: string) => ({
  pathPattern,
  bucket: pathPattern,
  viewerRequest: undefined,
  headers: {},
  corsHeaders: {},
});

const chosen = (path: string, ...patterns: string[]) => {
  const behaviors = [...patterns, '*'].map(behaviorOf);
  return behaviorFor({ logicalId: 'D', constructPath: 'D', id: 'E', behaviors, errorPages: [] }, path).pathPattern;
};

describe('the behavior of a path', () => {
  it.each([
    ['/clips/a.mp3', '/clips/*', true],
    ['/clips/', '/clips/*', true],
    ['/clips', '/clips/*', false],
    ['/Clips/a.mp3', '/clips/*', false],
    ['/articles/a/r/work/0.json', '/articles/*/work/*', true],
    ['/articles/a/article.fr.mp3', '/articles/*/article.*', true],
    ['/articles/a/articleXfr', '/articles/*/article.*', false],
    ['/a1.png', '/a?.png', true],
    ['/a12.png', '/a?.png', false],
    ['/x.json', 'x.json', true],
    ['/y/x.json', 'x.json', false],
    ['/a+(b)', '/a+(b)', true],
    ['/y/x.json', '*.json', true],
  ])('%s by %s: %s', (path, pattern, fits) => {
    expect(chosen(path, pattern)).toBe(fits ? pattern : '*');
  });

  it('is the first that fits', () => {
    expect(chosen('/a/b', '/x/*', '/a/*', '/a/b')).toBe('/a/*');
  });
});
