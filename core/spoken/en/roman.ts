import { romanValue } from '../roman.ts';
import { type Rule, wholeWord } from '../rules.ts';
import { cardinal, ordinal } from './numbers.ts';

const regnalNames =
  'Louis|Henry|Charles|George|Edward|William|Richard|James|Elizabeth|Mary|Philip|Francis|Napoleon|Ferdinand|Frederick|' +
  'Catherine|Nicholas|Alexander|Peter|Paul|Pius|Benedict|Leo|Gregory|Innocent|Clement|Urban|Boniface|Victoria|Leopold|' +
  'Albert|Baldwin|Harald|Haakon|Olaf|Gustav|Gustaf|Christian|Juan Carlos|Felipe|Alfonso|Isabella|Ivan|Darius|Xerxes|' +
  'Ramses|Ptolemy|Mohammed|Hassan|Abdullah|Otto|Ludwig|Maximilian|Robert|John|John Paul|Stephen|David|Sixtus';

function asCardinal(numeral: string): string | undefined {
  const value = romanValue(numeral);
  return value === undefined ? undefined : cardinal(value);
}

function asOrdinal(numeral: string): string | undefined {
  const value = romanValue(numeral);
  return value === undefined ? undefined : `the ${ordinal(value)}`;
}

/** Roman numerals where their surroundings show that they are one. */
export const romanRules: readonly Rule[] = [
  {
    name: 'world war',
    pattern: wholeWord('WW(I{1,3})'),
    speak: ([, numeral = '']) => `world war ${asCardinal(numeral)}`,
  },
  {
    name: 'monarch',
    pattern: wholeWord(
      String.raw`(?<=(?:${regnalNames}) )(?:[IVX]{2,6}|[VX](?!\. ?\p{Lu})|I(?= of |'s |[,;.)]| (?:abdicated|became|came|died|had|marched|married|reigned|ruled|sent|signed|succeeded|was|wore)(?!\p{L})))`,
    ),
    speak: ([numeral]) => asOrdinal(numeral),
  },
  {
    name: 'numbered part',
    pattern: wholeWord(
      String.raw`(?<=(?:vol\.|ch\.|pt\.|art\.|fig\.|chapter|volume|part|book|act|scene|title|article|section|war|type|phase|stage|class|level|category|grade|episode|season|appendix|figure|table|bowl) )[IVXL]{1,7}`,
      'giu',
    ),
    speak: ([numeral]) => (numeral === numeral.toUpperCase() ? asCardinal(numeral) : undefined),
  },
  {
    name: 'numbered name',
    pattern: wholeWord(String.raw`(?<=\p{Lu}\p{Ll}{2,} )[IVX]{2,6}`),
    speak: ([numeral]) => asCardinal(numeral),
  },
];
