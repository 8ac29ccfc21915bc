import { KWeighting } from './k-weighting.ts';
import { TruePeak } from './true-peak.ts';

/** Sound as it leaves a decoder: for each channel as many samples, from −1 to 1. */
export interface Samples {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}

/** How loud a recording is. */
export interface Loudness {
  /** Integrated loudness; −∞ for digital silence. A mono file counts as one channel. */
  readonly lufs: number;
  /** The highest point of the wave between the samples too; −∞ for digital silence. */
  readonly truePeakDb: number;
  /** The energy (K-weighted mean square, summed over the channels) of each whole tenth of a second. */
  readonly energies: readonly number[];
}

const stepsPerSecond = 10;
/** Blocks of 400 ms, each 100 ms after the one before. */
const stepsPerBlock = 4;
const absoluteGateLufs = -70;
const relativeGateDb = -10;

/**
 * Measures a recording of one or two channels.
 * @param stretches in order, of one format
 * @see ITU-R BS.1770-5; EBU R 128
 */
export async function measureLoudness(stretches: AsyncIterable<Samples>): Promise<Loudness> {
  let meter: Meter | undefined;
  for await (const { sampleRateHz, channels } of stretches) {
    meter ??= new Meter(sampleRateHz, channels.length);
    meter.add(channels);
  }
  return meter?.loudness() ?? { lufs: Number.NEGATIVE_INFINITY, truePeakDb: Number.NEGATIVE_INFINITY, energies: [] };
}

/**
 * The loudness of a recording by its tenths of a second: of what is neither below −70 LUFS nor 10 LU below the rest. One
 * shorter than a block is measured as a whole.
 */
export function integratedLufs(energies: readonly number[]): number {
  const blocks = blocksOf(energies);
  if (blocks.length === 0) return lufsOf(mean(energies));
  const sounding = blocks.filter(energy => lufsOf(energy) > absoluteGateLufs);
  const gateLufs = lufsOf(mean(sounding)) + relativeGateDb;
  return lufsOf(mean(sounding.filter(energy => lufsOf(energy) > gateLufs)));
}

function blocksOf(energies: readonly number[]): number[] {
  const count = Math.max(0, energies.length - stepsPerBlock + 1);
  return Array.from({ length: count }, (_, first) => mean(energies.slice(first, first + stepsPerBlock)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
}

function lufsOf(energy: number): number {
  return -0.691 + 10 * Math.log10(energy);
}

class Meter {
  readonly #filters: readonly KWeighting[];
  readonly #peaks: readonly TruePeak[];
  readonly #stepSamples: number;
  readonly #energies: number[] = [];
  #sum = 0;
  #inStep = 0;

  constructor(sampleRateHz: number, channels: number) {
    this.#filters = Array.from({ length: channels }, () => new KWeighting(sampleRateHz));
    this.#peaks = Array.from({ length: channels }, () => new TruePeak());
    this.#stepSamples = Math.round(sampleRateHz / stepsPerSecond);
  }

  add(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    for (const [index, samples] of channels.entries()) this.#peaks[index]?.add(samples);
    for (let from = 0; from < length; ) {
      const to = Math.min(length, from + this.#stepSamples - this.#inStep);
      for (const [index, samples] of channels.entries()) {
        this.#sum += this.#filters[index]?.energyOf(samples, from, to) ?? 0;
      }
      this.#inStep += to - from;
      if (this.#inStep === this.#stepSamples) this.#closeStep();
      from = to;
    }
  }

  loudness(): Loudness {
    // What is left over is measured only where there is nothing else.
    if (this.#energies.length === 0 && this.#inStep > 0) this.#closeStep();
    const peak = Math.max(0, ...this.#peaks.map(({ highest }) => highest));
    return {
      lufs: integratedLufs(this.#energies),
      truePeakDb: 20 * Math.log10(peak),
      energies: this.#energies,
    };
  }

  #closeStep(): void {
    this.#energies.push(this.#sum / this.#inStep);
    this.#sum = 0;
    this.#inStep = 0;
  }
}
