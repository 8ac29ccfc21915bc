import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strictUri } from '../../../core/epub/strict-uri.ts';
import { safeLink } from '../../../core/text/links.ts';

it.each([
  ['https://example.org/a|b?c={d}^`#e#[f]', 'https://example.org/a%7Cb?c=%7Bd%7D%5E%60#e%23%5Bf%5D'],
  ['https://[::1]:8080/[a]', 'https://[::1]:8080/%5Ba%5D'],
  ['https://example.org/%zz/%41?100%', 'https://example.org/%25zz/%41?100%25'],
  ['mailto:a@example.org?subject=b|c', 'mailto:a@example.org?subject=b%7Cc'],
  ["https://example.org/?a=1&b=(2)'*+,;=#", "https://example.org/?a=1&b=(2)'*+,;=#"],
])('writes %s as %s', (href, uri) => {
  expect(strictUri(href)).toBe(uri);
});

it('writes the characters of a URI alone, and twice the same, whatever a link of an article is', () => {
  const tail = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(tail, fc.constantFrom('https://example.org/', 'mailto:a@example.org'), (text, start) => {
      const href = safeLink(start + text);
      if (href === undefined) return;
      const uri = strictUri(href);
      expect(uri).toMatch(
        /^[\w.+-]+:(?:\/\/[^/?#]*)?(?:[\w\-.~:/?@!$&'()*+,;=]|%[\da-f]{2})*(?:#(?:[\w\-.~:/?@!$&'()*+,;=]|%[\da-f]{2})*)?$/iu,
      );
      expect(strictUri(uri)).toBe(uri);
    }),
  );
});
