const windowMs = 10;
/** Peaks below this count as silence: −50 dBFS. */
const silentBelow = 32_768 * 10 ** (-50 / 20);

/** How long it is silent around a moment of a recording of 16 bits, in milliseconds. */
export function pauseAround(samples: Int16Array, sampleRateHz: number, momentMs: number): number {
  const size = Math.round((sampleRateHz * windowMs) / 1000);
  const isSilent = (window: number) => {
    const stretch = samples.subarray(window * size, (window + 1) * size);
    return stretch.length > 0 && stretch.every(sample => Math.abs(sample) < silentBelow);
  };
  const moment = Math.round(momentMs / windowMs);
  let from = moment;
  while (from > 0 && isSilent(from - 1)) from -= 1;
  let to = moment;
  while (isSilent(to)) to += 1;
  return (to - from) * windowMs;
}
