/**
 * Something in the template that the local cloud does not do. It is never passed over: what AWS would do and this cloud
 * would not must stop the start, with the name of the resource.
 */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
  readonly code = 'Unsupported';
  /** The resource, state, rule or field. */
  readonly place: string;
  readonly remedy: string;

  constructor(report: { readonly place: string; readonly message: string; readonly remedy: string }) {
    super(`${report.place}: ${report.message} ${report.remedy}`);
    this.place = report.place;
    this.remedy = report.remedy;
  }
}
