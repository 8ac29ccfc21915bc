import { type Rule, wholeWord } from './rules.ts';

/** `2.0.1`: three numbers or more with points between them, if they are no date, no telephone number and no thousands. */
export function versionRule(cardinal: (value: number) => string): Rule {
  const figures = (part: string) => (/^0\d/u.test(part) ? Array.from(part) : [part]);
  return {
    name: 'version',
    pattern: wholeWord(String.raw`\d{1,4}(?:\.\d{1,4}){2,4}`),
    speak: ([written]) =>
      /^\d{1,3}(?:\.\d{3})+$|^\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})$|^0\d/u.test(written)
        ? undefined
        : written
            .split('.')
            .map(part =>
              figures(part)
                .map(figure => cardinal(Number(figure)))
                .join(' '),
            )
            .join(' point '),
  };
}
