/**
 * The last of `items` whose `key` is not over `value`.
 * @param items in ascending order of `key`
 * @returns its index; -1 if there is none
 */
export function lastNotOver<Item>(items: readonly Item[], key: (item: Item) => number, value: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && key(item) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
