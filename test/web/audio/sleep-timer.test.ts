import { describe, expect, it } from 'vitest';
import type { PlayerState } from '../../../web/audio/player-state.ts';
import { SleepTimer } from '../../../web/audio/sleep-timer.ts';

function openTimer() {
  const listeners: Array<() => void> = [];
  let nowMs = 0;
  let pauses = 0;
  let state: PlayerState = {
    phase: 'playing',
    mode: 'fr',
    speed: 1,
    isRepeating: false,
    repetitions: 0,
    spot: { paragraph: 0, sentence: 0, language: 'fr', ms: 0 },
    passedOver: [],
    durationMs: 0,
  };
  const player = {
    get state() {
      return state;
    },
    pause: () => {
      pauses += 1;
    },
    subscribe: (listener: () => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const timer = new SleepTimer(player, () => nowMs);
  return {
    timer,
    pauses: () => pauses,
    /** The voice comes to a sentence, at a minute. */
    speak: (minute: number, paragraph: number, sentence: number) => {
      nowMs = minute * 60_000;
      state = { ...state, spot: { paragraph, sentence, language: 'fr', ms: 0 } };
      for (const listener of listeners) listener();
    },
  };
}

describe('the sleep timer', () => {
  it('pauses at the end of the sentence that is spoken when its time is over, once', () => {
    const { timer, pauses, speak } = openTimer();
    timer.set(5);
    speak(4.9, 0, 1);
    expect([pauses(), timer.minutesLeft]).toEqual([0, 1]);
    speak(5.2, 0, 1);
    expect(pauses()).toBe(0);
    speak(5.3, 0, 2);
    expect([pauses(), timer.setting.state, timer.minutesLeft]).toEqual([1, 'off', undefined]);
    speak(9, 0, 3);
    expect(pauses()).toBe(1);
  });

  it('pauses at the end of the paragraph', () => {
    const { timer, pauses, speak } = openTimer();
    speak(0, 2, 0);
    timer.set('paragraph');
    speak(1, 2, 1);
    expect(pauses()).toBe(0);
    speak(2, 3, 0);
    expect([pauses(), timer.setting.state]).toEqual([1, 'off']);
  });

  it('that is off never pauses', () => {
    const { timer, pauses, speak } = openTimer();
    timer.set(5);
    timer.set('off');
    speak(60, 3, 0);
    expect(pauses()).toBe(0);
  });
});
