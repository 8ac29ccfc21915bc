/** Room for a million writes in the same millisecond. */
const BITS_BELOW_MILLISECOND = 20n;
const HEX_DIGITS = 18;

/**
 * Gives out sequencers: hexadecimal, of fixed length, each greater than all before it, whatever the clock does.
 * The time leads, so that they also grow over a restart with an empty memory.
 */
export class Sequencer {
  #last = 0n;

  /** The greatest one known, as text. */
  get last(): string {
    return hex(this.#last);
  }

  /** Takes note of one given out before a restart. */
  observe(sequencer: string): void {
    const value = BigInt(`0x${sequencer}`);
    if (value > this.#last) this.#last = value;
  }

  /** @param nowMs milliseconds since 1970 */
  next(nowMs: number): string {
    const earliest = BigInt(nowMs) << BITS_BELOW_MILLISECOND;
    this.#last = earliest > this.#last ? earliest : this.#last + 1n;
    return hex(this.#last);
  }
}

const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(HEX_DIGITS, '0');
