import type { Warning } from '../edition/schema.ts';

/**
 * What reading an article may have to say, by code, with its meaning in one line. The table in the documentation is made
 * from this.
 */
export const warningCatalogue = {
  EncodingGuessed: 'The file is not UTF-8 and has no byte order mark: its encoding was told from its bytes.',
  BadBytes: 'Some bytes of a UTF-8 file are not UTF-8: each is kept as the replacement character U+FFFD.',
  Mojibake: 'The text looks like UTF-8 that was read as something else (`Ã©` for `é`): it is left as it is.',
  CharsetContradicted: 'The page declares another charset than its bytes are in: the bytes win.',
  ControlCharactersRemoved: 'Control characters and lone surrogates were removed.',
  GluedWordsSplit: 'Two lines glued together at the beginning of the article were taken apart.',
  LineWithoutWordsSkipped:
    'A line without a letter or a digit (`***`, `…`, emoji) has nothing to be spoken and was skipped.',
  CodeSkipped: 'Code is not read aloud and was skipped.',
  NoteMarksRemoved: 'The marks of footnotes are not spoken and were removed; the notes stand after the text.',
  MarkupSkipped: 'Scripts, styles and comments are not text and were skipped.',
  FrontMatterUnread: 'The front matter is not valid YAML and was skipped.',
  NestingFlattened: 'Mark-up nested too deep was flattened; its text is kept.',
  WholePageRead: 'The page is too large to tell its article from the rest: all but menus and banners was read.',
  OutsideArticle: 'Text of the page outside the article (menus, banners, advertisements) was left out.',
  LanguageMismatch: 'The article does not seem to be in the language it is to be read as.',
} as const satisfies Record<string, string>;

export type WarningCode = keyof typeof warningCatalogue;

/** A warning of reading. Its message never quotes the article. */
export interface ReadWarning extends Warning {
  readonly code: WarningCode;
  /**
   * How many letters (Unicode category L, after NFC) were left out of the paragraphs; absent where none was. The letters
   * of an article are those of its paragraphs and these.
   */
  readonly letters?: number;
}

/** Of one code no more than this many warnings are given; the last sums up the rest. */
const maxWarningsOfACode = 50;

/** Bounds the number of warnings, so that 5,000 skipped lines don't make an edition that nobody can load. */
export function boundWarnings(warnings: readonly ReadWarning[]): readonly ReadWarning[] {
  const byCode = Map.groupBy(warnings, ({ code }) => code);
  return [...byCode.values()].flatMap(ofCode => {
    if (ofCode.length <= maxWarningsOfACode) return ofCode;
    const rest = ofCode.slice(maxWarningsOfACode - 1);
    return [...ofCode.slice(0, maxWarningsOfACode - 1), sumUp(rest)];
  });
}

function sumUp(warnings: readonly ReadWarning[]): ReadWarning {
  const [first] = warnings;
  const code = first?.code ?? 'LineWithoutWordsSkipped';
  const letters = warnings.reduce((sum, warning) => sum + (warning.letters ?? 0), 0);
  return {
    code,
    message: `And ${warnings.length} more of the same kind.`,
    ...(first?.paragraph === undefined ? {} : { paragraph: first.paragraph }),
    ...(letters === 0 ? {} : { letters }),
  };
}
