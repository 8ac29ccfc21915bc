/**
 * Does something now and then again and again, each time `betweenMs` after it was done; not while the page is out of sight,
 * and at once when it comes back.
 * @returns the function that ends it
 */
export function repeatWhileSeen(betweenMs: number, task: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;
  let isRunning = false;
  const run = async () => {
    if (isEnded || isRunning || document.hidden) return;
    clearTimeout(timer);
    isRunning = true;
    try {
      await task();
    } finally {
      isRunning = false;
      if (!isEnded) timer = setTimeout(start, betweenMs);
    }
  };
  const start = () => void run();
  document.addEventListener('visibilitychange', start);
  start();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', start);
  };
}
