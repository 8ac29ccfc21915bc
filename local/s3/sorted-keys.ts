/** Splitting at this size keeps an insertion to one short array. */
const MAX_CHUNK_LENGTH = 1024;

/**
 * Keys in the order of their UTF-8 bytes, as S3 lists them. Adding, deleting and seeking touch one short array and a
 * list of a hundredth of the keys' number, never all the keys.
 */
export class SortedKeys {
  readonly #chunks: string[][] = [];

  /** Adds a key; one that is there already stays once. */
  add(key: string): void {
    const at = this.#chunkOf(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([key]);
      return;
    }
    const position = firstIndex(chunk, other => compareKeys(other, key) >= 0);
    if (chunk[position] === key) return;
    chunk.splice(position, 0, key);
    if (chunk.length > MAX_CHUNK_LENGTH) this.#chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK_LENGTH / 2));
  }

  /** Deletes a key; one that is not there is left out. */
  delete(key: string): void {
    const at = this.#chunkOf(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return;
    const position = firstIndex(chunk, other => compareKeys(other, key) >= 0);
    if (chunk[position] !== key) return;
    chunk.splice(position, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /**
   * All keys from the first one for which the predicate holds; do not change the set meanwhile.
   * @param reached false for all keys up to some place in the order, and true from there on
   */
  *from(reached: (key: string) => boolean): Generator<string> {
    let at = firstIndex(this.#chunks, chunk => reached(chunk.at(-1) ?? ''));
    let position = firstIndex(this.#chunks[at] ?? [], reached);
    for (let chunk = this.#chunks[at]; chunk !== undefined; chunk = this.#chunks[++at]) {
      for (let key = chunk[position]; key !== undefined; key = chunk[++position]) yield key;
      position = 0;
    }
  }

  /** The chunk that holds or should hold a key: the first one that ends at or after it, else the last one. */
  #chunkOf(key: string): number {
    const at = firstIndex(this.#chunks, chunk => compareKeys(chunk.at(-1) ?? '', key) >= 0);
    return Math.min(at, Math.max(0, this.#chunks.length - 1));
  }
}

/**
 * Orders two keys as their UTF-8 bytes would be, without encoding them: as UTF-16 does, but for surrogates, which stand for
 * characters above U+E000–U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

const rank = (unit: number) => (unit >= 0xd8_00 && unit <= 0xdf_ff ? unit + 0x1_00_00 : unit);

/** Binary search: the first index for which the predicate holds, or the length. */
function firstIndex<T>(items: readonly T[], reached: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && reached(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
