import { alternatives, type Rule, wholeWord } from '../rules.ts';

/** Titles and the like: only before a capital, where they cannot be the end of a sentence. */
const beforeCapital: ReadonlyMap<string, string> = new Map([
  ['MM.', 'messieurs'],
  ['Dr', 'docteur'],
  ['Dr.', 'docteur'],
  ['Drs', 'docteurs'],
  ['Dre', 'docteure'],
  ['Dres', 'docteures'],
  ['Pre', 'professeure'],
  ['Pr', 'professeur'],
  ['Pr.', 'professeur'],
  ['Prof.', 'professeur'],
  ['Me', 'maître'],
  ['Mgr', 'monseigneur'],
  ['Gal', 'général'],
  ['Gén.', 'général'],
  ['Gal.', 'général'],
  ['Cdt', 'commandant'],
  ['Col.', 'colonel'],
  ['Lt', 'lieutenant'],
  ['Lt.', 'lieutenant'],
  ['Cne', 'capitaine'],
  ['St', 'saint'],
  ['St.', 'saint'],
  ['Ste', 'sainte'],
  ['Sts', 'saints'],
  ['Bd', 'boulevard'],
  ['bd', 'boulevard'],
  ['bd.', 'boulevard'],
  ['Bld', 'boulevard'],
  ['av.', 'avenue'],
  ['Av.', 'avenue'],
  ['fg', 'faubourg'],
  ['fbg', 'faubourg'],
  ['fbg.', 'faubourg'],
  ['Fbg', 'faubourg'],
  ['pl.', 'place'],
  ['Pl.', 'place'],
  ['rte', 'route'],
  ['Ets', 'établissements'],
  ['Éts', 'établissements'],
  ['Pdt', 'président'],
  ['Vve', 'veuve'],
]);

/** Of these, the ways in an address: before `du` and `des` too. */
const ways = ['av.', 'Av.', 'bd', 'bd.', 'Bd', 'fg', 'pl.', 'Pl.', 'rte'];

/** Places in a text or a list: only before a number, in figures or Roman. */
const beforeNumber: ReadonlyMap<string, string> = new Map([
  ['n°', 'numéro'],
  ['N°', 'numéro'],
  ['nº', 'numéro'],
  ['n o', 'numéro'],
  ['no', 'numéro'],
  ['n°s', 'numéros'],
  ['n°°', 'numéros'],
  ['art.', 'article'],
  ['Art.', 'article'],
  ['p.', 'page'],
  ['pp.', 'pages'],
  ['vol.', 'volume'],
  ['Vol.', 'volume'],
  ['chap.', 'chapitre'],
  ['Chap.', 'chapitre'],
  ['ch.', 'chapitre'],
  ['t.', 'tome'],
  ['T.', 'tome'],
  ['fig.', 'figure'],
  ['Fig.', 'figure'],
  ['al.', 'alinéa'],
  ['éd.', 'édition'],
  ['env.', 'environ'],
  ['§', 'paragraphe'],
  ['tabl.', 'tableau'],
  ['tél.', 'téléphone'],
  ['Tél.', 'téléphone'],
  ['v.', 'vers'],
  ['bât.', 'bâtiment'],
  ['ép.', 'épisode'],
  ['sc.', 'scène'],
  ['th.', 'thermostat'],
]);

/** Wherever they stand. */
const anywhere: ReadonlyMap<string, string> = new Map([
  ['Mme', 'madame'],
  ['Mme.', 'madame'],
  ['Mlle.', 'mademoiselle'],
  ['Mmes', 'mesdames'],
  ['Mlle', 'mademoiselle'],
  ['Mlles', 'mesdemoiselles'],
  ['Cie', 'compagnie'],
  ['n°', 'numéro'],
  ['etc.', 'et cetera'],
  ['etc…', 'et cetera'],
  ['cf.', 'confer'],
  ['Cf.', 'confer'],
  ['p. ex.', 'par exemple'],
  ['p.ex.', 'par exemple'],
  ['par ex.', 'par exemple'],
  ['ex.', 'exemple'],
  ['c.-à-d.', "c'est-à-dire"],
  ['c-à-d', "c'est-à-dire"],
  ['càd', "c'est-à-dire"],
  ['env.', 'environ'],
  ['éd.', 'éditions'],
  ['Éd.', 'éditions'],
  ['c. à s.', 'cuillère à soupe'],
  ['c. à c.', 'cuillère à café'],
  ['coll.', 'collection'],
  ['trad.', 'traduction'],
  ['dép.', 'département'],
  ['par hab.', 'par habitant'],
  ['hab.', 'habitants'],
  ['arr.', 'arrondissement'],
  ['arrt', 'arrondissement'],
  ['sq.', 'et suivante'],
  ['sqq.', 'et suivantes'],
  ['N.-D.', 'Notre-Dame'],
  ['réf.', 'référence'],
  ['max.', 'maximum'],
  ['min.', 'minimum'],
  ['ibid.', 'ibidem'],
  ['Ibid.', 'ibidem'],
  ['Op. cit.', 'opere citato'],
  ['op. cit.', 'opere citato'],
  ['N.B.', 'nota bene'],
  ['P.-S.', 'post-scriptum'],
  ['P.S.', 'post-scriptum'],
  ['vs', 'contre'],
  ['vs.', 'contre'],
  ['c/', 'contre'],
  ['n/a', 'non applicable'],
  ['N/A', 'non applicable'],
  ['RDV', 'rendez-vous'],
  ['rdv', 'rendez-vous'],
  ['Rdv', 'rendez-vous'],
  ['SVP', "s'il vous plaît"],
  ['svp', "s'il vous plaît"],
  ['1ères', 'premières'],
  ['km.', 'kilomètres'],
  ['Jr.', 'junior'],
  ['Jr', 'junior'],
  ['Sté', 'société'],
  ['Rens.', 'renseignements'],
  ['rens.', 'renseignements'],
  ['asc.', 'ascenseur'],
  ['a.p.', 'après prolongation'],
  ['A/R', 'aller-retour'],
]);

/** `av. J.-C.`, before `av.` is taken for an avenue. */
const eraWords: Readonly<Record<string, string>> = { av: 'avant', apr: 'après', ap: 'après' };

const surname = String.raw`\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2}`;

const notInWord = String.raw`(?<![\p{L}\p{N}\p{M}.])`;
const notBeforeLetter = String.raw`(?![\p{L}\p{N}\p{M}])`;

/** An abbreviation's point that ends its sentence too stays, so that the voice falls. */
const endsSentence = String.raw`(?=\.(?: *$| +[«"“(]? ?\p{Lu}\p{Ll}))`;

const stylesOfPrinces: Readonly<Record<string, string>> = {
  SM: 'sa majesté',
  SAR: 'son altesse royale',
  SEx: 'son excellence',
  SExc: 'son excellence',
  LLMM: 'leurs majestés',
};

/** Others want something after them: cf., vs. */
const mayEndSentence = [
  'etc.',
  'par hab.',
  'hab.',
  'arr.',
  'sq.',
  'sqq.',
  'N.-D.',
  'dép.',
  'réf.',
  'max.',
  'min.',
  'ibid.',
  'op. cit.',
  'km.',
  'Jr.',
  'asc.',
  'a.p.',
  'p. ex.',
];

const withoutPoint = new Map(mayEndSentence.map(written => [written.slice(0, -1), anywhere.get(written)]));

/** Abbreviations of press text, by what must follow them. */
export const abbreviationRules: readonly Rule[] = [
  {
    // Before monsieur: S. M. le roi.
    name: 'style of a prince',
    pattern: /(?<![\p{L}\p{N}.])(?:S\. ?M\.|S\. ?A\. ?R\.|S\. ?Exc?\.|L{2}\. ?M{2}\.)(?= (?:\p{Lu}|la |le |les |l'))/gu,
    speak: ([written]) => stylesOfPrinces[written.replaceAll(/[. ]/gu, '')],
  },
  {
    name: 'monsieur',
    pattern: new RegExp(`(?<!-)${notInWord}MM?\\.(?= ?(?:\\p{Lu}|les? |la |l'|de ))`, 'gu'),
    speak: ([written]) => (written === 'M.' ? 'monsieur' : 'messieurs'),
  },
  {
    name: 'before or after an era',
    pattern: new RegExp(`${notInWord}(av|apr?)\\.(?= ?J\\.?-?C)`, 'gu'),
    speak: ([, era = '']) => eraWords[era],
  },
  {
    name: 'Jesus Christ',
    pattern: /(?<=(?:av\.|apr?\.|avant|après|depuis) ?)J\.?-?C(?:\.(?! *$| +\p{Lu}\p{Ll})|(?!\p{L}))/gu,
    speak: () => 'Jésus-Christ',
  },
  {
    name: 'spoon',
    pattern: /(?<![\p{L}.])c\.(?= ?à ?(?:soupe|café|thé|dessert)(?!\p{L}))/gu,
    speak: ({ index }, { plain }) => (/(?:^|\D)1 ?$|[^\d ] ?$/u.test(plain.slice(0, index)) ? 'cuillère' : 'cuillères'),
  },
  {
    name: 'counted in short',
    pattern: /(?<=\d )(?:p|pers)(?:\.(?! *$| +\p{Lu}\p{Ll})|(?=\.(?: *$| +\p{Lu}\p{Ll})))/gu,
    speak: ({ 0: written, index }, { plain }) => {
      const isOne = /(?<!\d)1 $/u.test(plain.slice(0, index));
      return `${written.startsWith('pers') ? 'personne' : 'page'}${isOne ? '' : 's'}`;
    },
  },
  {
    // Mes Petit et Garnier; mes Alpes are mine.
    name: 'lawyers',
    pattern: wholeWord(String.raw`Mes(?= ${surname}(?:, ${surname}){0,4} et ${surname})`),
    speak: () => 'maîtres',
  },
  {
    // Before a surname alone: the initial of a first name stands without an article.
    name: 'father',
    pattern: /(?<=(?<!\p{L})(?:[Ll]e|[Dd]u|[Aa]u) )(?:P\.|R\. ?P\.)(?= \p{Lu}\p{Ll})/gu,
    speak: ([written]) => (written === 'P.' ? 'père' : 'révérend père'),
  },
  {
    name: 'honours',
    pattern: wholeWord('(?<=[Mm]ention[ :«"]{1,3})(?:TB|AB|B)'),
    speak: ([written]) => (written === 'B' ? 'bien' : `${written === 'TB' ? 'très' : 'assez'} bien`),
  },
  {
    name: 'several pages',
    pattern: new RegExp(String.raw`${notInWord}p\.(?= ?\d{1,4} ?[-–,]\d| ?\d{1,4} (?:et|à) \d)`, 'gu'),
    speak: () => 'pages',
  },
  {
    // Elsewhere a publisher's: éd. Gallimard.
    name: 'edition',
    pattern: /(?<=(?<!\p{L})(?:l'|l'anc\. |\de |ème |nouvelle |première |dernière ))éd\.(?= ?[\p{L}\d(])/gu,
    speak: () => 'édition',
  },
  {
    name: 'officer of a street',
    pattern:
      /(?<=(?:[Aa]venue|[Bb]oulevard|[Rr]ue|[Pp]lace|[Qq]uai|[Cc]ours|[Pp]ont|av\.|[Bb]d\.?|pl\.) (?:du )?)(?:Mal|Mar\.)(?=[ -]\p{Lu})/gu,
    speak: () => 'maréchal',
  },
  {
    name: 'street',
    pattern: new RegExp(`${notInWord}(?:${alternatives(ways)})(?= (?:du|des) )`, 'gu'),
    speak: ([written]) => beforeCapital.get(written),
  },
  {
    name: 'abbreviation before a number',
    pattern: new RegExp(
      `${notInWord}(?:${alternatives(beforeNumber.keys())})(?= ?(?:\\d|[IVX]{1,5}(?![\\p{L}])|[LRDA]\\. ?\\d))`,
      'gu',
    ),
    speak: ([written]) => beforeNumber.get(written),
  },
  { name: 'milestone', pattern: wholeWord('(?<=(?:[Aa]u|[Dd]u|[Ll]e|[Ll]es) )km(?= \\d)'), speak: () => 'kilomètre' },
  {
    name: 'numbers in the plural',
    pattern: new RegExp(String.raw`${notInWord}nos(?= \d{1,4}(?:, \d{1,4})*(?: et | à |-)\d)`, 'gu'),
    speak: () => 'numéros',
  },
  {
    name: 'abbreviation before a capital',
    pattern: new RegExp(
      `${notInWord}(?:${alternatives(beforeCapital.keys())})(?=[ -]\\p{Lu}| (?:d'|de ))${notBeforeLetter}`,
      'gu',
    ),
    speak: ([written]) => beforeCapital.get(written),
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
];
