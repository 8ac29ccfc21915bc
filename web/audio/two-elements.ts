import type { Cue, Deck, DeckListener } from './deck.ts';

/** While it sounds, a clip that is about there goes on without a seek, which would be heard. */
const sameMomentMs = { sounding: 30, still: 0.5 } as const;

const endingSeconds = 0.1;

interface Side {
  readonly audio: HTMLAudioElement;
  url: string;
}

/**
 * A deck of two audio elements: while one sounds, the other loads the next clip and seeks in it, so that to go on is to
 * start one that is ready.
 */
export function twoElements(parent: HTMLElement): Deck {
  const listeners: DeckListener[] = [];
  let on = side(parent);
  let off = side(parent);
  let isLocked = true;
  for (const { audio } of [on, off]) {
    const tell = (name: keyof DeckListener) => () => {
      if (audio === on.audio) for (const listener of listeners) listener[name]();
    };
    audio.addEventListener('ended', tell('ended'));
    audio.addEventListener('waiting', tell('waiting'));
    audio.addEventListener('playing', tell('playing'));
    audio.addEventListener('error', tell('failed'));
    const tellPaused = tell('paused');
    audio.addEventListener('pause', () => {
      // The event is late: it may be on again, or at its end, where an element pauses by itself.
      if (audio.paused && !audio.ended) tellPaused();
    });
  }
  return {
    cue(cue) {
      if (on.url !== cue.url) {
        const before = on;
        on = off;
        off = before;
        if (!isEnding(before.audio)) before.audio.pause();
      }
      putOn(on, cue);
    },
    prepare(cue) {
      if (on.url !== cue.url) putOn(off, cue);
    },
    play: () => {
      if (isLocked) unlock(off.audio);
      isLocked = false;
      return play(on.audio);
    },
    pause: () => on.audio.pause(),
    setSpeed(speed) {
      for (const { audio } of [on, off]) {
        audio.defaultPlaybackRate = speed;
        audio.playbackRate = speed;
      }
    },
    get ms() {
      return on.audio.currentTime * 1_000;
    },
    listen: listener => void listeners.push(listener),
  };
}

function side(parent: HTMLElement): Side {
  const audio = document.createElement('audio');
  audio.preload = 'auto';
  audio.preservesPitch = true;
  audio.hidden = true;
  parent.append(audio);
  return { audio, url: '' };
}

function putOn(to: Side, { url, fromMs }: Cue): void {
  const { audio } = to;
  if (to.url !== url || audio.error !== null) {
    to.url = url;
    audio.src = url;
  }
  const tolerance = sameMomentMs[audio.paused ? 'still' : 'sounding'];
  if (Math.abs(audio.currentTime * 1_000 - fromMs) > tolerance) audio.currentTime = fromMs / 1_000;
}

/**
 * Safari lets an element sound by itself only after the listener has started it once: the first press starts both, one of
 * them for no time at all.
 */
function unlock(audio: HTMLAudioElement): void {
  audio.muted = true;
  void play(audio);
  audio.pause();
  audio.muted = false;
}

/** So near its end that it is left to sound to it, while the next begins. */
function isEnding({ duration, currentTime, playbackRate, paused }: HTMLAudioElement): boolean {
  return !paused && duration - currentTime < endingSeconds * playbackRate;
}

async function play(audio: HTMLAudioElement): Promise<boolean> {
  try {
    await audio.play();
    return true;
  } catch (error) {
    // A pause or another clip came in between, which is no refusal; a clip that can not be loaded tells it by an event.
    return !(error instanceof DOMException && error.name === 'NotAllowedError');
  }
}
