const numerals: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

/** The value of a well-formed Roman numeral in capitals, 1 to 3999; undefined for anything else (IIII, IC, a word). */
export function romanValue(numeral: string): number | undefined {
  let value = 0;
  let rest = numeral;
  for (const [letters, worth] of numerals) {
    while (rest.startsWith(letters)) {
      value += worth;
      rest = rest.slice(letters.length);
    }
  }
  return rest === '' && value > 0 && toRoman(value) === numeral ? value : undefined;
}

function toRoman(value: number): string {
  let rest = value;
  let numeral = '';
  for (const [letters, worth] of numerals) {
    numeral += letters.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return numeral;
}
