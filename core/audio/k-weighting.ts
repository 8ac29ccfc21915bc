/** A filter of two poles and two zeros; the coefficient of the newest output is 1. */
interface Biquad {
  readonly zeros: readonly [number, number, number];
  readonly poles: readonly [number, number];
}

/**
 * How the ear weighs the parts of a sound: a shelf that lifts what the head reflects, then a high-pass. The standard
 * gives both at 48 kHz; here they are made anew for each rate, from the analogue filters behind them.
 * @see ITU-R BS.1770-5, annex 1
 */
export class KWeighting {
  readonly #shelf: Biquad;
  readonly #highPass: Biquad;
  // What each filter remembers, in the transposed direct form II.
  #shelf1 = 0;
  #shelf2 = 0;
  #high1 = 0;
  #high2 = 0;

  constructor(sampleRateHz: number) {
    this.#shelf = shelf(sampleRateHz);
    this.#highPass = highPass(sampleRateHz);
  }

  /** Sum of the squares of the weighted samples from `from` to `to`, exclusive; goes on where the last call ended. */
  energyOf(samples: Float32Array, from: number, to: number): number {
    const [s0, s1, s2] = this.#shelf.zeros;
    const [p1, p2] = this.#shelf.poles;
    const [h0, h1, h2] = this.#highPass.zeros;
    const [q1, q2] = this.#highPass.poles;
    let sum = 0;
    for (let index = from; index < to; index += 1) {
      const sample = samples[index] ?? 0;
      const lifted = s0 * sample + this.#shelf1;
      this.#shelf1 = s1 * sample - p1 * lifted + this.#shelf2;
      this.#shelf2 = s2 * sample - p2 * lifted;
      const weighted = h0 * lifted + this.#high1;
      this.#high1 = h1 * lifted - q1 * weighted + this.#high2;
      this.#high2 = h2 * lifted - q2 * weighted;
      sum += weighted * weighted;
    }
    return sum;
  }
}

function shelf(sampleRateHz: number): Biquad {
  const gain = 10 ** (3.999_843_853_973_347 / 20);
  const middleGain = gain ** 0.499_666_774_154_541_6;
  const k = Math.tan((Math.PI * 1_681.974_450_955_533) / sampleRateHz);
  const damped = k / 0.707_175_236_955_419_6;
  const scale = 1 + damped + k * k;
  return {
    zeros: [
      (gain + middleGain * damped + k * k) / scale,
      (2 * (k * k - gain)) / scale,
      (gain - middleGain * damped + k * k) / scale,
    ],
    poles: [(2 * (k * k - 1)) / scale, (1 - damped + k * k) / scale],
  };
}

function highPass(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.135_470_876_024_44) / sampleRateHz);
  const damped = k / 0.500_327_037_323_877_3;
  const scale = 1 + damped + k * k;
  return { zeros: [1, -2, 1], poles: [(2 * (k * k - 1)) / scale, (1 - damped + k * k) / scale] };
}
