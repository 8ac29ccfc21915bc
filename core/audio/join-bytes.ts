/** One stretch of bytes after another. */
export function joinBytes(stretches: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(stretches.reduce((total, stretch) => total + stretch.length, 0));
  let at = 0;
  for (const stretch of stretches) {
    joined.set(stretch, at);
    at += stretch.length;
  }
  return joined;
}
