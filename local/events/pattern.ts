import { compileFilter, type Filter } from './filters.ts';
import { InvalidPattern } from './invalid-pattern.ts';

/** Whether an event, as parsed JSON, fits a pattern. */
export type EventMatcher = (event: unknown) => boolean;

/**
 * Compiles an EventBridge event pattern.
 *
 * Every field of the pattern must fit; a list fits if one of its values does; `$or` if one of its patterns does. Where
 * the event has an array, one of its elements must fit.
 * @param pattern parsed JSON
 * @param place the rule, for messages
 * @throws InvalidPattern naming the field and the filter that is not known
 * @see Amazon EventBridge, "Event patterns" and "Comparison operators"
 */
export function compilePattern(pattern: unknown, place: string): EventMatcher {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new InvalidPattern(place, 'A pattern must be an object with at least one field.');
  }
  const parts = Object.entries(pattern).map(([field, wanted]) =>
    field === '$or' ? compileOr(wanted, place) : compileField(field, wanted, `${place}.${field}`),
  );
  return event => parts.every(fits => fits(event));
}

function compileOr(alternatives: unknown, place: string): EventMatcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new InvalidPattern(`${place}.$or`, 'It must be a list of two patterns or more.');
  }
  const matchers = alternatives.map((alternative, index) => compilePattern(alternative, `${place}.$or[${index}]`));
  return event => matchers.some(fits => fits(event));
}

function compileField(field: string, wanted: unknown, place: string): EventMatcher {
  if (Array.isArray(wanted)) return compileLeaf(field, wanted, place);
  const fits = compilePattern(wanted, place);
  return event => {
    const value = fieldOf(event, field);
    // Without the field, the filters below it still have a say: `exists: false` fits.
    return Array.isArray(value) ? value.some(element => fits(element)) : fits(value);
  };
}

function compileLeaf(field: string, wanted: readonly unknown[], place: string): EventMatcher {
  if (wanted.length === 0) throw new InvalidPattern(place, 'The list of values is empty, so nothing would ever fit.');
  const filters: Filter[] = wanted.map(value => compileFilter(value, place));
  return event => {
    const value = fieldOf(event, field);
    const candidates: unknown[] = Array.isArray(value) ? value : [value];
    return filters.some(fits => candidates.some(candidate => fits(candidate)));
  };
}

function fieldOf(event: unknown, field: string): unknown {
  return isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
