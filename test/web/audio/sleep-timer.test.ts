import { describe, expect, it } from 'vitest';
import type { PlayerState } from '../../../web/audio/player-state.ts';
import { SleepTimer } from '../../../web/audio/sleep-timer.ts';
import { openPlayer } from './open-player.ts';

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
    jumps: 0,
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
    /** The listener goes to a sentence. */
    jump: (paragraph: number, sentence: number) => {
      state = { ...state, jumps: state.jumps + 1, spot: { paragraph, sentence, language: 'fr', ms: 0 } };
      for (const listener of listeners) listener();
    },
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

  it('pauses at the end of the paragraph that the listener went to, not on the way there', () => {
    const { timer, pauses, speak, jump } = openTimer();
    speak(0, 2, 0);
    timer.set('paragraph');
    jump(5, 1);
    expect(pauses()).toBe(0);
    speak(1, 5, 2);
    expect(pauses()).toBe(0);
    speak(2, 6, 0);
    expect(pauses()).toBe(1);
  });

  it('whose time is over when the listener goes elsewhere still lets that sentence end', () => {
    const { timer, pauses, speak, jump } = openTimer();
    timer.set(5);
    speak(4, 0, 1);
    speak(6, 0, 1);
    jump(3, 0);
    expect(pauses()).toBe(0);
    speak(6.1, 3, 1);
    expect(pauses()).toBe(1);
  });

  it('that is off never pauses', () => {
    const { timer, pauses, speak } = openTimer();
    timer.set(5);
    timer.set('off');
    speak(60, 3, 0);
    expect(pauses()).toBe(0);
  });
});

describe('the sleep timer of a player', () => {
  it('pauses at the end of the sentence that is repeated', () => {
    const { player, pass } = openPlayer('fr');
    let nowMs = 0;
    const sleep = new SleepTimer(player, () => nowMs);
    player.setRepeating(true);
    player.play();
    sleep.set(5);
    pass(3_000);
    expect(player.state.phase).toBe('playing');
    nowMs = 5 * 60_000;
    pass(1_000);
    expect([player.state.phase, sleep.setting.state]).toEqual(['paused', 'off']);
    expect(player.now().spot).toMatchObject({ paragraph: 0, sentence: 0, ms: 0 });
  });

  it('lets the listener go elsewhere, and pauses at the end of the paragraph found there', () => {
    const { player, heard, pass } = openPlayer('fr');
    const sleep = new SleepTimer(player, () => 0);
    player.play();
    sleep.set('paragraph');
    pass(100);
    player.step('paragraph', 1);
    pass(100);
    expect(player.state.phase).toBe('playing');
    player.seekBy(-50);
    pass(3_000);
    expect(heard).toEqual(['fr p0s0', 'fr p1s0', 'fr p1s1', 'fr p2s0']);
    expect([player.state.phase, sleep.setting.state]).toEqual(['paused', 'off']);
    expect(player.now().spot).toMatchObject({ paragraph: 2, sentence: 0, ms: 0 });
  });
});
