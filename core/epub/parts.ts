import type { Paragraph } from '../edition/schema.ts';

/** A content document of the book, and the files that it is made of. */
export interface Part {
  readonly paragraphs: readonly Paragraph[];
  /** `part-001.xhtml` */
  readonly textFile: string;
  /** `part-001.smil` */
  readonly overlayFile: string;
}

/** As many as a reading system lays out, and highlights, without a pause. */
export const maxParagraphsOfPart = 200;

/** A part that ends with a heading to come is at least this long, so that a book of many headings is not all parts. */
const minParagraphsOfPart = 50;

/** Cuts a book before a heading where there is one, else where a part is full. There is at least one part. */
export function partsOf(paragraphs: readonly Paragraph[]): Part[] {
  const cut: (readonly Paragraph[])[] = [];
  let rest = paragraphs;
  do {
    const end = partEnd(rest);
    cut.push(rest.slice(0, end));
    rest = rest.slice(end);
  } while (rest.length > 0);
  return cut.map((part, index) => {
    const name = `part-${String(index + 1).padStart(3, '0')}`;
    return { paragraphs: part, textFile: `${name}.xhtml`, overlayFile: `${name}.smil` };
  });
}

function partEnd(rest: readonly Paragraph[]): number {
  if (rest.length <= maxParagraphsOfPart) return rest.length;
  const lastHeading = rest.slice(0, maxParagraphsOfPart + 1).findLastIndex(({ kind }) => kind === 'heading');
  return lastHeading >= minParagraphsOfPart ? lastHeading : maxParagraphsOfPart;
}
