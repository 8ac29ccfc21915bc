import { type Rule, wholeWord } from '../rules.ts';
import { cardinal } from './numbers.ts';

export const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

const monthAbbreviations: ReadonlyMap<string, string> = new Map([
  ['janv', 'janvier'],
  ['jan', 'janvier'],
  ['févr', 'février'],
  ['fév', 'février'],
  ['avr', 'avril'],
  ['juil', 'juillet'],
  ['sept', 'septembre'],
  ['oct', 'octobre'],
  ['nov', 'novembre'],
  ['déc', 'décembre'],
]);

const shortMonths = [...monthAbbreviations.keys()].join('|');

const dayEndings: Readonly<Record<string, string>> = {
  lun: 'di',
  mar: 'di',
  mer: 'credi',
  jeu: 'di',
  ven: 'dredi',
  sam: 'edi',
  dim: 'anche',
};
const daysOfWeek = Object.keys(dayEndings)
  .flatMap(day => [day, day.charAt(0).toUpperCase() + day.slice(1)])
  .join('|');

function dayOfWeek(abbreviated: string): string {
  const day = abbreviated.toLowerCase();
  return `${day}${dayEndings[day]}`;
}

function dayOfMonth(day: string, month: string): string | undefined {
  const name = months[Number(month) - 1];
  const number = Number(day);
  if (name === undefined || number < 1 || number > 31) return undefined;
  return `${number === 1 ? 'premier' : cardinal(number)} ${name}`;
}

function fullDate(day: string, month: string, year: string): string | undefined {
  const spoken = dayOfMonth(day, month);
  if (spoken === undefined) return undefined;
  const century = Number(year) > 50 ? 1900 : 2000;
  return `${spoken} ${cardinal(year.length === 2 ? century + Number(year) : Number(year))}`;
}

/** Dates in figures and the parts of dates that voices stumble over. */
export const dateRules: readonly Rule[] = [
  {
    name: 'date in figures',
    pattern: wholeWord(String.raw`(\d{1,2})(?:er)?([/.-])(\d{1,2})\2((?:1\d|20)\d\d)|(\d{1,2})/(\d{1,2})/(\d\d)`),
    speak: ([, day, , month, year, shortDay, shortMonth, shortYear]) =>
      fullDate(day ?? shortDay ?? '', month ?? shortMonth ?? '', year ?? shortYear ?? ''),
  },
  {
    name: 'ISO date',
    pattern: wholeWord(String.raw`((?:1\d|20)\d\d)-(\d\d)-(\d\d)`),
    speak: ([, year = '', month = '', day = '']) => fullDate(day, month, year),
  },
  {
    name: 'day and month in figures',
    pattern: wholeWord(
      String.raw`(?<=(?:le|au|du|dès|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )(\d{1,2})/(0?[1-9]|1[0-2])(?!/)`,
    ),
    speak: ([, day = '', month = '']) => dayOfMonth(day, month),
  },
  {
    name: 'national day',
    pattern: wholeWord(`(\\d{1,2})-(${months.join('|')})(?:-(\\d{4}))?`, 'giu'),
    speak: ([, day = '', name = '', year]) => {
      const month = String(months.indexOf(name.toLowerCase()) + 1);
      return year === undefined ? dayOfMonth(day, month) : fullDate(day, month, year);
    },
  },
  {
    name: 'days of a month',
    pattern: wholeWord(`(\\d{1,2})(?:er)?[-–](\\d{1,2})(?= (?:${months.join('|')}|(?:${shortMonths})\\.))`),
    speak: ([, first = '', second = '']) => {
      const [from, to] = [Number(first), Number(second)];
      if (from < 1 || to <= from || to > 31) return undefined;
      return `${from === 1 ? 'premier' : cardinal(from)} ${to === from + 1 ? 'et' : 'au'} ${cardinal(to)}`;
    },
  },
  {
    name: 'days of the week',
    pattern: wholeWord(`(${daysOfWeek})\\.?[-–](${daysOfWeek})(?:\\.(?! *$| +\\p{Lu}))?`),
    speak: ([, from = '', to = '']) => `${dayOfWeek(from)} à ${dayOfWeek(to)}`,
  },
  {
    name: 'day of the week before its date',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}.])(${daysOfWeek})\.(?= \d{1,2}(?:er)? (?:${months.join('|')}|(?:${shortMonths})\.))`,
      'gu',
    ),
    speak: ([, day = '']) => dayOfWeek(day),
  },
  {
    name: 'abbreviated month',
    pattern: new RegExp(String.raw`(?<=(?:\d|\der) )(${shortMonths})\.(?! *$)`, 'gu'),
    speak: ([, month = '']) => monthAbbreviations.get(month),
  },
  {
    name: 'first of the month',
    pattern: wholeWord(`(?<=[Ll]e |[Aa]u |[Dd]u )1(?= (?:${months.join('|')}))`),
    speak: () => 'premier',
  },
];
