/** A unit as it is said. */
export interface Unit {
  readonly one: string;
  readonly many: string;
}

function unit(one: string, many = `${one}s`): Unit {
  return { one, many };
}

const invariable = (name: string) => unit(name, name);

/** Symbols of units after a number; case matters (mW, MW). */
export const units: ReadonlyMap<string, Unit> = new Map([
  ['nm', unit('nanometre')],
  ['mm', unit('millimetre')],
  ['cm', unit('centimetre')],
  ['m', unit('metre')],
  ['km', unit('kilometre')],
  ['in', unit('inch', 'inches')],
  ['ft', unit('foot', 'feet')],
  ['yd', unit('yard')],
  ['mi', unit('mile')],
  ['sq ft', unit('square foot', 'square feet')],
  ['sq m', unit('square metre')],
  ['sq km', unit('square kilometre')],
  ['sq mi', unit('square mile')],
  ['cm²', unit('square centimetre')],
  ['m²', unit('square metre')],
  ['m2', unit('square metre')],
  ['km²', unit('square kilometre')],
  ['km2', unit('square kilometre')],
  ['m³', unit('cubic metre')],
  ['m3', unit('cubic metre')],
  ['cm³', unit('cubic centimetre')],
  ['ha', unit('hectare')],
  ['ml', unit('millilitre')],
  ['cl', unit('centilitre')],
  ['l', unit('litre')],
  ['L', unit('litre')],
  ['µg', unit('microgram')],
  ['μg', unit('microgram')],
  ['mg', unit('milligram')],
  ['g', unit('gram')],
  ['kg', unit('kilogram')],
  ['t', unit('tonne')],
  ['oz', unit('ounce')],
  ['lb', unit('pound')],
  ['lbs', unit('pound')],
  ['mph', unit('mile per hour', 'miles per hour')],
  ['kph', unit('kilometre per hour', 'kilometres per hour')],
  ['mpg', unit('mile per gallon', 'miles per gallon')],
  ['ms', unit('millisecond')],
  ['s', unit('second')],
  ['sec', unit('second')],
  ['min', unit('minute')],
  ['mins', unit('minute')],
  ['h', unit('hour')],
  ['hr', unit('hour')],
  ['hrs', unit('hour')],
  ['yr', unit('year')],
  ['yrs', unit('year')],
  ['Hz', invariable('hertz')],
  ['kHz', invariable('kilohertz')],
  ['MHz', invariable('megahertz')],
  ['GHz', invariable('gigahertz')],
  ['W', unit('watt')],
  ['kW', unit('kilowatt')],
  ['MW', unit('megawatt')],
  ['GW', unit('gigawatt')],
  ['TW', unit('terawatt')],
  ['kWh', unit('kilowatt hour')],
  ['MWh', unit('megawatt hour')],
  ['GWh', unit('gigawatt hour')],
  ['TWh', unit('terawatt hour')],
  ['kV', unit('kilovolt')],
  ['KB', unit('kilobyte')],
  ['kB', unit('kilobyte')],
  ['MB', unit('megabyte')],
  ['GB', unit('gigabyte')],
  ['TB', unit('terabyte')],
  ['Mbps', unit('megabit per second', 'megabits per second')],
  ['Gbps', unit('gigabit per second', 'gigabits per second')],
  ['dB', unit('decibel')],
  ['hPa', unit('hectopascal')],
  ['kcal', unit('kilocalorie')],
  ['ppm', invariable('parts per million')],
  ['bps', unit('basis point')],
  ['bp', unit('basis point')],
  ['pp', unit('percentage point')],
  ['hp', invariable('horsepower')],
  ['°', unit('degree')],
  ['°C', unit('degree Celsius', 'degrees Celsius')],
  ['° C', unit('degree Celsius', 'degrees Celsius')],
  ['°F', unit('degree Fahrenheit', 'degrees Fahrenheit')],
  ['° F', unit('degree Fahrenheit', 'degrees Fahrenheit')],
  ['%', invariable('percent')],
  ['‰', invariable('per thousand')],
]);

/** A currency and its hundredth part. */
export interface Currency extends Unit {
  readonly cent: Unit;
}

const cent = unit('cent');
const penny = unit('penny', 'pence');

/** Currencies by the symbol before, or the code before or after, the figures. */
export const currencies: ReadonlyMap<string, Currency> = new Map([
  ['$', { ...unit('dollar'), cent }],
  ['US$', { ...unit('US dollar'), cent }],
  ['C$', { ...unit('Canadian dollar'), cent }],
  ['A$', { ...unit('Australian dollar'), cent }],
  ['HK$', { ...unit('Hong Kong dollar'), cent }],
  ['€', { ...unit('euro'), cent }],
  ['£', { ...unit('pound'), cent: penny }],
  ['¥', { ...invariable('yen'), cent: invariable('sen') }],
  ['₹', { ...unit('rupee'), cent: invariable('paise') }],
  ['USD', { ...unit('US dollar'), cent }],
  ['EUR', { ...unit('euro'), cent }],
  ['GBP', { ...unit('British pound'), cent: penny }],
  ['CHF', { ...unit('Swiss franc'), cent }],
]);

/** Multiples between a number and what it counts. */
export const scales: ReadonlyMap<string, string> = new Map([
  ['k', 'thousand'],
  ['K', 'thousand'],
  ['m', 'million'],
  ['mn', 'million'],
  ['mln', 'million'],
  ['M', 'million'],
  ['bn', 'billion'],
  ['B', 'billion'],
  ['b', 'billion'],
  ['tn', 'trillion'],
  ['trn', 'trillion'],
  ['T', 'trillion'],
  ['thousand', 'thousand'],
  ['million', 'million'],
  ['billion', 'billion'],
  ['trillion', 'trillion'],
]);
