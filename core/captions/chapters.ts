import { oneLine } from '../edition/one-line.ts';
import type { Spoken } from '../edition/timeline.ts';

/** A part of a recording that a listener may jump to. Times are whole milliseconds; chapters leave no gap. */
export interface Chapter {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What a chapter's title is made of. */
export interface TitledPassage extends Pick<Spoken, 'language'> {
  readonly paragraph: Pick<Spoken['paragraph'], 'kind'>;
  readonly version: Pick<Spoken['version'], 'text'>;
}

/** Of a paragraph that stands for a chapter, as much as a list shows. */
const maxExcerptGraphemes = 60;

/** A chapter for the title and for each heading; a chapter a paragraph where there are no headings. */
export function chaptersOf(spoken: readonly Spoken[]): Chapter[] {
  const hasHeadings = spoken.some(({ paragraph }) => paragraph.kind === 'heading');
  const heads = hasHeadings ? spoken.filter(isHeading) : spoken;
  const last = spoken.at(-1);
  const endMs = last === undefined ? 0 : Math.round(last.startMs + last.clip.durationMs);
  let earliestMs = 0;
  return heads.map((head, index) => {
    // What comes before the first heading, a kicker mostly, belongs to it: no second is without a chapter.
    const startMs = index === 0 ? 0 : earliestMs;
    const next = heads[index + 1];
    earliestMs = Math.max(next === undefined ? endMs : Math.round(next.startMs), startMs + 1);
    return { title: chapterTitle(head), startMs, endMs: earliestMs };
  });
}

function isHeading({ paragraph }: TitledPassage): boolean {
  return paragraph.kind === 'title' || paragraph.kind === 'heading';
}

/** A heading as it stands, on one line; of any other paragraph its beginning. */
export function chapterTitle(head: TitledPassage): string {
  const text = oneLine(head.version.text).trim();
  return isHeading(head) ? text : excerpt(text, head.language);
}

/** The text's beginning, cut between words, or within one that is longer by itself. */
function excerpt(text: string, language: string): string {
  const graphemes: string[] = [];
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'grapheme' }).segment(text)) {
    graphemes.push(segment);
    if (graphemes.length > maxExcerptGraphemes) break;
  }
  if (graphemes.length <= maxExcerptGraphemes) return text;
  const lastSpace = graphemes.lastIndexOf(' ');
  return `${graphemes.slice(0, lastSpace > 0 ? lastSpace : maxExcerptGraphemes).join('')}…`;
}
