import type { InPage, Moment } from '../support/moment.ts';

/** Runs in the pages of tests, before their own script; it is put there as text, and imports nothing. */

let isRecording = false;
let record: Moment[] = [];

function readMoment(): Moment {
  const audio = [...document.querySelectorAll('audio')].find(({ paused }) => !paused);
  const current = document.querySelector<HTMLElement>('.sentence.current');
  const words = [...document.querySelectorAll<HTMLElement>('.word.speaking')];
  return {
    clip: audio?.src.split('/').at(-1) ?? '',
    ms: (audio?.currentTime ?? 0) * 1_000,
    speed: audio?.playbackRate ?? 1,
    sentence: current?.dataset['sentence'] ?? '',
    language: current?.lang ?? '',
    counterpart: document.querySelector<HTMLElement>('.sentence.counterpart')?.dataset['sentence'] ?? '',
    word: words.map(({ textContent }) => textContent).join(''),
    wordIndex: Number(words[0]?.dataset['word'] ?? -1),
    atMs: performance.now(),
  };
}

function look(): void {
  if (!isRecording) return;
  record.push(readMoment());
  setTimeout(look, 5);
}

const inPage: InPage = {
  moment: () =>
    new Promise(resolve => {
      requestAnimationFrame(() => resolve(readMoment()));
    }),
  startRecord() {
    record = [];
    isRecording = true;
    look();
  },
  stopRecord() {
    isRecording = false;
    return record;
  },
  shown: selector =>
    Array.from(document.querySelectorAll(selector), element => {
      const { width, height, top, left } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return { name, width, height, top, left, href: element.getAttribute('href'), rel: element.getAttribute('rel') };
    }).filter(({ width }) => width > 0),
  wordAt(sentence, language, word) {
    const span = document.querySelector(`.sentence[data-sentence="${sentence}"][lang="${language}"]`);
    const text = span?.firstChild;
    if (!(text instanceof Text)) throw new Error('There is no such text.');
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(word));
    range.setEnd(text, text.data.indexOf(word) + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  },
};

Object.assign(globalThis, { inPage });
