import { type Rule, wholeWord } from './rules.ts';

/** The words that an address on the web is read with. */
export interface AddressWords {
  readonly dot: string;
  readonly hyphen: string;
  readonly at: string;
}

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?`;
const host = String.raw`${label}(?:\.${label}){1,8}`;
const knownEnds =
  'com|org|net|info|fr|eu|uk|us|be|ch|ca|de|es|it|io|tv|gouv\\.fr|co\\.uk|museum|paris|bzh|edu|gov|int|ly|me';

/** A longer name before the `@` is left out. */
const maxSpokenName = 24;

/**
 * Addresses are read short: the host without `www`, no path; of an e-mail address the name too, if it is short.
 */
export function addressRules(words: AddressWords): Rule[] {
  const readHost = (written: string) =>
    written
      .replace(/^www\d?\./u, '')
      .slice(0, 80)
      .split('.')
      .map((part, index) => readLabel(part, index > 0, words))
      .join(` ${words.dot} `);
  return [
    {
      name: 'address on the web',
      pattern: new RegExp(
        String.raw`(?<![\p{L}\p{N}])(?:https?:\/\/(?:[^\s@\/<>"]{1,60}@)?|ftp:\/\/|www\.)(${host})(?::\d{1,5})?(?:[\/?#](?:[^\s<>"«»]{0,1900}[^\s<>"«».,;:!?)\]…])?)?`,
        'giu',
      ),
      speak: ([, written = '']) => readHost(written.toLowerCase()),
    },
    {
      name: 'e-mail address',
      pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.+_-])([\p{L}\p{N}][\p{L}\p{N}._+-]{0,63})@(${host})`, 'gu'),
      speak: ([, name = '', written = '']) => {
        const spokenName =
          name.length > maxSpokenName
            ? ''
            : name
                .split('.')
                .map(part => part.replaceAll(/[_+-]/gu, ' '))
                .join(` ${words.dot} `);
        return `${spokenName} ${words.at} ${readHost(written.toLowerCase())}`.trim();
      },
    },
    {
      name: 'bare host',
      pattern: wholeWord(
        String.raw`(?<![@./])((?:[\p{L}\p{N}-]{2,40}\.){1,3}(?:${knownEnds}))(?:\/[\p{L}\p{N}_.\/-]{0,200}[\p{L}\p{N}\/])?(?!\.\p{L})`,
      ),
      speak: ([, written = '']) => (/^[\d.]+$/u.test(written) ? undefined : readHost(written.toLowerCase())),
    },
    {
      name: 'account',
      pattern: /(?<![\p{L}\p{N}.])@(?=[\p{L}\p{N}_])/gu,
      speak: () => words.at,
    },
  ];
}

/** Two letters after a dot (`fr`, `uk`), and what has no vowel, are spelled; a hyphen is named. */
function readLabel(label_: string, isAfterDot: boolean, { hyphen }: AddressWords): string {
  if (isAfterDot && label_ !== 'co' && /^\p{L}{2}$/u.test(label_)) return Array.from(label_.toUpperCase()).join('.');
  // bbc, sncf: nothing that could be said as a word.
  if (/^[^aeiouyàâéèêëîïôûü\d-]{2,5}$/u.test(label_) && label_ !== 'www')
    return Array.from(label_.toUpperCase()).join('.');
  return label_.replaceAll('-', ` ${hyphen} `);
}
