import { abbreviations } from './abbreviations.ts';
import { countWords } from './characters.ts';

/** The opening of an article, taken apart. */
export interface Opening {
  readonly kicker?: string;
  readonly title: string;
  readonly text?: string;
}

const maxKickerWords = 6;
const minTitleWords = 4;

/**
 * Takes apart a first line in which kicker and title (or title and text) were glued: `Réseaux sociauxGrâce à la panne…`.
 * A capital inside a word is no proof: YouTube, LinkedIn and eBay have one. It takes evidence from the language (a word
 * that opens sentences, a French ending) or from the rest of the article (both halves stand there as words, the whole
 * never does).
 * @param line the article's first line
 * @param rest the text of the article after it
 * @returns undefined where nothing is glued for certain
 */
export function unglue(line: string, rest: string): Opening | undefined {
  for (const seam of seamsOf(line)) {
    const before = line.slice(0, seam.place).trimEnd();
    const after = line.slice(seam.place);
    if (countWords(after) < minTitleWords || !/^["«“'’(]?\s*[\p{Lu}\p{N}]/u.test(before)) continue;
    if (/\p{L}\.$|[,;:]$/u.test(before) || !isProven(seam, line, rest)) continue;
    if (isTitleBefore(before, after)) return { title: before, text: after };
    const deeper = unglue(after, rest);
    // The rest of the line may be title and text; a second kicker it cannot be.
    if (deeper !== undefined && deeper.kicker === undefined) return { kicker: before, ...deeper };
    return { kicker: before, title: after };
  }
  return undefined;
}

/** What comes first is the title itself, where it is long, or where what follows is a whole sentence. */
function isTitleBefore(before: string, after: string): boolean {
  const words = countWords(before);
  return words > maxKickerWords || (words >= 4 && /[.!?]["»”’)]?$/u.test(after));
}

/** A place where a small letter, a digit or a full row of capitals meets a capital. */
interface Seam {
  readonly place: number;
  /** The token's part before the place. */
  readonly left: string;
  /** The first word after the place. */
  readonly right: string;
  readonly token: string;
}

const glued = /(?:(?<=[\p{Ll}\p{N}»”?!])|(?<=\p{Lu}{4}))(?=["«“]?\p{Lu}(?:\p{Ll}|['’]|\s))/gu;

/** Kicker and title fit well into these; a first line of a megabyte must not be searched for names. */
const openingCharacters = 400;
const maxSeams = 8;

function seamsOf(line: string): readonly Seam[] {
  return [...line.slice(0, openingCharacters).matchAll(glued)].slice(0, maxSeams).map(({ index: place }) => {
    const left = /[\p{L}\p{M}\p{N}'’-]*[»”?!]?$/u.exec(line.slice(Math.max(0, place - 60), place))?.[0] ?? '';
    const right = /^["«“]?([\p{L}\p{M}]+)/u.exec(line.slice(place, place + 60))?.[1] ?? '';
    return { place, left, right, token: `${left}${right}` };
  });
}

function isProven({ place, left, right, token }: Seam, line: string, rest: string): boolean {
  // A name that is glued on purpose comes again; two lines are glued by accident, once.
  if (occurs(token, rest) || occurs(token, line.slice(0, place - left.length))) return false;
  const opens = abbreviations.fr.openers.has(right) && !endsNames.has(right);
  if (/[»”?!\p{N}]$/u.test(left)) return opens;
  // No name has a quotation mark inside.
  if (/^["«“]/u.test(line.slice(place)) && left.length > 2) return true;
  const leftIsWord = isFrenchWord(left) || occurs(left, rest);
  if (/^\p{Lu}/u.test(left) && countWords(line.slice(0, place)) === 1) {
    // `SportLe PSG…` might be a brand, but for a known rubric or for both halves being words of the article.
    return (
      (opens && (isRubric(left) || leftIsWord)) ||
      (isRubric(left) && occurs(right, rest)) ||
      provenByText(left, right, rest)
    );
  }
  return (opens && left.length > 3) || (leftIsWord && /^\p{Ll}/u.test(left)) || provenByText(left, right, rest);
}

function provenByText(left: string, right: string, rest: string): boolean {
  return left.length > 2 && right.length > 2 && occurs(left, rest) && occurs(right, rest);
}

/** Words that begin sentences, but end names too: CanalPlus, TousAntiCovid, RendezVous. */
const endsNames = new Set('A Bien D En Ici J Moins Par Plus Rien S Sur Tous Tout Toute Vous Y'.split(' '));

/** Whether a word stands in the text by itself, in this spelling. */
function occurs(word: string, text: string): boolean {
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) {
    const around = text.charAt(place - 1) + text.charAt(place + word.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Long enough, and with an ending that French words have and names of firms have not. */
function isFrenchWord(word: string): boolean {
  return /^\p{Ll}{2,}(?:aux|eaux|eux|euse|euses|tions?|sions?|iques?|ments?|ités?|ismes?|istes?|aires?|ales?|elles?|ies?|ées?|és|eurs?|ures?|ances?|ences?|ages?|eries?|oises?|aises?|iens?|iennes?|éens?|éennes?|ifs?|ives?|oires?|ières?|iers?|esses?)$/u.test(
    word,
  );
}

/** What newspapers call their pages. */
function isRubric(word: string): boolean {
  return /^(?:Politique|[ÉE]conomie|Sports?|Culture|Soci[ée]t[ée]|Monde|France|Europe|International|Sant[ée]|Sciences?|Tech|Technologies?|Num[ée]rique|High-tech|Environnement|Plan[èe]te|Climat|M[ée]dias?|Justice|Police|Football|Rugby|Tennis|Cyclisme|Basket|Cin[ée]ma|Musique|Livres|Litt[ée]rature|Th[ée][âa]tre|Opinions?|Tribune|[ÉE]ditorial|Analyse|Enqu[êe]te|Reportage|Entretien|Interview|Portrait|Vid[ée]o|Direct|Exclusif|D[ée]bats?|Chronique|D[ée]cryptage|Finance|Bourse|Entreprises?|Emploi|[ÉE]ducation|Immobilier|Automobile|Auto|Voyages?|Gastronomie|Cuisine|Mode|Histoire|R[ée]gions?|Faits-divers|Insolite|M[ée]t[ée]o|[ÉE]lections?|Internet|Jeux|S[ée]ries|T[ée]l[ée]vision|People|Transports?|[ÉE]nergie|Agriculture|D[ée]fense|Diplomatie)$/u.test(
    word,
  );
}
