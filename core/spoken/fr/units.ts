import type { Gender } from './numbers.ts';

/** A unit as it is said, in the singular and, where it is not the singular and an `s`, in the plural. */
export interface Unit {
  readonly one: string;
  readonly many: string;
  readonly gender: Gender;
}

function unit(one: string, many = `${one}s`, gender: Gender = 'm'): Unit {
  return { one, many, gender };
}

function feminine(one: string): Unit {
  return unit(one, `${one}s`, 'f');
}

const invariable = (name: string) => unit(name, name);

/** Symbols of units after a number; case matters (mW, MW). */
export const units: ReadonlyMap<string, Unit> = new Map([
  ['nm', unit('nanomètre')],
  ['µm', unit('micromètre')],
  ['μm', unit('micromètre')],
  ['mm', unit('millimètre')],
  ['cm', unit('centimètre')],
  ['dm', unit('décimètre')],
  ['m', unit('mètre')],
  ['km', unit('kilomètre')],
  ['mm²', unit('millimètre carré', 'millimètres carrés')],
  ['cm²', unit('centimètre carré', 'centimètres carrés')],
  ['m²', unit('mètre carré', 'mètres carrés')],
  ['m2', unit('mètre carré', 'mètres carrés')],
  ['km²', unit('kilomètre carré', 'kilomètres carrés')],
  ['km2', unit('kilomètre carré', 'kilomètres carrés')],
  ['cm³', unit('centimètre cube', 'centimètres cubes')],
  ['m³', unit('mètre cube', 'mètres cubes')],
  ['m3', unit('mètre cube', 'mètres cubes')],
  ['km³', unit('kilomètre cube', 'kilomètres cubes')],
  ['ha', unit('hectare')],
  ['ml', unit('millilitre')],
  ['mL', unit('millilitre')],
  ['cl', unit('centilitre')],
  ['cL', unit('centilitre')],
  ['dl', unit('décilitre')],
  ['l', unit('litre')],
  ['L', unit('litre')],
  ['hl', unit('hectolitre')],
  ['µg', unit('microgramme')],
  ['μg', unit('microgramme')],
  ['mg', unit('milligramme')],
  ['g', unit('gramme')],
  ['kg', unit('kilogramme')],
  ['t', feminine('tonne')],
  ['kt', feminine('kilotonne')],
  ['Mt', unit('million de tonnes', 'millions de tonnes')],
  ['ms', feminine('milliseconde')],
  ['s', feminine('seconde')],
  ['sec', feminine('seconde')],
  ['min', feminine('minute')],
  ['mn', feminine('minute')],
  ['h', feminine('heure')],
  ['Hz', invariable('hertz')],
  ['kHz', invariable('kilohertz')],
  ['MHz', invariable('mégahertz')],
  ['GHz', invariable('gigahertz')],
  ['W', unit('watt')],
  ['kW', unit('kilowatt')],
  ['MW', unit('mégawatt')],
  ['GW', unit('gigawatt')],
  ['TW', unit('térawatt')],
  ['Wh', unit('wattheure')],
  ['kWh', unit('kilowattheure')],
  ['MWh', unit('mégawattheure')],
  ['GWh', unit('gigawattheure')],
  ['TWh', unit('térawattheure')],
  ['kV', unit('kilovolt')],
  ['mAh', invariable('milliampères-heure')],
  ['ko', unit('kilooctet')],
  ['Ko', unit('kilooctet')],
  ['Mo', unit('mégaoctet')],
  ['Go', unit('gigaoctet')],
  ['To', unit('téraoctet')],
  ['Po', unit('pétaoctet')],
  ['Mbit', unit('mégabit')],
  ['Mb', unit('mégabit')],
  ['Gbit', unit('gigabit')],
  ['Gb', unit('gigabit')],
  ['dB', invariable('décibels')],
  ['hPa', unit('hectopascal')],
  ['bar', unit('bar')],
  ['kcal', feminine('kilocalorie')],
  ['cal', feminine('calorie')],
  ['kJ', unit('kilojoule')],
  ['Bq', unit('becquerel')],
  ['mSv', unit('millisievert')],
  ['ppm', invariable('parties par million')],
  ['ch', unit('cheval', 'chevaux')],
  ['px', unit('pixel')],
  ['pt', unit('point')],
  ['pts', unit('point')],
  ['j', unit('jour')],
  ['hab.', unit('habitant')],
  ['hab', unit('habitant')],
  ['°', unit('degré')],
  ['°C', unit('degré Celsius', 'degrés Celsius')],
  ['° C', unit('degré Celsius', 'degrés Celsius')],
  ['°F', unit('degré Fahrenheit', 'degrés Fahrenheit')],
  ['° F', unit('degré Fahrenheit', 'degrés Fahrenheit')],
  ['%', invariable('pour cent')],
  ['‰', invariable('pour mille')],
]);

/** What stands after the slash of a rate, where it is not one of the units. */
export const perWords: ReadonlyMap<string, string> = new Map([
  ['j', 'jour'],
  ['pers', 'personne'],
  ['b', 'baril'],
  ['bbl', 'baril'],
  ['100 km', 'cent kilomètres'],
  ['100km', 'cent kilomètres'],
  ['100 g', 'cent grammes'],
]);

/** Currencies by symbol and code. */
export const currencies: ReadonlyMap<string, Unit> = new Map([
  ['€', unit('euro')],
  ['EUR', unit('euro')],
  ['$', unit('dollar')],
  ['US$', unit('dollar américain', 'dollars américains')],
  ['$US', unit('dollar américain', 'dollars américains')],
  ['USD', unit('dollar américain', 'dollars américains')],
  ['$CA', unit('dollar canadien', 'dollars canadiens')],
  ['£', feminine('livre')],
  ['GBP', unit('livre sterling', 'livres sterling', 'f')],
  ['¥', unit('yen')],
  ['₽', unit('rouble')],
  ['₿', unit('bitcoin')],
  ['CHF', unit('franc suisse', 'francs suisses')],
  ['FCFA', unit('franc CFA', 'francs CFA')],
  ['FF', unit('franc')],
  ['F', unit('franc')],
]);

/** Multiples between a number and a currency or unit. */
export const scales: ReadonlyMap<string, Unit> = new Map([
  ['k', invariable('mille')],
  ['K', invariable('mille')],
  ['mille', invariable('mille')],
  ['M', unit('million')],
  ['million', unit('million')],
  ['millions', unit('million')],
  ['Md', unit('milliard')],
  ['Mds', unit('milliard')],
  ['Mrd', unit('milliard')],
  ['Mrds', unit('milliard')],
  ['MM', unit('milliard')],
  ['G', unit('milliard')],
  ['milliard', unit('milliard')],
  ['milliards', unit('milliard')],
  ['billion', unit('billion')],
  ['billions', unit('billion')],
]);
