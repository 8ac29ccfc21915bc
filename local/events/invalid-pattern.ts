/** An event pattern that EventBridge, or this cloud, would not take. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
  readonly code = 'InvalidPattern';
  /** The rule and the path in its pattern. */
  readonly place: string;
  readonly remedy = 'Mend the EventPattern; local/events/filters.ts lists the filters that are known.';

  constructor(place: string, message: string) {
    super(`${place}: ${message}`);
    this.place = place;
  }
}
