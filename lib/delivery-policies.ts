import { Duration, Names, Stack } from 'aws-cdk-lib';
import {
  CachePolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseHeadersCorsBehavior,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import {
  documentHeaders,
  embedHeaders,
  fileHeaders,
  pageHeaders,
  type ResponseHeaders,
} from '../core/page/security-headers.ts';

/** How long the distribution keeps answers, and which headers go with them. */
export class DeliveryPolicies extends Construct {
  /** For what is written once: a year, as the objects say themselves. */
  readonly immutable: CachePolicy;
  /**
   * For what changes: browsers ask each time, as the objects say (`no-cache`), and the distribution asks the bucket at most
   * once a second, however many watch an article being made.
   */
  readonly revalidated: CachePolicy;
  readonly pages: ResponseHeadersPolicy;
  readonly embed: ResponseHeadersPolicy;
  readonly files: ResponseHeadersPolicy;
  readonly documents: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const compressed = { enableAcceptEncodingGzip: true, enableAcceptEncodingBrotli: true };
    this.immutable = new CachePolicy(this, 'Immutable', {
      comment: 'Written once.',
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.days(365),
      maxTtl: Duration.days(365),
      ...compressed,
    });
    this.revalidated = new CachePolicy(this, 'Revalidated', {
      comment: 'May change at any moment.',
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.seconds(1),
      maxTtl: Duration.seconds(1),
      ...compressed,
    });
    this.pages = headersPolicy(this, 'Pages', pageHeaders);
    this.embed = headersPolicy(this, 'Embed', embedHeaders);
    this.files = headersPolicy(this, 'Files', fileHeaders, openToAll);
    this.documents = headersPolicy(this, 'Documents', documentHeaders);
  }
}

/** CloudFront is one for all regions of an account: the region keeps stacks of the same name apart. */
export function accountWideName(scope: Construct, id: string): string {
  const { region } = Stack.of(scope);
  return `${Names.uniqueResourceName(scope, { maxLength: 40 })}${id}-${region}`;
}

/** Players of podcasts that run in a page read feeds, captions and chapters from anywhere. */
const openToAll: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowHeaders: ['*'],
  accessControlExposeHeaders: ['content-length', 'content-range', 'etag'],
  accessControlAllowCredentials: false,
  originOverride: true,
};

function headersPolicy(
  scope: Construct,
  id: string,
  headers: ResponseHeaders,
  corsBehavior?: ResponseHeadersCorsBehavior,
): ResponseHeadersPolicy {
  const { security, custom } = splitHeaders(headers);
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    securityHeadersBehavior: security,
    customHeadersBehavior: { customHeaders: custom },
    ...(corsBehavior === undefined ? {} : { corsBehavior }),
  });
}

/** CloudFront has a place of its own for each of some headers, and takes any other as it is. */
function splitHeaders(headers: ResponseHeaders) {
  const override = true;
  const own: Readonly<Record<string, (value: string) => ResponseSecurityHeadersBehavior>> = {
    'content-security-policy': value => ({
      contentSecurityPolicy: { contentSecurityPolicy: value, override },
    }),
    'x-content-type-options': () => ({ contentTypeOptions: { override } }),
    'x-frame-options': () => ({ frameOptions: { frameOption: HeadersFrameOption.DENY, override } }),
    'referrer-policy': () => ({
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
    }),
    'strict-transport-security': value => ({
      strictTransportSecurity: { accessControlMaxAge: Duration.seconds(maxAge(value)), override },
    }),
  };
  const entries = Object.entries(headers);
  const security = entries.reduce<ResponseSecurityHeadersBehavior>(
    (behavior, [name, value]) => ({ ...behavior, ...own[name]?.(value) }),
    {},
  );
  const custom = entries
    .filter(([name]) => !Object.hasOwn(own, name))
    .map(([header, value]) => ({ header, value, override }));
  return { security, custom };
}

function maxAge(value: string): number {
  return Number(/^max-age=(\d+)$/u.exec(value)?.[1]);
}
