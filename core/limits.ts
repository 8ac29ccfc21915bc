/**
 * Every quota that Diglot works within: its unit, its source, and the day it was looked up. Ours are marked "own".
 */

/** Billed characters of one SynthesizeSpeech request; SSML tags are not billed. Amazon Polly quotas, 2026-11. */
export const pollyMaxBilledCharacters = 3_000;

/** All characters of one SynthesizeSpeech request, tags included. Amazon Polly quotas, 2026-11. */
export const pollyMaxTotalCharacters = 6_000;

/** UTF-8 bytes of one TranslateText request. Amazon Translate quotas, 2026-11. */
export const translateMaxBytes = 10_000;

/**
 * Custom terminologies: bytes of a file, UTF-8 bytes of a term, target languages of a file, terminologies of an account
 * in a region. Amazon Translate quotas, 2026-11.
 */
export const terminologyLimits = {
  maxFileBytes: 10 * 1024 * 1024,
  maxTermBytes: 200,
  maxTargetLanguages: 10,
  maxTerminologies: 100,
} as const;

/** Characters of an execution's name. AWS Step Functions quotas, 2026-11. */
export const executionNameMaxCharacters = 80;

/**
 * Paragraphs of an inline Map: at about 24 events a paragraph its history of 25,000 events would end near 1,000; above
 * 200 a Distributed Map takes over. Own, from the Step Functions quota on history, 2026-11.
 */
export const inlineMapMaxParagraphs = 200;

/** Children that a Distributed Map may run at once. The paced queues bound the services; this bounds the state. Own. */
export const distributedMapConcurrency = 100;

/** Clips are recorded at this rate, in hertz: at 44,100 an MP3 frame holds 1,152 samples, as hls.js assumes. Own. */
export const clipSampleRateHz = 44_100;

/**
 * Defaults of what an article may measure and cost; `limits` of the configuration overrides them. In neural voices the
 * longest article passes the cap; in dearer ones a long article is asked about first. Own.
 */
export const defaultArticleLimits = {
  maxBytes: 4 * 1024 * 1024,
  maxParagraphs: 5_000,
  maxCharacters: 1_000_000,
  usdPerArticle: 150,
} as const;

/**
 * Concurrent calls a service is paced to. Neural voices allow 8 requests a second an account; five concurrent calls of
 * about 0.7 s drain a burst at 0.93 of that without a throttle (simulated, 2026-11). Own.
 */
export const defaultPace = { narrate: 5, translate: 5 } as const;
