import type { Warning } from '../core/edition/schema.ts';

/** A long article may have one warning in each of its paragraphs. */
const maxPlaces = 8;

/**
 * Warnings for a person to read: what is said several times in the same words stands once, with how often, and with the
 * paragraphs, named as in the ids of their sentences:
 *
 *     warning NoteMarksRemoved ×3 (p2, p7): The mark of a note was removed: it is not spoken.
 */
export function warningLines(warnings: readonly Warning[]): string[] {
  const alike = Map.groupBy(warnings, ({ code, message }) => `${code}: ${message}`);
  return [...alike.values()].flatMap(ofThem => {
    const [first] = ofThem;
    if (first === undefined) return [];
    const times = ofThem.length === 1 ? '' : ` ×${ofThem.length}`;
    return [`  warning ${first.code}${times}${placesOf(ofThem)}: ${first.message}`];
  });
}

function placesOf(warnings: readonly Warning[]): string {
  const places = [...new Set(warnings.flatMap(({ paragraph }) => (paragraph === undefined ? [] : `p${paragraph}`)))];
  if (places.length === 0) return '';
  const rest = places.length > maxPlaces ? ', …' : '';
  return ` (${places.slice(0, maxPlaces).join(', ')}${rest})`;
}
