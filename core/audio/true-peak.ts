const oversampling = 4;
/** Samples that each point in between is made of. */
const taps = 12;

/** A windowed sinc for each of the points between two samples, the sample itself left out. */
const phases = [1, 2, 3].map(phase =>
  Float64Array.from({ length: taps }, (_, tap) => {
    const distance = tap - (taps / 2 - 1) - phase / oversampling;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (taps / 2));
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
  }),
);

/** The most that a point in between can exceed the samples that it is made of. */
const maxOvershoot = Math.max(...phases.map(phase => phase.reduce((total, tap) => total + Math.abs(tap), 0)));

/**
 * The highest point of a wave, between its samples too, as a converter would make it.
 * @see ITU-R BS.1770-5, annex 2
 */
export class TruePeak {
  /** So far; 1 is full scale. */
  highest = 0;
  /** The last samples, the oldest at `#at`. */
  readonly #recent = new Float64Array(taps);
  #at = 0;
  /** Samples since the last that could take part in a new highest point. */
  #quietFor = taps;

  add(samples: Float32Array): void {
    for (const sample of samples) {
      const size = Math.abs(sample);
      this.#recent[this.#at] = sample;
      this.#at = (this.#at + 1) % taps;
      this.#quietFor = size * maxOvershoot > this.highest ? 0 : this.#quietFor + 1;
      if (size > this.highest) this.highest = size;
      if (this.#quietFor < taps) this.#lookBetween();
    }
  }

  #lookBetween(): void {
    for (const phase of phases) {
      let point = 0;
      for (let tap = 0; tap < taps; tap += 1) {
        point += (phase[tap] ?? 0) * (this.#recent[(this.#at + tap) % taps] ?? 0);
      }
      if (Math.abs(point) > this.highest) this.highest = Math.abs(point);
    }
  }
}
