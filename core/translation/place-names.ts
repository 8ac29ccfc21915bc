/**
 * Names of places that English writes so otherwise that no likeness shows it. Countries come from the Unicode CLDR, which
 * every JavaScript engine has; here stand their short forms, and cities.
 */
const others: Readonly<Record<string, string>> = {
  'états-unis': 'US U.S. USA America American',
  'royaume-uni': 'UK U.K. Britain British',
  angleterre: 'England English',
  écosse: 'Scotland Scottish',
  galles: 'Wales Welsh',
  bretagne: 'Brittany Breton Britain',
  hollande: 'Netherlands Dutch',
  bavière: 'Bavaria',
  bourgogne: 'Burgundy',
  aix: 'Aachen',
  alger: 'Algiers',
  anvers: 'Antwerp',
  athènes: 'Athens',
  bâle: 'Basel',
  caire: 'Cairo',
  cologne: 'Köln',
  copenhague: 'Copenhagen',
  douvres: 'Dover',
  édimbourg: 'Edinburgh',
  gand: 'Ghent',
  gênes: 'Genoa',
  haye: 'Hague',
  léman: 'Geneva',
  lisbonne: 'Lisbon',
  londres: 'London',
  mayence: 'Mainz',
  mecque: 'Mecca',
  moscou: 'Moscow',
  'nouvelle-orléans': 'Orleans',
  pékin: 'Beijing',
  ratisbonne: 'Regensburg',
  varsovie: 'Warsaw',
  venise: 'Venice',
  vienne: 'Vienna',
  tamise: 'Thames',
  rhin: 'Rhine',
  manche: 'Channel',
  méditerranée: 'Mediterranean',
  alpes: 'Alps',
};

/** The English words that may stand for a French place: by the name, and by each longer word of it. */
export function placeNames(): ReadonlyMap<string, ReadonlySet<string>> {
  return (cached ??= readPlaceNames());
}

let cached: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function readPlaceNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  const add = (french: string, english: readonly string[]) => {
    const known = places.get(french) ?? new Set<string>();
    places.set(french, new Set([...known, ...english]));
  };
  for (const [french, english] of countries()) {
    for (const word of [french, ...french.split(' ')]) if (word.length > 3) add(word, english.split(' '));
  }
  for (const [french, english] of Object.entries(others)) add(french, english.split(' '));
  return places;
}

/** The names of all regions of ISO 3166, the French in lower case. */
function countries(): [french: string, english: string][] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const french = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap(first => letters.map(second => first + second))
    .flatMap(code => {
      const [name, translation] = [french.of(code), english.of(code)];
      return name === undefined || translation === undefined ? [] : [[name.toLowerCase(), translation]];
    });
}
