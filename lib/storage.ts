import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface StorageProps {
  /** Keep the buckets when the stack is destroyed. */
  readonly retainData: boolean;
}

/** The two buckets for data. Outputs never trigger the pipeline, because they are not where inputs are. */
export class Storage extends Construct {
  /** What users upload, every version of it. */
  readonly articles: Bucket;
  /** What the pipeline makes. */
  readonly library: Bucket;

  constructor(scope: Construct, id: string, { retainData }: StorageProps) {
    super(scope, id);
    const shared: BucketProps = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    this.articles = new Bucket(this, 'Articles', {
      ...shared,
      versioned: true,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { noncurrentVersionExpiration: Duration.days(90) },
      ],
    });
    this.library = new Bucket(this, 'Library', {
      ...shared,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { prefix: 'leases/', expiration: Duration.days(1) },
        { prefix: 'parts/', expiration: Duration.days(1) },
      ],
    });
    sendEvents(this.articles);
  }
}

/** By the bucket's own property: the L2's `eventBridgeEnabled` adds a custom resource with a Lambda of its own. */
function sendEvents(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new TypeError('A bucket without its CloudFormation resource.');
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
