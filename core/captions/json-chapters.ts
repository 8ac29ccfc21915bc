import type { Chapter } from './chapters.ts';

/**
 * Chapters as podcast players fetch them. Times are seconds.
 * @see https://github.com/Podcastindex-org/podcast-namespace, JSON chapters 1.2
 */
export function jsonChapters(chapters: readonly Chapter[]): string {
  const written = chapters.map(({ title, startMs, endMs }) => ({
    startTime: startMs / 1_000,
    endTime: endMs / 1_000,
    // Half a character is none that JSON in UTF-8 could hold.
    title: title.toWellFormed(),
  }));
  return `${JSON.stringify({ version: '1.2.0', chapters: written }, undefined, 1)}\n`;
}
