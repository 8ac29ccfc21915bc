import { type Language, languages } from '../languages.ts';

/** How an edition is played: one language alone; or both in turn, by paragraph or by sentence. */
export const modes = ['fr', 'en', 'paragraphs', 'sentences'] as const;
export type Mode = (typeof modes)[number];

/** The languages that a mode speaks, in the order in which it does. */
export function languagesOf(mode: Mode): readonly Language[] {
  return mode === 'paragraphs' || mode === 'sentences' ? languages : [mode];
}

export const minSpeed = 0.5;
export const maxSpeed = 3;

/** The speeds that a press more or less goes through. */
export const speeds = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next of `speeds` in a direction, or the last. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const next = step === 1 ? speeds.find(other => other > speed) : speeds.findLast(other => other < speed);
  return next ?? (step === 1 ? maxSpeed : minSpeed);
}
