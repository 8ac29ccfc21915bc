import { oneLine } from '../edition/one-line.ts';
import type { Language } from '../languages.ts';
import { escapedText } from '../markup.ts';
import type { Chapter } from './chapters.ts';
import type { Cue } from './cues.ts';
import { timestamp } from './timestamp.ts';

/**
 * Captions with the time of each word, for players that read along. Where several languages are heard, each cue says
 * which is its own.
 * @see https://www.w3.org/TR/webvtt1/
 */
export function webvttCaptions(cues: readonly Cue[]): string {
  const isMixed = new Set(cues.map(({ language }) => language)).size > 1;
  const blocks = cues.map(cue => {
    const text = captionText(cue);
    return isMixed
      ? block(`${cue.sentenceId}.${cue.language}`, cue, inLanguage(cue.language, text))
      : block(cue.sentenceId, cue, text);
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Chapters as players list them. */
export function webvttChapters(chapters: readonly Chapter[]): string {
  const blocks = chapters.map((chapter, index) => block(String(index + 1), chapter, cueText(chapter.title)));
  return ['WEBVTT\n', ...blocks].join('\n');
}

function block(id: string, { startMs, endMs }: Pick<Cue, 'startMs' | 'endMs'>, text: string): string {
  return `${id}\n${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${text}\n`;
}

function captionText({ stretches }: Cue): string {
  const pieces = stretches.map(({ startMs, text }) => {
    const time = startMs === undefined ? '' : `<${timestamp(startMs, '.')}>`;
    return `${time}${cueText(text)}`;
  });
  return pieces.join('').trim();
}

function inLanguage(language: Language, text: string): string {
  return `<lang ${language}>${text}</lang>`;
}

/** An empty line would end the cue, and `-->` begin another. */
function cueText(text: string): string {
  return escapedText(oneLine(text));
}
