import { around, type Surroundings } from '../rules.ts';

const sport =
  /(?<!\p{L})(?:scores?|match(?:e?s)?|mi-temps|nuls?|égalis\p{Ll}{1,8}|buts?|partie|rencontre|manche|tirs au but|prolongations?|tableau|équipes?|but(?:eur|euse)s?|victoires?|défaites?|battu\p{Ll}{0,2}|mène\p{Ll}{0,3})(?!\p{L})/iu;

/** Whether two equal numbers are a draw, `un partout`: in brackets, or where the words around tell of a match. */
export function isDraw(match: RegExpExecArray, { plain }: Surroundings): boolean {
  const before = plain.slice(Math.max(0, match.index - 12), match.index);
  const after = plain.charAt(match.index + match[0].length);
  if (/(?:articles?|numéros?|bus|ligne|pages?|pp?\.|[Ll]e|[Ee]n) $/u.test(before)) return false;
  return (before.endsWith('(') && after === ')') || sport.test(around(match, plain));
}
