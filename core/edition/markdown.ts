import type { Language } from '../languages.ts';
import { oneLine } from './one-line.ts';
import type { Paragraph, ParagraphKind } from './schema.ts';

/** An edition's text in one language as CommonMark; nothing in the text itself is taken for markup. */
export function markdownText(paragraphs: readonly Paragraph[], language: Language): string {
  const blocks = paragraphs.flatMap(({ kind, versions }) => {
    const text = versions[language]?.text;
    return text === undefined ? [] : { kind, text: markdownBlocks[kind](escapedMarkdown(text)) };
  });
  const lines = blocks.map(({ kind, text }, index) => {
    const isNextItem = kind === 'listItem' && blocks[index - 1]?.kind === 'listItem';
    return index === 0 || isNextItem ? text : `\n${text}`;
  });
  return `${lines.join('\n')}\n`;
}

const markdownBlocks: Readonly<Record<ParagraphKind, (text: string) => string>> = {
  kicker: text => `**${text}**`,
  title: text => `# ${text}`,
  heading: text => `## ${text}`,
  text: text => text,
  quote: text => `> ${text}`,
  listItem: text => `- ${text}`,
  caption: text => `*${text}*`,
};

/** @see CommonMark 0.31, 2.4 (backslash escapes); `~` and `|` are GitHub's */
function escapedMarkdown(text: string): string {
  return (
    oneLine(text)
      .trim()
      .replaceAll(/[\\`*_[\]<>~|]|&(?=#?\w+;)/gu, '\\$&')
      // Only at the beginning of a line are these the markers of headings and lists; a heading may end in #s, too.
      .replaceAll(/^[-+=#]|(?<=\s)#(?=#*$)/gu, '\\$&')
      .replace(/^(\d{1,9})([.)])/u, '$1\\$2')
  );
}
