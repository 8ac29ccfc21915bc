import { describe, expect, it } from 'vitest';
import { type Correction, withCorrection } from '../../../core/memory/correction.ts';
import { memoryOf } from '../../../core/memory/memory.ts';
import { readTmx } from '../../../core/memory/tmx.ts';

const correction: Correction = {
  articleId: 'lettre-0a1b2c',
  sentenceId: 'p3s1',
  source: 'Il a « 36 » ans.',
  target: 'He is “36” & well.',
  by: 'Ada <ada@example.org>',
  at: '2026-11-23T10:00:00.000Z',
};

function lookup(tmx: string, sentence: string): string | undefined {
  return memoryOf(readTmx(tmx, { source: 'fr', target: 'en' })).lookup(sentence);
}

const shared = `\uFEFF<?xml version="1.0"?>
<tmx version="1.4"><header srclang="fr" creationtool="other"><note>ours</note></header>
<body>
  <tu tuid="7"><prop type="domain">press</prop>
    <tuv xml:lang="fr-FR"><seg>Il a «36» ans.</seg></tuv><tuv xml:lang="de"><seg>Er ist 36.</seg></tuv>
    <tuv xml:lang="en-GB"><seg>He is 36.</seg></tuv></tu>
</body></tmx>
`;

describe('withCorrection', () => {
  it('makes a memory where there is none, with who and when', () => {
    const tmx = withCorrection(undefined, correction, 'en');
    expect(lookup(tmx, 'Il a «36»\u00A0ans.')).toBe(correction.target);
    expect(tmx).toContain('<prop type="x-corrected-by">Ada &lt;ada@example.org&gt;</prop>');
    expect(tmx).toContain('<prop type="x-corrected-at">2026-11-23T10:00:00.000Z</prop>');
  });

  it('wins over what the memory had, and leaves all of that where it is', () => {
    const tmx = withCorrection(shared, correction, 'en');
    expect(lookup(shared, correction.source)).toBe('He is 36.');
    expect(lookup(tmx, correction.source)).toBe(correction.target);
    const [before = '', after = ''] = shared.split('</body>');
    expect(tmx.startsWith(before)).toBe(true);
    expect(tmx.endsWith(`</body>${after}`)).toBe(true);
  });

  it('takes the place of an earlier correction of the sentence, and of no other', () => {
    const first = withCorrection(shared, { ...correction, sentenceId: 'p3s10', source: 'Oui.', target: 'Yes.' }, 'en');
    const second = withCorrection(first, { ...correction, target: 'Wrong.' }, 'en');
    const third = withCorrection(second, correction, 'en');
    expect(third).not.toContain('Wrong.');
    expect([lookup(third, 'Oui.'), lookup(third, correction.source)]).toEqual(['Yes.', correction.target]);
    expect(third.match(/<tu /gu)).toHaveLength(3);
  });

  it.each(['<body/>', '<body></body>', '<body>\n</body >'])('opens an empty %s', body => {
    const tmx = withCorrection(`<tmx version="1.4"><header srclang="fr"/>${body}</tmx>`, correction, 'en');
    expect(lookup(tmx, correction.source)).toBe(correction.target);
  });

  it('takes no dollar sign of a text for a pattern', () => {
    const tmx = withCorrection('<tmx><body/></tmx>', { ...correction, target: '$& $1 costs $$5' }, 'en');
    expect(lookup(tmx, correction.source)).toBe('$& $1 costs $$5');
  });

  it('writes nothing into what it can not read', () => {
    expect(() => withCorrection('<tmx><body>', correction, 'en')).toThrow(
      expect.objectContaining({ code: 'InvalidMemory' }),
    );
  });
});
