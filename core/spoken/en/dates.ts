import { type Rule, wholeWord } from '../rules.ts';
import { cardinal, ordinal, year } from './numbers.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

const abbreviations: ReadonlyMap<string, string> = new Map(
  [...months.map(month => [month.slice(0, 3), month] as const), ['Sept', 'September'] as const].filter(
    ([written]) => written !== 'May',
  ),
);

const decades = ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties'];

function decade(figures: string): string | undefined {
  return figures === '00' ? 'two thousands' : decades[Number(figures[0]) - 2];
}

function dayOf(written: string): string | undefined {
  const day = Number(written);
  return day >= 1 && day <= 31 ? ordinal(day) : undefined;
}

const month = months.join('|');
const shortMonth = [...abbreviations.keys()].join('|');

const daysOfWeek: Readonly<Record<string, string>> = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Tues: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Thur: 'Thursday',
  Thurs: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
};
const shortDay = Object.keys(daysOfWeek).join('|');

/** Dates, decades and years. */
export const dateRules: readonly Rule[] = [
  {
    name: 'decade',
    pattern: wholeWord(String.raw`(1\d|20)(\d0)'?s`),
    speak: ([, century = '', figures = '']) => {
      if (figures === '00') return century === '20' ? 'two thousands' : `${cardinal(Number(century))} hundreds`;
      const name = figures === '10' ? 'tens' : decade(figures);
      return name === undefined ? undefined : `${cardinal(Number(century))} ${name}`;
    },
  },
  {
    name: 'short decade',
    pattern: /(?<![\p{L}\p{N}])['‘]?([2-9]0)s(?!\p{L})/gu,
    speak: ([, figures = '']) => decade(figures),
  },
  {
    name: 'short year',
    pattern: /(?<= )'(\d\d)(?![\p{L}\p{N}'])/gu,
    speak: ([, figures = '']) => year(1900 + Number(figures)).replace(/^nineteen /u, ''),
  },
  {
    name: 'ISO date',
    pattern: wholeWord(String.raw`((?:1\d|20)\d\d)-(\d\d)-(\d\d)`),
    speak: ([, written = '', monthNumber = '', day = '']) => {
      const name = months[Number(monthNumber) - 1];
      const spokenDay = dayOf(day);
      return name && spokenDay ? `${name} ${spokenDay}, ${year(Number(written))}` : undefined;
    },
  },
  {
    // 11/5 is one day in London and another in New York: only what can be read in one way.
    name: 'date in figures',
    pattern: wholeWord(String.raw`(\d{1,2})/(\d{1,2})/((?:1\d|20)\d\d)`),
    speak: ([, first = '', second = '', written = '']) => {
      const [day, monthNumber] = Number(first) > 12 ? [first, second] : [second, first];
      const name = months[Number(monthNumber) - 1];
      const isClear = Number(first) > 12 || Number(second) > 12 || first === second;
      const spokenDay = dayOf(day);
      return isClear && name && spokenDay ? `${name} ${spokenDay}, ${year(Number(written))}` : undefined;
    },
  },
  {
    // With dots the day comes first everywhere.
    name: 'date with dots',
    pattern: wholeWord(String.raw`(\d{1,2})\.(\d{1,2})\.((?:1\d|20)\d\d)`),
    speak: ([, day = '', monthNumber = '', written = '']) => {
      const name = months[Number(monthNumber) - 1];
      const spokenDay = dayOf(day);
      return name && spokenDay ? `the ${spokenDay} of ${name} ${year(Number(written))}` : undefined;
    },
  },
  {
    // 25-26 December.
    name: 'days before their month',
    pattern: wholeWord(
      String.raw`(?:the )?(?<!(?:aged|ages|No\.?) )(\d{1,2})[-–](\d{1,2}) (${month}|${shortMonth})(?!-\p{L}| \p{Lu}\p{Ll})(?:\.(?! *$| +\p{Lu}))?`,
    ),
    speak: ([, from = '', to = '', written = '']) => {
      const [first, second] = [dayOf(from), dayOf(to)];
      if (first === undefined || second === undefined) return undefined;
      const between = Number(to) === Number(from) + 1 ? 'and' : 'to the';
      return `the ${first} ${between} ${second} of ${abbreviations.get(written) ?? written}`;
    },
  },
  {
    name: 'day after its month',
    pattern: wholeWord(`(?<=(?:${month}|(?:${shortMonth})\\.?) )\\d{1,2}`),
    speak: ([day]) => dayOf(day),
  },
  {
    name: 'day before its month',
    pattern: wholeWord(`(?<![-–])\\d{1,2}(?= (?:${month})(?! \\d{1,2}(?!\\d)))`),
    speak: ([day]) => {
      const spoken = dayOf(day);
      return spoken === undefined ? undefined : `the ${spoken} of`;
    },
  },
  {
    name: 'days of the week',
    pattern: wholeWord(String.raw`(${shortDay})\.?[-–](${shortDay})(?:\.(?= \p{Ll}))?`),
    speak: ([, from = '', to = '']) => `${daysOfWeek[from]} to ${daysOfWeek[to]}`,
  },
  {
    name: 'abbreviated month',
    pattern: wholeWord(
      String.raw`(${shortMonth})\.?(?= \d)|(?<=(?<!(?:No\.?|number|\d) ?)(?:[12]?\d|3[01]) )(${shortMonth})(?!-\p{L}| \p{Lu}\p{Ll})(?:\.(?! *$| +\p{Lu}))?`,
    ),
    speak: ([, before, after]) => abbreviations.get(before ?? after ?? ''),
  },
  {
    name: 'year',
    pattern: wholeWord(
      String.raw`(?<=(?:[Ii]n|c\.|ca\.|circa|est\.|[Bb]etween|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|[Dd]uring|[Ee]arly|[Ll]ate|${month},?|\d{1,2},|to|of|and|the|[Ss]ummer|[Ww]inter|[Ss]pring|[Aa]utumn|[Ff]all) )(?:1\d\d\d|20\d\d)(?![-–]\d|[ -]?(?:people|men|women|years|miles|votes|kilomet|met|dollars|pounds|euros|%|of|jobs|workers|soldiers|seats))`,
    ),
    speak: ([written]) => year(Number(written)),
  },
];
