import { nextSpeed } from '../../core/playback/modes.ts';
import { sleepMinutes } from '../audio/sleep-timer.ts';
import { layouts, maxTextSize, prefer, themes } from '../preferences.ts';
import type { ArticleWords } from '../words/article.ts';
import type { Reading } from './reading.ts';

/** Something that the reader can do by a key. */
export interface Command {
  /** As pressedKey writes them; each does it. */
  readonly keys: readonly string[];
  readonly name: (words: ArticleWords) => string;
  readonly run: (reading: Reading, words: ArticleWords) => void;
}

/** All that can be done by keys, in the order in which the help lists it. */
export const commands: readonly Command[] = [
  { keys: [' ', 'k'], name: words => `${words.play} / ${words.pause}`, run: ({ player }) => player.toggle() },
  { keys: ['ArrowRight'], name: words => words.nextSentence, run: ({ player }) => player.step('sentence', 1) },
  { keys: ['ArrowLeft'], name: words => words.previousSentence, run: ({ player }) => player.step('sentence', -1) },
  { keys: ['Shift+ArrowRight'], name: words => words.nextParagraph, run: ({ player }) => player.step('paragraph', 1) },
  {
    keys: ['Shift+ArrowLeft'],
    name: words => words.previousParagraph,
    run: ({ player }) => player.step('paragraph', -1),
  },
  { keys: ['l'], name: words => words.forward, run: ({ player }) => player.seekBy(10_000) },
  { keys: ['j'], name: words => words.back, run: ({ player }) => player.seekBy(-10_000) },
  { keys: ['f'], name: words => words.switchLanguage, run: switchLanguage },
  { keys: ['1'], name: words => words.modeNames.fr, run: ({ player }) => player.setMode('fr') },
  { keys: ['2'], name: words => words.modeNames.en, run: ({ player }) => player.setMode('en') },
  { keys: ['3'], name: words => words.modeNames.paragraphs, run: ({ player }) => player.setMode('paragraphs') },
  { keys: ['4'], name: words => words.modeNames.sentences, run: ({ player }) => player.setMode('sentences') },
  {
    keys: ['r'],
    name: words => words.repeat,
    run: ({ player }) => player.setRepeating(!player.state.isRepeating),
  },
  { keys: ['+', '>'], name: words => words.faster, run: reading => changeSpeed(reading, 1) },
  { keys: ['-', '<'], name: words => words.slower, run: reading => changeSpeed(reading, -1) },
  { keys: ['0'], name: words => words.normalSpeed, run: ({ player }) => player.setSpeed(1) },
  { keys: ['s'], name: words => words.sleep, run: nextSleep },
  { keys: ['v'], name: words => words.follow, run: reading => reading.backToVoice() },
  { keys: ['c'], name: words => words.copyLink, run: reading => void reading.copyLink() },
  { keys: ['y'], name: words => words.nextLayout, run: nextLayout },
  { keys: [']'], name: words => words.larger, run: reading => changeTextSize(reading, 1) },
  { keys: ['['], name: words => words.smaller, run: reading => changeTextSize(reading, -1) },
  { keys: ['t'], name: words => words.nextTheme, run: nextTheme },
  { keys: ['o'], name: words => words.preferences, run: ({ dialog }) => dialog.set('preferences') },
  { keys: ['d'], name: words => words.downloads, run: ({ dialog }) => dialog.set('downloads') },
  { keys: ['i'], name: words => words.about, run: ({ dialog }) => dialog.set('about') },
  { keys: ['?'], name: words => words.help, run: ({ dialog }) => dialog.set('help') },
];

/** To the other language, at the counterpart of the sentence; from both in turn, to the one that is not spoken just now. */
export function switchLanguage({ player }: Reading): void {
  const { spot, mode } = player.state;
  const spoken = spot?.language ?? (mode === 'en' ? 'en' : 'fr');
  player.setMode(spoken === 'fr' ? 'en' : 'fr');
}

export function changeSpeed({ player }: Reading, step: 1 | -1): void {
  player.setSpeed(nextSpeed(player.state.speed, step));
}

export function changeTextSize({ preferences }: Reading, step: 1 | -1): void {
  const textSize = Math.min(Math.max(preferences.state.textSize + step, 0), maxTextSize);
  prefer(preferences, { textSize });
}

function nextSleep(reading: Reading, words: ArticleWords): void {
  const settings = ['off', ...sleepMinutes, 'paragraph'] as const;
  const setting = after(settings, reading.sleep.setting.state);
  reading.sleep.set(setting);
  reading.say(words.named(words.sleep, sleepName(setting, words)));
}

export function sleepName(setting: 'off' | 'paragraph' | number, words: ArticleWords): string {
  if (setting === 'off') return words.sleepOff;
  return setting === 'paragraph' ? words.sleepParagraph : words.sleepMinutes(setting);
}

function nextLayout(reading: Reading, words: ArticleWords): void {
  const layout = after(layouts, reading.preferences.state.layout);
  prefer(reading.preferences, { layout });
  reading.say(words.layoutNames[layout]);
}

function nextTheme(reading: Reading, words: ArticleWords): void {
  const theme = after(themes, reading.preferences.state.theme);
  prefer(reading.preferences, { theme });
  reading.say(words.named(words.theme, words.themeNames[theme]));
}

function after<Value>(values: readonly [Value, ...Value[]], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? values[0];
}
