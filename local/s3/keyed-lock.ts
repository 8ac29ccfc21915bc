/** Lets one task at a time run for each name; tasks for other names run beside it. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs the task when all earlier ones of that name have ended, well or badly. */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const own = before.then(task, task);
    this.#tails.set(name, own);
    try {
      return await own;
    } finally {
      if (this.#tails.get(name) === own) this.#tails.delete(name);
    }
  }
}
