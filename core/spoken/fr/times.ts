import { type Rule, wholeWord } from '../rules.ts';
import { cardinal } from './numbers.ts';

function hours(count: string): string {
  const value = Number(count);
  return `${cardinal(value, 'f')} heure${value > 1 ? 's' : ''}`;
}

/** `vingt heures trente`, `deux heures cinq`, `vingt heures`. */
function clock(hour: string, minute: string | undefined): string {
  const minutes = Number(minute ?? 0);
  return minutes === 0 ? hours(hour) : `${hours(hour)} ${cardinal(minutes, 'f')}`;
}

function counted(count: string | undefined, unit: string): string {
  if (count === undefined) return '';
  const value = Number(count);
  return ` ${cardinal(value, 'f')} ${unit}${value > 1 ? 's' : ''}`;
}

/** `09` is said with its zero. */
function hundredthsOf(figures: string): string {
  return /^0\d/u.test(figures) ? `zéro ${cardinal(Number(figures))}` : cardinal(Number(figures));
}

const time = String.raw`(\d{1,3}) ?[hH](?: ?([0-5]\d)(?! ?(?:%|€|\d|[kcm]m\b|000)))?`;

/** Times of day and durations. */
export const timeRules: readonly Rule[] = [
  {
    name: 'round the clock',
    pattern: wholeWord(String.raw`(?:24 ?h ?(?:/|sur) ?24|24/24 ?h?|24/7|(\d) ?j(?:ours?)? ?(?:/|sur) ?7)`),
    speak: ([written, days]) => {
      if (days !== undefined) return `${cardinal(Number(days))} jours sur sept`;
      return written === '24/7'
        ? 'vingt-quatre heures sur vingt-quatre, sept jours sur sept'
        : 'vingt-quatre heures sur vingt-quatre';
    },
  },
  {
    name: 'duration',
    pattern: wholeWord(
      String.raw`(?:(\d{1,3}) ?h ?)?(\d{1,2}) ?(?:min|mn|'|′) ?(?:(\d{1,2}) ?(?:s|sec|''|["”″])(?: ?(\d{1,2}))?)`,
    ),
    speak: ([, hour, minute, second, hundredths]) => {
      const part = hundredths === undefined ? '' : ` ${hundredthsOf(hundredths)}`;
      const whole = hour === undefined ? '' : hours(hour);
      return `${whole}${counted(minute, 'minute')}${counted(second, 'seconde')}${part}`.trim();
    },
  },
  {
    name: 'seconds and hundredths',
    pattern: wholeWord(String.raw`(?<=(?:en|à|de|avec|temps|:|,|\() ?)(\d{1,2})(?:''|["”″])(\d\d)`),
    speak: ([, second, hundredths = '']) => `${counted(second, 'seconde').trim()} ${hundredthsOf(hundredths)}`,
  },
  {
    // Of a race; elsewhere the sign may be inches, or the end of a quotation.
    name: 'seconds of a lead',
    pattern: /(?<![\p{L}\p{N}.,'])(\d{1,2})["”″](?= (?:d'avance|de retard|de mieux|d'écart)(?!\p{L}))/gu,
    speak: ([, second]) => counted(second, 'seconde').trim(),
  },
  {
    name: 'hours, minutes and seconds',
    pattern: wholeWord(String.raw`(\d{1,2}):([0-5]\d):([0-5]\d)(?!:)`),
    speak: ([, hour = '', minute, second]) => `${hours(hour)}${counted(minute, 'minute')}${counted(second, 'seconde')}`,
  },
  {
    name: 'seconds',
    pattern: /(?<![\p{L}\p{N}.,'])(\d{1,2})''(?!\p{L})/gu,
    speak: ([, second]) => counted(second, 'seconde').trim(),
  },
  {
    name: 'hours and minutes',
    pattern: wholeWord(String.raw`(\d{1,3}) ?h ?(\d{1,2}) ?(?:min|mn)`),
    speak: ([, hour = '', minute]) => `${hours(hour)}${counted(minute, 'minute')}`,
  },
  {
    name: 'time range',
    pattern: wholeWord(`${time}[-–]${time}`),
    speak: ([, from = '', fromMinute, to = '', toMinute]) => `${clock(from, fromMinute)} à ${clock(to, toMinute)}`,
  },
  {
    name: 'hours range',
    pattern: wholeWord(`(\\d{1,2})[-–]${time}`),
    speak: ([, from = '', to = '', toMinute]) => `${cardinal(Number(from), 'f')} à ${clock(to, toMinute)}`,
  },
  {
    name: 'time',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.,/-])${time}(?![\p{L}\p{N}/²])`, 'gu'),
    speak: ([, hour = '', minute]) => clock(hour, minute),
  },
  {
    name: 'digital time',
    pattern: wholeWord(String.raw`([01]?\d|2[0-3]):([0-5]\d)(?!:)`),
    speak: ([, hour = '', minute]) => clock(hour, minute),
  },
];
