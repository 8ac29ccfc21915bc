import * as v from 'valibot';

/** The properties of what delivers, as properties.ts has those of the rest: acted on, or known to be without effect here. */

const inert = v.optional(v.unknown());
const Text = v.pipe(v.string(), v.minLength(1));
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Objects of a bucket bring no such headers along: there is nothing that would not be overridden. */
const overriding = { Override: v.literal(true) };
const Items = <Schema extends v.GenericSchema>(schema: Schema) => v.strictObject({ Items: v.array(schema) });

const behavior = {
  TargetOriginId: Text,
  CachePolicyId: Text,
  ResponseHeadersPolicyId: v.exactOptional(Text),
  AllowedMethods: v.strictTuple([v.literal('GET'), v.literal('HEAD')]),
  FunctionAssociations: v.optional(
    v.pipe(
      v.array(v.strictObject({ EventType: v.literal('viewer-request'), FunctionARN: Text })),
      v.maxLength(1, 'the local cloud runs one function a behavior'),
    ),
    [],
  ),
  // There is no TLS on the loopback interface, and nothing to be gained by compression.
  ViewerProtocolPolicy: inert,
  Compress: inert,
};

export const DistributionProperties = v.strictObject({
  DistributionConfig: v.strictObject({
    Enabled: v.literal(true),
    Origins: v.array(
      v.strictObject({
        Id: Text,
        DomainName: Text,
        OriginAccessControlId: Text,
        S3OriginConfig: v.strictObject({ OriginAccessIdentity: v.literal('') }),
      }),
    ),
    DefaultCacheBehavior: v.strictObject(behavior),
    CacheBehaviors: v.optional(v.array(v.strictObject({ PathPattern: Text, ...behavior })), []),
    CustomErrorResponses: v.optional(
      v.array(
        v.strictObject({
          ErrorCode: Whole,
          ResponseCode: Whole,
          ResponsePagePath: v.pipe(v.string(), v.startsWith('/')),
          // Nothing is kept here: each request asks the bucket.
          ErrorCachingMinTTL: inert,
        }),
      ),
      [],
    ),
    Comment: inert,
    HttpVersion: inert,
    IPV6Enabled: inert,
    PriceClass: inert,
  }),
  Tags: inert,
});

/** Browsers are told by each object how long it keeps; what lies between them and the bucket keeps nothing here. */
export const CachePolicyProperties = v.strictObject({
  CachePolicyConfig: v.strictObject({
    Name: Text,
    MinTTL: Whole,
    DefaultTTL: Whole,
    MaxTTL: Whole,
    Comment: inert,
    ParametersInCacheKeyAndForwardedToOrigin: v.strictObject({
      CookiesConfig: v.strictObject({ CookieBehavior: v.literal('none') }),
      HeadersConfig: v.strictObject({ HeaderBehavior: v.literal('none') }),
      QueryStringsConfig: v.strictObject({ QueryStringBehavior: v.literal('none') }),
      EnableAcceptEncodingBrotli: inert,
      EnableAcceptEncodingGzip: inert,
    }),
  }),
});

export const OriginAccessControlProperties = v.strictObject({
  OriginAccessControlConfig: v.strictObject({
    Name: Text,
    OriginAccessControlOriginType: v.literal('s3'),
    SigningBehavior: v.literal('always'),
    SigningProtocol: v.literal('sigv4'),
    Description: inert,
  }),
});

export const CloudFrontFunctionProperties = v.strictObject({
  Name: Text,
  AutoPublish: v.literal(true),
  FunctionCode: Text,
  FunctionConfig: v.strictObject({ Comment: inert, Runtime: v.literal('cloudfront-js-2.0') }),
});

export const ResponseHeadersPolicyProperties = v.strictObject({
  ResponseHeadersPolicyConfig: v.strictObject({
    Name: Text,
    Comment: inert,
    SecurityHeadersConfig: v.optional(
      v.strictObject({
        ContentSecurityPolicy: v.exactOptional(v.strictObject({ ContentSecurityPolicy: Text, ...overriding })),
        ContentTypeOptions: v.exactOptional(v.strictObject(overriding)),
        FrameOptions: v.exactOptional(v.strictObject({ FrameOption: Text, ...overriding })),
        ReferrerPolicy: v.exactOptional(v.strictObject({ ReferrerPolicy: Text, ...overriding })),
        StrictTransportSecurity: v.exactOptional(v.strictObject({ AccessControlMaxAgeSec: Whole, ...overriding })),
      }),
      {},
    ),
    CustomHeadersConfig: v.optional(
      v.strictObject({ Items: v.array(v.strictObject({ Header: Text, Value: v.string(), ...overriding })) }),
      { Items: [] },
    ),
    CorsConfig: v.exactOptional(
      v.strictObject({
        AccessControlAllowCredentials: v.literal(false),
        AccessControlAllowHeaders: Items(Text),
        AccessControlAllowMethods: Items(Text),
        AccessControlAllowOrigins: Items(v.literal('*')),
        AccessControlExposeHeaders: v.exactOptional(Items(Text)),
        OriginOverride: v.literal(true),
      }),
    ),
  }),
});

export const DeploymentProperties = v.strictObject({
  ServiceToken: Text,
  SourceBucketNames: v.array(Text),
  SourceObjectKeys: v.array(
    v.pipe(v.string(), v.regex(/^[0-9a-f]+\.zip$/, 'the source must be an asset of the assembly')),
  ),
  DestinationBucketName: Text,
  DestinationBucketKeyPrefix: v.optional(v.string(), ''),
  Prune: v.boolean(),
  Exclude: v.optional(v.array(Text), []),
  SystemMetadata: v.optional(
    v.strictObject({ 'cache-control': v.exactOptional(Text), 'content-type': v.exactOptional(Text) }),
    {},
  ),
  // The data folder outlives every stack; what is put is known at once, and there is no cache to invalidate.
  RetainOnDelete: inert,
  OutputObjectKeys: inert,
  WaitForDistributionInvalidation: inert,
});
