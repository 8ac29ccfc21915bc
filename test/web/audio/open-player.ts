import type { Edition } from '../../../core/edition/schema.ts';
import type { Mode } from '../../../core/playback/modes.ts';
import { Player } from '../../../web/audio/player.ts';
import { editionOf, spokenParagraphs } from '../../support/editions.ts';
import { ToyDeck } from './toy-deck.ts';

/** Sentences of two words: 400 ms a word. */
export const edition = editionOf(
  spokenParagraphs(
    { kind: 'title', fr: ['Un deux.'], en: ['One two.'] },
    { fr: ['Trois quatre.', 'Cinq six.'], en: ['Three four.', 'Five six.'] },
    { fr: ['Sept huit.'], en: ['Seven eight.'], silent: ['en'] },
    { fr: ['Neuf dix.'], en: ['Nine ten.'] },
  ),
);

interface Timer {
  leftMs: number;
  readonly callback: () => void;
}

/** A player of a toy deck, what it was heard to say, and time that passes when the test says so. */
export function openPlayer(mode: Mode, made: Edition = edition, options: { readonly hasFrames?: boolean } = {}) {
  const durations = new Map<string, number>();
  const learn = ({ paragraphs }: Edition) => {
    for (const { versions } of paragraphs) {
      for (const { clip } of Object.values(versions)) if (clip) durations.set(clip.file, clip.durationMs);
    }
  };
  learn(made);
  const deck = new ToyDeck(url => durations.get(url) ?? 0);
  const timers = new Set<Timer>();
  const after = (leftMs: number, callback: () => void) => {
    const timer = { leftMs, callback };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const player = new Player({ deck, edition: made, mode, speed: 1, address: file => file, after });
  const heard: string[] = [];
  const note = () => {
    const { spot, phase } = player.state;
    const line =
      phase === 'playing' && spot !== undefined ? `${spot.language} p${spot.paragraph}s${spot.sentence}` : '';
    if (line !== '' && heard.at(-1) !== line) heard.push(line);
  };
  player.subscribe(note);
  /** Time passes in steps of 5 ms, with or without frames being drawn. */
  const pass = (totalMs: number) => {
    for (let ms = 0; ms < totalMs; ms += 5) {
      deck.pass(5);
      for (const timer of Array.from(timers)) {
        timer.leftMs -= 5;
        if (timer.leftMs > 0) continue;
        timers.delete(timer);
        timer.callback();
      }
      if (options.hasFrames ?? true) player.tick();
    }
  };
  return { player, deck, heard, pass, learn };
}
