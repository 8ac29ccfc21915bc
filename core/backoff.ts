const baseSeconds = 1;
const maxSeconds = 120;

/**
 * How long a message stays away before it is tried again: full jitter under an exponential ceiling.
 * @param attempts how often it was tried, from 1
 * @param random from 0, below 1
 * @returns whole seconds, from 1 to maxSeconds
 * @see AWS Architecture Blog, "Exponential Backoff And Jitter"
 */
export function backoffSeconds(attempts: number, random: number): number {
  const ceiling = Math.min(maxSeconds, baseSeconds * 2 ** attempts);
  return Math.max(1, Math.ceil(random * ceiling));
}
