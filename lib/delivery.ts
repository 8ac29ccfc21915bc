import { Duration, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  type CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginBase,
  type OriginProps,
  PriceClass,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { libraryKey, libraryPageKey } from '../core/keys.ts';
import { targetLanguages } from '../core/languages.ts';
import { accountWideName, DeliveryPolicies } from './delivery-policies.ts';
import type { SiteBundle } from './site-bundle.ts';
import { SiteDeployment } from './site-deployment.ts';
import { viewerRequestCode } from './viewer-request-code.ts';

export interface DeliveryProps {
  readonly library: Bucket;
  readonly site: SiteBundle;
}

/** What of the Library bucket the distribution may read. */
const servedKeys = [
  libraryKey,
  libraryPageKey,
  'feeds/*.xml',
  'clips/*.mp3',
  'articles/*/index.html',
  'articles/*/edition.json',
  'articles/*/article.*',
  'articles/*/cover.png',
  'articles/*/work/*.clip.json',
  ...targetLanguages.map(language => `articles/*/work/*.${language}.json`),
];
/** A wildcard goes over slashes, and so the published files' takes this one in. */
const unservedKeys = ['articles/*/work/article.json'];

/**
 * The one door to what readers see: a distribution in front of the site and of the Library bucket, both of which stay
 * private. What stands under none of the library's behaviours is asked of the site, where it is not.
 */
export class Delivery extends Construct {
  readonly site: Bucket;
  /** What deploys the site: a function of the CDK's. */
  readonly siteDeployer: IConstruct;
  readonly distribution: Distribution;
  /** `https://…`, without a slash at its end. */
  readonly siteUrl: string;

  constructor(scope: Construct, id: string, { library, site }: DeliveryProps) {
    super(scope, id);
    const { bucket, deployer } = new SiteDeployment(this, 'Site', site);
    this.site = bucket;
    this.siteDeployer = deployer;
    this.distribution = this.#distribution(library);
    this.siteUrl = `https://${this.distribution.distributionDomainName}`;
    this.#allowReading(this.site, ['*']);
    this.#allowReading(library, servedKeys);
    library.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: unservedKeys.map(key => library.arnForObjects(key)),
      }),
    );
  }

  #distribution(library: Bucket): Distribution {
    return new Distribution(this, 'Distribution', {
      comment: 'Diglot: the player, the editions and the feeds.',
      httpVersion: HttpVersion.HTTP2_AND_3,
      // North America and Europe; the others are served from there, a little later and for less.
      priceClass: PriceClass.PRICE_CLASS_100,
      ...this.#behaviors(library),
      // A bucket that may not be listed says "forbidden" of what it does not have. It may have it a second later.
      errorResponses: [
        { httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/404.html', ttl: Duration.seconds(1) },
      ],
    });
  }

  /** In the order in which CloudFront compares them; the first that fits decides. */
  #behaviors(library: Bucket) {
    const { pages, embed, files, documents, immutable, revalidated } = new DeliveryPolicies(this, 'Policies');
    const access = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: accountWideName(this, 'Access'),
    });
    const { originAccessControlId } = access;
    const shared = { ...sharedBehavior, functionAssociations: [this.#viewerRequest()] };
    const fromSite = { ...shared, origin: new PrivateBucketOrigin(this.site, { originAccessControlId }) };
    const fromLibrary = { ...shared, origin: new PrivateBucketOrigin(library, { originAccessControlId }) };
    const changing = { cachePolicy: revalidated, responseHeadersPolicy: pages };
    const additionalBehaviors: Record<string, BehaviorOptions> = {
      '/embed.html': { ...fromSite, cachePolicy: revalidated, responseHeadersPolicy: embed },
      '/app/fonts/*': { ...fromSite, cachePolicy: immutable, responseHeadersPolicy: pages },
      '/articles/': { ...fromLibrary, ...changing },
      '/articles/*/': { ...fromLibrary, ...changing },
      '/articles/*/edition.json': { ...fromLibrary, ...changing },
      '/articles/*/work/*': { ...fromLibrary, ...changing },
      '/articles/*/article.*.html': { ...fromLibrary, cachePolicy: immutable, responseHeadersPolicy: documents },
      '/articles/*/article.*': { ...fromLibrary, cachePolicy: immutable, responseHeadersPolicy: files },
      '/articles/*/cover.png': { ...fromLibrary, cachePolicy: immutable, responseHeadersPolicy: files },
      '/clips/*': { ...fromLibrary, cachePolicy: immutable, responseHeadersPolicy: files },
      '/feeds/*': { ...fromLibrary, cachePolicy: revalidated, responseHeadersPolicy: files },
      [`/${libraryKey}`]: { ...fromLibrary, ...changing },
    };
    return { defaultBehavior: { ...fromSite, ...changing }, additionalBehaviors };
  }

  #viewerRequest() {
    const viewerRequest = new EdgeFunction(this, 'ViewerRequest', {
      comment: 'Finds the index.html of a folder, and lets nothing through that is not served.',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(viewerRequestCode()),
    });
    return { function: viewerRequest, eventType: FunctionEventType.VIEWER_REQUEST };
  }

  /** This distribution, and no other of anybody's, may read `keys`. */
  #allowReading(bucket: Bucket, keys: readonly string[]): void {
    const arn = Stack.of(this).formatArn({
      service: 'cloudfront',
      region: '',
      resource: 'distribution',
      resourceName: this.distribution.distributionId,
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: keys.map(key => bucket.arnForObjects(key)),
        conditions: { StringEquals: { 'AWS:SourceArn': arn } },
      }),
    );
  }
}

/** A bucket that only the distribution reads. What it may read there is said in one place, not by the origin. */
class PrivateBucketOrigin extends OriginBase {
  constructor(bucket: Bucket, props: OriginProps) {
    super(bucket.bucketRegionalDomainName, props);
  }

  /** An identity of the kind that came before access controls must be named, and empty. */
  protected override renderS3OriginConfig(): CfnDistribution.S3OriginConfigProperty {
    return { originAccessIdentity: '' };
  }
}

const sharedBehavior = {
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  compress: true,
};
