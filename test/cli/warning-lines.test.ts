import { describe, expect, it } from 'vitest';
import { warningLines } from '../../cli/warning-lines.ts';

const mark = { code: 'NoteMarksRemoved', message: 'The mark of a note was removed.' };

describe('the lines of warnings', () => {
  it('say once what is said several times, with how often and where', () => {
    const code = { code: 'CodeSkipped', message: '3 lines of code skipped.', paragraph: 4 };
    const warnings = [{ ...mark, paragraph: 2 }, code, { ...mark, paragraph: 2 }, { ...mark, paragraph: 7 }];
    expect(warningLines(warnings)).toEqual([
      '  warning NoteMarksRemoved ×3 (p2, p7): The mark of a note was removed.',
      '  warning CodeSkipped (p4): 3 lines of code skipped.',
    ]);
  });

  it('keep apart what is said in other words, and name no place where there is none', () => {
    const guessed = { code: 'EncodingGuessed', message: 'Read as windows-1252.' };
    expect(warningLines([guessed, { ...guessed, message: 'Read as macintosh.' }])).toEqual([
      '  warning EncodingGuessed: Read as windows-1252.',
      '  warning EncodingGuessed: Read as macintosh.',
    ]);
    expect(warningLines([])).toEqual([]);
  });

  it.each([
    [8, /\(p0, p1, p2, p3, p4, p5, p6, p7\)/u],
    [9, /×9 \(p0, p1, p2, p3, p4, p5, p6, p7, …\)/u],
  ])('of %d paragraphs name no more than eight', (count, says) => {
    const [line] = warningLines(Array.from({ length: count }, (_, paragraph) => ({ ...mark, paragraph })));
    expect(line).toMatch(says);
  });
});
