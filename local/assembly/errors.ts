/** What is wrong with a template, as far as this cloud is concerned. */
export type TemplateErrorCode =
  | 'InvalidAssembly'
  | 'UnknownResource'
  | 'UnknownProperty'
  | 'UnknownIntrinsic'
  | 'InvalidProperty';

/** A resource of the template, as a reader looks for it. */
export interface ResourcePlace {
  readonly logicalId: string;
  readonly type: string;
  /** Of the CDK's construct tree, such as `Diglot/Articles/Resource`; the logical id where the assembly does not say. */
  readonly constructPath: string;
}

/**
 * The template says something that the local cloud does not do. It stops the start, naming the resource: what AWS would do
 * and this cloud would not is never passed over.
 */
export class TemplateError extends Error {
  readonly code: TemplateErrorCode;
  /** `Diglot/Articles/Resource (Articles1234, AWS::S3::Bucket), property BucketName`. */
  readonly place: string;
  readonly remedy: string;

  constructor(report: {
    readonly code: TemplateErrorCode;
    readonly message: string;
    readonly place: string;
    readonly remedy: string;
  }) {
    super(`${report.place}: ${report.message} ${report.remedy}`);
    this.name = report.code;
    this.code = report.code;
    this.place = report.place;
    this.remedy = report.remedy;
  }
}

/** The words for a place in the template. */
export function describePlace(resource: ResourcePlace, property?: string): string {
  const where = `${resource.constructPath} (${resource.logicalId}, ${resource.type})`;
  return property === undefined || property === '' ? where : `${where}, property ${property}`;
}
