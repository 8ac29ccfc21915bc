import { alternatives, around, type Rule } from '../rules.ts';

/** Titles: only before a capital. */
const beforeCapital: ReadonlyMap<string, string> = new Map([
  ['Mr', 'mister'],
  ['Mrs', 'missus'],
  ['Ms', 'miz'],
  ['Dr', 'doctor'],
  ['Drs', 'doctors'],
  ['Prof', 'professor'],
  ['Rev', 'reverend'],
  ['Hon', 'honourable'],
  ['Sen', 'senator'],
  ['Rep', 'representative'],
  ['Gov', 'governor'],
  ['Gen', 'general'],
  ['Col', 'colonel'],
  ['Maj', 'major'],
  ['Capt', 'captain'],
  ['Cmdr', 'commander'],
  ['Lt', 'lieutenant'],
  ['Sgt', 'sergeant'],
  ['Cpl', 'corporal'],
  ['Pvt', 'private'],
  ['Pres', 'president'],
  ['Supt', 'superintendent'],
  ['Mt', 'mount'],
  ['Ft', 'fort'],
  ['St', 'saint'],
  ['Messrs', 'messers'],
]);

const mustHavePoint = new Set(['Hon', 'Rep', 'Gen', 'Sen', 'Gov', 'Rev', 'Pres', 'Col', 'Maj', 'Capt']);

/** Only before a number. */
const beforeNumber: ReadonlyMap<string, string> = new Map([
  ['No.', 'number'],
  ['no.', 'number'],
  ['No', 'number'],
  ['Nos.', 'numbers'],
  ['nos.', 'numbers'],
  ['№', 'number'],
  ['p.', 'page'],
  ['pp.', 'pages'],
  ['vol.', 'volume'],
  ['Vol.', 'volume'],
  ['ch.', 'chapter'],
  ['Ch.', 'chapter'],
  ['chap.', 'chapter'],
  ['fig.', 'figure'],
  ['Fig.', 'figure'],
  ['sec.', 'section'],
  ['Art.', 'article'],
  ['art.', 'article'],
  ['c.', 'circa'],
  ['ca.', 'circa'],
  ['§', 'section'],
  ['approx.', 'approximately'],
  ['Approx.', 'approximately'],
  ['pt.', 'part'],
  ['Pt.', 'part'],
]);

/** Wherever they stand. */
const anywhere: ReadonlyMap<string, string> = new Map([
  ['e.g.', 'for example'],
  ['E.g.', 'for example'],
  ['I.e.', 'that is'],
  ['eg.', 'for example'],
  ['i.e.', 'that is'],
  ['etc.', 'et cetera'],
  ['vs.', 'versus'],
  ['vs', 'versus'],
  ['cf.', 'compare'],
  ['et al.', 'and others'],
  ['approx.', 'approximately'],
  ['Approx.', 'approximately'],
  ['est.', 'established'],
  ['dept.', 'department'],
  ['Dept.', 'department'],
  ['govt.', 'government'],
  ['govt', 'government'],
  ['Inc.', 'incorporated'],
  ['Ltd.', 'limited'],
  ['Ltd', 'limited'],
  ['Corp.', 'corporation'],
  ['Co.', 'company'],
  ['Bros.', 'brothers'],
  ['Jr.', 'junior'],
  ['Jr', 'junior'],
  ['Sr.', 'senior'],
  ['Ave.', 'avenue'],
  ['Blvd.', 'boulevard'],
  ['Rd.', 'road'],
  ['n/a', 'not applicable'],
  ['N/A', 'not applicable'],
  ['w/o', 'without'],
  ['c/o', 'care of'],
  ['p.a.', 'per annum'],
  ['ft.', 'feet'],
  ['viz.', 'namely'],
  ['ibid.', 'ibidem'],
  ['misc.', 'miscellaneous'],
  ['Ph.D.', 'P.H.D'],
  ['PhD', 'P.H.D'],
  ['Ph.D', 'P.H.D'],
]);

const notInWord = String.raw`(?<![\p{L}\p{N}\p{M}.])`;
const notBeforeLetter = String.raw`(?![\p{L}\p{N}\p{M}])`;

/** An abbreviation's point that ends its sentence too stays, so that the voice falls. */
const endsSentence = String.raw`(?=\.(?: *$| +["“(‘]?\p{Lu}\p{Ll}))`;

/** Others want something after them: vs., e.g. */
const mayEndSentence = [
  'etc.',
  'et al.',
  'Inc.',
  'Ltd.',
  'Corp.',
  'Co.',
  'Bros.',
  'Jr.',
  'Sr.',
  'Ave.',
  'Blvd.',
  'Rd.',
  'p.a.',
  'ft.',
];

const withoutPoint = new Map(mayEndSentence.map(written => [written.slice(0, -1), anywhere.get(written)]));

/** Abbreviations of press text, by what must follow them. */
export const abbreviationRules: readonly Rule[] = [
  {
    // 12 Baker St.; St. Paul; the street has a name before it, the saint one after.
    name: 'street',
    pattern: /(?<=\p{Lu}\p{Ll}{2,} |\d(?:st|nd|rd|th) )St(?:\.(?= \p{Ll}|,)|(?=\. *$|,| *$| \p{Ll}))/gu,
    speak: () => 'street',
  },
  {
    // Of a motorway, which must be named.
    name: 'junction',
    pattern: /(?<=(?<!\p{L})(?:at|and|between|from|near|of|to) )J(?=\d{1,2}[a-z]?(?![\p{L}\p{N}]))/gu,
    speak: (match, { plain }) => (/(?<!\p{L})M\d{1,2}(?!\d)/u.test(around(match, plain)) ? 'junction' : undefined),
  },
  {
    name: 'road',
    pattern: /(?<=\p{Lu}[\p{L}']{2,} )(?:Rd|Ave|Blvd)(?=,| *$|\. *$| \p{Ll})/gu,
    speak: ([written]) => ({ Rd: 'road', Ave: 'avenue', Blvd: 'boulevard' })[written],
  },
  {
    name: 'rank of two words',
    pattern: /(?<=(?<!\p{L})(?:Lt\.?|Brig\.?) )(?:Col|Gen)\.?(?= \p{Lu})/gu,
    speak: ([written]) => (written.startsWith('Col') ? 'colonel' : 'general'),
  },
  {
    name: 'title before a name',
    pattern: new RegExp(`${notInWord}(${alternatives(beforeCapital.keys())})(\\.?)(?= \\p{Lu})`, 'gu'),
    speak: ([, title = '', point]) => (point === '' && mustHavePoint.has(title) ? undefined : beforeCapital.get(title)),
  },
  {
    name: 'abbreviation before a number',
    pattern: new RegExp(`${notInWord}(?:${alternatives(beforeNumber.keys())})(?= ?\\d| [IVXL]{1,6}(?!\\p{L}))`, 'gu'),
    speak: ([written]) => beforeNumber.get(written),
  },
  {
    // Of an act; not of what is his father's.
    name: 'section',
    pattern: /(?<![\p{L}\p{N}\p{M}.'])ss?\.(?= ?\d)/gu,
    speak: ([written]) => (written === 's.' ? 'section' : 'sections'),
  },
  {
    name: 'about a year of an era',
    pattern: new RegExp(`${notInWord}(?:c|ca)\\.(?= (?:AD|BC) \\d)`, 'gu'),
    speak: () => 'circa',
  },
  {
    name: 'spoon',
    pattern: /(?<=[\d½¼¾⅓⅔⅛] ?)(tsp|tbsp)s?(?:\.(?! *$| +\p{Lu})|(?![\p{L}\p{N}]))/gu,
    speak: ({ 1: symbol, index }, { plain }) => {
      const isOne = /(?<![\d.] ?)(?:1|[½¼¾⅓⅔⅛]|[13]\/[2348]) ?$/u.test(plain.slice(0, index));
      return `${symbol === 'tsp' ? 'teaspoon' : 'tablespoon'}${isOne ? '' : 's'}`;
    },
  },
  {
    name: 'abbreviation at the end of a sentence',
    pattern: new RegExp(`${notInWord}(?:${alternatives(withoutPoint.keys())})${endsSentence}`, 'gu'),
    speak: ([written]) => withoutPoint.get(written),
  },
  {
    name: 'abbreviation',
    pattern: new RegExp(`${notInWord}(?:${alternatives(anywhere.keys())})${notBeforeLetter}`, 'gu'),
    speak: ([written]) => anywhere.get(written),
  },
  {
    // A case at law: Roe v. Wade.
    name: 'against',
    pattern: /(?<=\p{Lu}[\p{L}.'’-]{0,30} )v\.?(?= \p{Lu})/gu,
    speak: () => 'versus',
  },
  {
    name: 'minute of a match',
    pattern: /(?<=\d(?:st|nd|rd|th) )min(?:\.(?= \p{Ll})|(?!\p{L}))/gu,
    speak: () => 'minute',
  },
  { name: 'with', pattern: /(?<![\p{L}\p{N}])w\/(?= )/gu, speak: () => 'with' },
];
