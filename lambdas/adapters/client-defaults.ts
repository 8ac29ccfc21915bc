/**
 * Shared by all clients: a call that hangs is given up long before the function's own time ends, and is made three times
 * at most; patience beyond that is the queue's.
 */
export const clientDefaults = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 },
} as const;

/** Polly's client speaks HTTP/2, whose handler names its options otherwise. */
export const http2Defaults = {
  maxAttempts: clientDefaults.maxAttempts,
  requestHandler: { requestTimeout: 40_000 },
} as const;
