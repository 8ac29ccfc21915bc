/** What is left of silence after the last sound, so that joined clips have a breath between them. */
const END_PAUSE_MS = 120;
/** Of the last samples that are kept. */
const FADE_MS = 5;
/** About −55 dB of full scale: quieter is silence. */
const SILENCE = 60;

/**
 * Ends an utterance naturally: as much silence as a breath, whatever the engine left (9 to 700 ms), without a click.
 * @param samples mono, 16 bits
 * @param keepPause the text ends with a pause that was asked for: nothing is cut
 */
export function withNaturalEnd(
  samples: Int16Array,
  sampleRateHz: number,
  options: { readonly keepPause: boolean },
): Int16Array<ArrayBuffer> {
  const pause = msToSamples(END_PAUSE_MS, sampleRateHz);
  const lastSound = samples.findLastIndex(sample => Math.abs(sample) > SILENCE);
  const length = options.keepPause ? Math.max(samples.length, lastSound + 1 + pause) : lastSound + 1 + pause;
  const ended = new Int16Array(length);
  ended.set(samples.subarray(0, length));
  fadeOut(ended, Math.min(samples.length, length), msToSamples(FADE_MS, sampleRateHz));
  return ended;
}

/** Down to nothing at `end`, where what was spoken stops. */
function fadeOut(samples: Int16Array, end: number, length: number): void {
  const start = Math.max(0, end - length);
  for (let at = start; at < end; at += 1) samples[at] = Math.round(((samples[at] ?? 0) * (end - 1 - at)) / length);
}

function msToSamples(ms: number, sampleRateHz: number): number {
  return Math.round((ms * sampleRateHz) / 1000);
}
