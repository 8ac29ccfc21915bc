/** A sine at half of full scale, 16 bits. */
export function tone(hertz: number, rateHz: number, seconds: number): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(Math.round(rateHz * seconds));
  return samples.map((_, n) => Math.round(16_384 * Math.sin((2 * Math.PI * hertz * n) / rateHz)));
}

/** Signal to all else, in dB, of a sine of known frequency, fitted by least squares away from the edges. */
export function signalToNoiseDb(samples: Float32Array, hertz: number, rateHz: number): number {
  const inner = samples.subarray(Math.floor(samples.length * 0.1), Math.floor(samples.length * 0.9));
  let [sine, cosine] = [0, 0];
  inner.forEach((sample, n) => {
    sine += sample * Math.sin((2 * Math.PI * hertz * n) / rateHz);
    cosine += sample * Math.cos((2 * Math.PI * hertz * n) / rateHz);
  });
  const [a, b] = [(2 * sine) / inner.length, (2 * cosine) / inner.length];
  let [signal, noise] = [0, 0];
  inner.forEach((sample, n) => {
    const angle = (2 * Math.PI * hertz * n) / rateHz;
    const fitted = a * Math.sin(angle) + b * Math.cos(angle);
    signal += fitted ** 2;
    noise += (sample - fitted) ** 2;
  });
  return 10 * Math.log10(signal / noise);
}

export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}
