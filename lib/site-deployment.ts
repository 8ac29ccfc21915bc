import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IConstruct } from 'constructs';
import { fontsPrefix, type SiteBundle } from './site-bundle.ts';

/**
 * The bucket of the site, and its files in it. Nothing of it is anybody's data: each deployment takes away what the one
 * before had more, and with the stack all of it goes.
 */
export class SiteDeployment extends Construct {
  readonly bucket: Bucket;
  /** The CDK's function that puts the files there, with its role. */
  readonly deployer: IConstruct;

  constructor(scope: Construct, id: string, { pages, fonts }: SiteBundle) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const shared = {
      // By its name: the CDK would tag a bucket of its own, and its function then spares the files when the stack goes.
      destinationBucket: Bucket.fromBucketName(this, 'Destination', this.bucket.bucketName),
      prune: true,
      retainOnDelete: false,
      memoryLimit: 256,
      logGroup: new LogGroup(this, 'Log', {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const { handlerRole } = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [pages],
      exclude: [`${fontsPrefix}/*`],
      cacheControl: [CacheControl.noCache()],
    });
    new BucketDeployment(this, 'Fonts', {
      ...shared,
      sources: [fonts],
      destinationKeyPrefix: fontsPrefix,
      contentType: 'font/woff2',
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    this.deployer = handlerRole.node.scope ?? this;
  }
}
