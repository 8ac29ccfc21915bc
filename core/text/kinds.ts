import type { ParagraphKind } from '../edition/schema.ts';
import { countWords, isInCapitals } from './characters.ts';
import type { Block } from './pieces.ts';

/**
 * Tells the kind of each block: by mark-up where there is some, else by evidence — its place, length, capitals, full
 * stop, and what stands around it.
 * @param blocks in order, none without words
 * @param markedUp whether mark-up shows the headings: then what is not marked is none
 * @returns a kind for each
 */
export function kindsOf(blocks: readonly Block[], markedUp: boolean): readonly ParagraphKind[] {
  if (markedUp) return markedKinds(blocks);
  const opening = openingKinds(blocks);
  const lists = dashLists(blocks);
  const kinds = blocks.map((block, index) => {
    return block.kind ?? opening[index] ?? kindAlone(block) ?? lists.get(index) ?? numberKind(blocks, index);
  });
  return kinds.map((kind, index) => kind ?? (isHeading(blocks, kinds, index) ? 'heading' : 'text'));
}

function markedKinds(blocks: readonly Block[]): readonly ParagraphKind[] {
  const kinds = blocks.map(block => block.kind ?? kindAlone(block) ?? 'text');
  const title = kinds.indexOf('title');
  const [first] = blocks;
  // What stands by itself over the headline, however it is marked.
  if (title === 1 && first !== undefined && countWords(first.text) <= 6 && isTitle(first.text)) kinds[0] = 'kicker';
  return kinds;
}

/** The kicker and title with which an article may begin. */
function openingKinds(blocks: readonly Block[]): readonly ParagraphKind[] {
  // A date line among them is passed over, and who wrote it where that stands at the very top.
  const top = blocks.findIndex(({ text }) => !isByline(text) && !isDateLine(text));
  const places = [...blocks.slice(0, openingBlocks).keys()].filter(
    place => place >= top && !isDateLine(blocks[place]?.text ?? ''),
  );
  const kinds = kindsOfOpening(places.map(place => blocks[place]));
  const titlePlace = places[kinds.indexOf('title')] ?? -1;
  return blocks.slice(0, titlePlace + 1).map((_, place) => kinds[places.indexOf(place)] ?? 'text');
}

/** As many blocks as may hold kicker and title, with what stands between them. */
const openingBlocks = 5;

function kindsOfOpening([first, second, third]: readonly (Block | undefined)[]): readonly ParagraphKind[] {
  if (first === undefined || first.kind !== undefined || first.marker !== undefined) return [];
  if (!isTitle(first.text)) return [];
  if (second !== undefined && third !== undefined && isKicker(first.text, second)) return ['kicker', 'title'];
  return ['title'];
}

const maxTitleCharacters = 250;

function isTitle(text: string): boolean {
  if (text.length > maxTitleCharacters || kindAlone({ type: 'block', text }) === 'caption') return false;
  return isInCapitals(text) || !/(?:[^.]\.|[,;:])["»”’)\]]*$/u.test(text);
}

/** A word or some over a title that is a whole line: `Réseaux sociaux`. */
function isKicker(text: string, next: Block): boolean {
  if (countWords(text) > 4 || /[.!?…]$/u.test(text) || next.marker !== undefined || next.kind !== undefined)
    return false;
  return isTitle(next.text) && countWords(next.text) >= 6 && !isByline(next.text);
}

/** What a block shows by itself. */
function kindAlone({ text, marker }: Block): ParagraphKind | undefined {
  if (marker === 'bullet') return 'listItem';
  if (marker === 'quote' || isWholeQuote(text)) return 'quote';
  if (text.length <= maxTitleCharacters && caption.test(text)) return 'caption';
  return undefined;
}

const caption =
  /^[([]?(?:(?:(?:Photo|Image|Illustration|Infographie|Légende|Vidéo)(?:graphie)?s?|Crédits?(?: photos?)?)[\s\u00A0\u202F]*(?::|©|\/)|©)|©[\s\u00A0\u202F]*[\p{L} .’'/&-]{2,40}[)\]]?$/iu;

/** One quotation from the first mark to the last, with nobody named as speaking outside of it. */
function isWholeQuote(text: string): boolean {
  const inside = /^(?:«([^]*)»|“([^]*)”)[.…]?$/u.exec(text);
  const words = inside?.[1] ?? inside?.[2] ?? '';
  return countWords(words) >= 4 && !/[«»]/u.test(words);
}

/** A number makes a list item where others stand beside it; alone it is a numbered heading. */
function numberKind(blocks: readonly Block[], index: number): ParagraphKind | undefined {
  if (blocks[index]?.marker !== 'number') return undefined;
  const beside = [blocks[index - 1], blocks[index + 1]].some(other => other?.marker === 'number');
  return beside ? 'listItem' : undefined;
}

/** The kinds of all blocks that begin with a dash: a row of them is a list, or what people say in turn. */
function dashLists(blocks: readonly Block[]): ReadonlyMap<number, ParagraphKind> {
  const kinds = new Map<number, ParagraphKind>();
  for (let first = 0; first < blocks.length; first += 1) {
    let end = first;
    while (isSameDash(blocks[end], blocks[first])) end += 1;
    if (end === first) continue;
    const kind = isList(blocks.slice(first, end), blocks[first - 1]) ? 'listItem' : 'text';
    for (let index = first; index < end; index += 1) kinds.set(index, kind);
    first = end - 1;
  }
  return kinds;
}

function isSameDash(block: Block | undefined, first: Block | undefined): boolean {
  return block?.marker === 'dash' && block.text.charAt(0) === first?.text.charAt(0);
}

/** Dialogue ends its lines like sentences; a list is announced by a colon, or ends its items with `;` or nothing. */
function isList(items: readonly Block[], before: Block | undefined): boolean {
  const open = items.filter(({ text }) => !/[.!?…][\s\u00A0\u202F]*["»”’)]*$/u.test(text)).length;
  return open > 0 && open >= items.length - 1 && (items.length > 1 || (before?.text.endsWith(':') ?? false));
}

const maxHeadingCharacters = 120;
const maxHeadingWords = 16;

/**
 * A heading stands after a whole paragraph and before the text that it announces; it is short and has no full stop.
 * Three short lines in a row are verse, an address or a list.
 */
function isHeading(blocks: readonly Block[], kinds: readonly (ParagraphKind | undefined)[], index: number): boolean {
  const block = blocks[index];
  if (block === undefined || !looksLikeHeading(block)) return false;
  if (isInCapitals(block.text)) return true;
  const previous = blocks[index - 1];
  const isCut = previous !== undefined && isOpen(previous, kinds[index - 1]);
  if (isCut && !looksLikeHeading(previous) && !isAside(previous.text)) return false;
  const place = headingsAround(blocks, kinds, index);
  const announced = place === undefined ? undefined : blocks[place];
  return announced !== undefined && announced.text.length > block.text.length * (block.text.endsWith('?') ? 3 : 1);
}

/** Where the text begins that one heading, or two in a row, announce; undefined where more stand in a row. */
function headingsAround(
  blocks: readonly Block[],
  kinds: readonly (ParagraphKind | undefined)[],
  index: number,
): number | undefined {
  const isCandidate = (place: number) => {
    const block = blocks[place];
    return block !== undefined && kinds[place] === undefined && looksLikeHeading(block);
  };
  let first = index;
  while (isCandidate(first - 1) && index - first < 2) first -= 1;
  let next = index + 1;
  while (isCandidate(next) && next - first < 3) next += 1;
  return next - first <= 2 ? next : undefined;
}

function looksLikeHeading({ text, kind, marker }: Block): boolean {
  if (kind !== undefined || (marker !== undefined && marker !== 'number') || isByline(text) || isReference(text))
    return false;
  if (text.length > maxHeadingCharacters || countWords(text) > maxHeadingWords) return false;
  if (!/^["«“'’(]*[\s\u00A0\u202F]*[\p{Lu}\p{N}]/u.test(text)) return false;
  return !/[.!…:;,](?:[\s\u00A0\u202F]*["»”’)\]])*$/u.test(text);
}

/** A line that the next one goes on with. */
function isOpen({ text }: Block, kind: ParagraphKind | undefined): boolean {
  return kind === undefined && !/[.!?…:][\s\u00A0\u202F]*["»”’)\]]*$/u.test(text);
}

/** Of an article, but neither its text nor a heading in it. */
function isAside(text: string): boolean {
  return isByline(text) || isReference(text);
}

/** To another article. */
function isReference(text: string): boolean {
  return /^(?:[»>→][\s\u00A0]*)?(?:[ÀA] )?(?:re)?(?:lire|voir|écouter|regarder|découvrir)[\s\u00A0]+(?:(?:aussi|également)(?!\p{L})|(?:notre|nos) (?:article|dossier|reportage|enquête|analyse|interview|entretien|édito|vidéo|podcast|infographie|diaporama|critique|portrait|carte))/iu.test(
    text,
  );
}

/** Where and when: Quimper, le 4 avril 2024 – Pour diffusion immédiate. */
function isDateLine(text: string): boolean {
  return /^(?:Pour diffusion immédiate|Embargo (?:jusqu|au |le |:)|(?=.{1,80}$)\p{Lu}[\p{L}' ’-]{1,30}(?: \([\p{L} ’'-]{1,30}\))?, (?:le )?\d{1,2}(?:er)? \p{Ll}+ \d{4}(?:$|[ ,]{0,2}[–—-] ?(?:Pour|Par|AFP|Reuters)))/u.test(
    text,
  );
}

/** Who wrote it and when: short and without a full stop, but no heading. */
function isByline(text: string): boolean {
  return /^(?:Par[\s\u00A0]+\p{Lu}|(?:Publié|Mis à jour|Modifié|Posté|Rédigé)(?:e)?\s|Propos recueillis|Avec (?:AFP|Reuters|agences?)|Le \d{1,2}(?:er)? \p{Ll}+ \d{4}|Temps de lecture|Article réservé)/u.test(
    text,
  );
}
