/** What a pipeline answered: the text, and how many words bore a mark. */
export interface Answer {
  readonly text: string;
  /** Words that no dictionary had; they stay as they were. */
  readonly unknown: number;
  /** Words that could not be inflected; they stay in their base form. */
  readonly ungenerated: number;
}

/** An artificial end of sentence: without it the tagger keeps the last word to itself. */
const END = '.[][\n]';
const BLANK_END = '[][\n]';

// A NUL would end the frame early; no control character but the tab belongs into a line.
const CONTROLS = /[^\P{Cc}\t]/gu;

/**
 * Writes a line in Apertium's stream format.
 * `*`, `#` and `~` are put into a superblank, which passes through untouched: bare ones would read as marks.
 */
export function encodeLine(line: string): string {
  const plain = line.replaceAll(CONTROLS, ' ').replaceAll(/[\u00a0\u202f]/g, ' ');
  const escaped = plain.replaceAll(/[\\^$@[\]{}<>/]/g, String.raw`\$&`);
  return `${escaped.replaceAll(/[*#~]/g, '[$&]')}${END}`;
}

/**
 * Reads an answer in Apertium's stream format.
 * @returns undefined if the end that encodeLine wrote is not in it: the answer is cut
 */
export function decodeAnswer(stream: string): Answer | undefined {
  const end = stream.lastIndexOf(BLANK_END);
  if (end < 0) return undefined;
  const kept = stream.endsWith(END) ? stream.slice(0, -END.length) : stream.slice(0, end);
  return unmark(kept);
}

// An escaped character, a superblank, or a mark before a word.
const TOKEN = /\\(.)|\[((?:\\.|[^\]\\])*)\]|([*#@])/gsu;

function unmark(stream: string): Answer {
  let unknown = 0;
  let ungenerated = 0;
  const text = stream.replaceAll(TOKEN, (_, escaped?: string, blank?: string, mark?: string) => {
    if (escaped !== undefined) return escaped;
    if (blank !== undefined) return blank.replaceAll(/\\(.)/gsu, '$1');
    if (mark === '#') ungenerated += 1;
    else unknown += 1;
    return '';
  });
  return { text, unknown, ungenerated };
}
