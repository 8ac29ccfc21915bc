import { type Rule, wholeWord } from '../rules.ts';
import { cardinal } from './numbers.ts';

const half: Readonly<Record<string, string>> = { a: 'A.M', p: 'P.M' };

function clock(hour: string, minute: string | undefined): string {
  const minutes = Number(minute ?? 0);
  const hourWords = cardinal(Number(hour));
  if (minutes === 0) return hourWords;
  return `${hourWords} ${minutes < 10 ? 'oh ' : ''}${cardinal(minutes)}`;
}

function counted(figures: string | undefined, unit: string): string {
  const value = Number(figures);
  return `${cardinal(value)} ${unit}${value === 1 ? '' : 's'}`;
}

/** Times of day, and those of a race. */
export const timeRules: readonly Rule[] = [
  {
    // 9am-5.30pm, 9-11am.
    name: 'from one time',
    pattern:
      /(?<![\p{L}\p{N}.,:$£€#])([01]?\d)(?:[:.]([0-5]\d))?(?: ?([apAP])\.?[mM]\.?)?( ?[-–] ?)(?=[01]?\d(?:[:.][0-5]\d)? ?[apAP](?:\.[mM]|[mM])(?![\p{L}\p{N}]))/gu,
    speak: ([, hour = '', minute, letter, dash = '']) => {
      // Chapter 3 – 5pm.
      if (minute === undefined && letter === undefined && dash.length > 1) return undefined;
      return `${clock(hour, minute)}${letter === undefined ? '' : ` ${half[letter.toLowerCase()]}`} to `;
    },
  },
  {
    name: 'time with its half of the day',
    pattern:
      /(?<![\p{L}\p{N}.,])([01]?\d)(?:[:.]([0-5]\d))? ?([apAP])(?:\.[mM]\.(?! *$| +\p{Lu})|\.[mM](?=\.)|[mM])(?![\p{L}\p{N}])/gu,
    speak: ([, hour = '', minute, letter = '']) => `${clock(hour, minute)} ${half[letter.toLowerCase()]}`,
  },
  {
    name: 'hours, minutes and seconds',
    pattern: wholeWord(String.raw`(\d{1,2}):([0-5]\d):([0-5]\d)(?!:)`),
    speak: ([, hour, minute, second]) =>
      [counted(hour, 'hour'), counted(minute, 'minute'), counted(second, 'second')].join(' '),
  },
  {
    name: 'half of the day',
    pattern: /(?<![\p{L}\p{N}])([ap])\.m(?:\.(?! *$| +\p{Lu})|(?=\.))/gu,
    speak: ([, letter = '']) => half[letter],
  },
  {
    name: 'time',
    pattern: wholeWord(String.raw`([01]?\d|2[0-3]):([0-5]\d)(?!:)`),
    speak: ([, hour = '', minute = '']) => (minute === '00' ? `${clock(hour, minute)} o'clock` : clock(hour, minute)),
  },
  {
    name: 'all the time',
    pattern: wholeWord('24/7'),
    speak: () => 'twenty-four seven',
  },
];
