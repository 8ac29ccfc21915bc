import { around, type Surroundings } from '../rules.ts';
import { cardinal } from './numbers.ts';

const sport =
  /(?<!\p{L})(?:won|wins?|winning|beat|beaten|beats|lost|loses?|losing|drew|draws?|drawn|defeat(?:ed)?|victory|lead|leading|led|trail(?:ed|ing)?|half-time|goals?|scored?|clean sheet|aggregate|penalties|match|thrash(?:ed|ing)?|hammered|equali[sz]ed?)(?!\p{L})/iu;
const cricket = /(?<!\p{L})(?:wickets?|stumps|batsm[ae]n|cricket)(?!\p{L})/iu;

/**
 * The score of a match that is not read `two to one`: `three nil`, `one all`, and at cricket runs for wickets.
 * @returns undefined where the words around tell of no match: 0-60 in four seconds, pages 405-6
 */
export function scoreOf(
  home: string,
  away: string,
  match: RegExpExecArray,
  { plain }: Surroundings,
): string | undefined {
  const before = plain.slice(Math.max(0, match.index - 12), match.index);
  if (/(?:pages?|pp?\.|aged|ages) $/iu.test(before)) return undefined;
  if (/^[1-9]\d\d$/u.test(home) && /^\d$/u.test(away)) {
    const isCricket = /declared (?:on|at) $/iu.test(before) || cricket.test(around(match, plain));
    return isCricket ? `${cardinal(Number(home))} for ${cardinal(Number(away))}` : undefined;
  }
  if (home.length > 2 || away.length > 2 || !(home === away || home === '0' || away === '0')) return undefined;
  if (!sport.test(around(match, plain))) return undefined;
  if (home === away) return home === '0' ? 'nil nil' : `${points(home)} all`;
  return `${points(home)} ${points(away)}`;
}

function points(figures: string): string {
  return figures === '0' ? 'nil' : cardinal(Number(figures));
}
