export type EngineName = 'firefox-translations' | 'apertium';

/** A machine translator French → English that runs on this machine. */
export interface TranslationEngine {
  readonly name: EngineName;
  readonly version: string;
  /**
   * @param lines one or more lines with letters in them, without line ends and without white space around
   * @returns as many lines, in the same order
   * @throws EngineFailed if it crashed or did not answer in time; the next call may succeed
   * @throws EngineUnusable if it can not work until its remedy is followed
   */
  translate(lines: readonly string[]): Promise<string[]>;
  /** Ends its processes. Idempotent. */
  close(): Promise<void>;
}

/** An engine crashed, answered nothing or took too long. It starts afresh with the next call. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
  readonly code = 'EngineFailed';
  readonly engine: EngineName;

  constructor(engine: EngineName, what: string, options?: { readonly cause?: unknown }) {
    super(`${what} It is started afresh for the next call: try again.`, options);
    this.engine = engine;
  }
}

/** An engine is there but can not work, such as a damaged model. */
export class EngineUnusable extends Error {
  override readonly name = 'EngineUnusable';
  readonly code = 'EngineUnusable';
  readonly engine: EngineName;
  readonly remedy: string;

  constructor(engine: EngineName, what: string, remedy: string, options?: { readonly cause?: unknown }) {
    super(`${what} ${remedy}`, options);
    this.engine = engine;
    this.remedy = remedy;
  }
}
