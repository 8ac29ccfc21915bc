/** What the doctor found out about one thing. */
export interface Check {
  readonly name: string;
  /** `missing`: Diglot can not do without. `skipped`: it can, with less. */
  readonly state: 'done' | 'skipped' | 'missing';
  /** What was found: a version, a folder, a number. */
  readonly detail: string;
  /** The command that mends it. */
  readonly remedy?: string;
  /** How good it is, a line each, with where that comes from. */
  readonly figures?: readonly string[];
}
