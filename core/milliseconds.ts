/** To a thousandth of a millisecond: finer than a sample, and sums of durations print as what they are. */
export function roundMs(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
