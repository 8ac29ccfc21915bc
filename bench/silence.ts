/** 10 ms at 22,050 Hz. */
const windowSamples = 220;

/** −40 dB of full scale. */
const silentBelow = 328;

/** Part of the windows of 10 ms whose peak is below −40 dB of full scale. */
export function silentShare(samples: Int16Array): number {
  const windows = Array.from({ length: Math.floor(samples.length / windowSamples) }, (_, index) =>
    samples.subarray(index * windowSamples, (index + 1) * windowSamples),
  );
  return windows.filter(window => window.every(sample => Math.abs(sample) < silentBelow)).length / windows.length;
}
