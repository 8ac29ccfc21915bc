/**
 * The results of `read` in the order of the items, while at most `limit` of them are on their way or waiting to be taken.
 * @throws the error of an item when its turn comes
 */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  limit: number,
  read: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const reading: Promise<Result>[] = [];
  for (const item of items) {
    const result = read(item);
    // It is thrown below, when its turn comes; until then it must not count as one that nobody looks after.
    result.catch(() => undefined);
    reading.push(result);
    const next = reading.length < limit ? undefined : reading.shift();
    if (next !== undefined) yield await next;
  }
  for (const next of reading) yield await next;
}
