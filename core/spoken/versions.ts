import { type Rule, wholeWord } from './rules.ts';

/** `2.0.1`: numbers with points between them that are no date, no telephone number and no thousands. */
export function versionRule(cardinal: (value: number) => string): Rule {
  const figures = (part: string) => (/^0\d/u.test(part) ? Array.from(part) : [part]);
  return {
    name: 'version',
    pattern: wholeWord(String.raw`\d{1,4}(?:\.\d{1,4}){2,4}`),
    speak: ([written]) =>
      /^\d{1,3}(?:\.\d{3})+$/u.test(written)
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
