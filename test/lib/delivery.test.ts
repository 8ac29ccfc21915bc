import { Match } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { documentHeaders, embedHeaders, fileHeaders, pageHeaders } from '../../core/page/security-headers.ts';
import { diglotAssembly, diglotTemplate } from '../support/synthesized-stack.ts';

const template = diglotTemplate();

const BehaviorSchema = v.object({
  PathPattern: v.optional(v.string(), '*'),
  TargetOriginId: v.string(),
  CachePolicyId: v.object({ Ref: v.string() }),
  ResponseHeadersPolicyId: v.object({ Ref: v.string() }),
  AllowedMethods: v.array(v.string()),
  ViewerProtocolPolicy: v.string(),
  Compress: v.boolean(),
  FunctionAssociations: v.array(v.object({ EventType: v.string() })),
});

const OriginSchema = v.object({
  Id: v.string(),
  DomainName: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) }),
  OriginAccessControlId: v.object({ 'Fn::GetAtt': v.array(v.string()) }),
});

const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
const config = v.parse(
  v.object({
    DistributionConfig: v.looseObject({
      DefaultCacheBehavior: BehaviorSchema,
      CacheBehaviors: v.array(BehaviorSchema),
      Origins: v.array(OriginSchema),
    }),
  }),
  distribution?.['Properties'],
).DistributionConfig;
const behaviors = [...config.CacheBehaviors, config.DefaultCacheBehavior];

/** `StorageLibrary`, without the hash. */
const named = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/u, '').replace(/^Delivery(?:Policies)?/u, '');

function bucketOf({ TargetOriginId }: (typeof behaviors)[number]): string {
  const origin = config.Origins.find(({ Id }) => Id === TargetOriginId);
  return named(origin?.DomainName['Fn::GetAtt'][0] ?? '');
}

describe('the distribution', () => {
  it('takes from each bucket what the contract of delivery says, kept and headed as it says', () => {
    const rows = behaviors.map(behavior => [
      behavior.PathPattern,
      bucketOf(behavior),
      named(behavior.CachePolicyId.Ref),
      named(behavior.ResponseHeadersPolicyId.Ref),
    ]);
    expect(rows).toEqual([
      ['/embed.html', 'SiteBucket', 'Revalidated', 'Embed'],
      ['/app/fonts/*', 'SiteBucket', 'Immutable', 'Pages'],
      ['/articles/', 'StorageLibrary', 'Revalidated', 'Pages'],
      ['/articles/*/', 'StorageLibrary', 'Revalidated', 'Pages'],
      ['/articles/*/edition.json', 'StorageLibrary', 'Revalidated', 'Pages'],
      ['/articles/*/work/*', 'StorageLibrary', 'Revalidated', 'Pages'],
      ['/articles/*/article.*.html', 'StorageLibrary', 'Immutable', 'Documents'],
      ['/articles/*/article.*', 'StorageLibrary', 'Immutable', 'Files'],
      ['/articles/*/cover.png', 'StorageLibrary', 'Immutable', 'Files'],
      ['/clips/*', 'StorageLibrary', 'Immutable', 'Files'],
      ['/feeds/*', 'StorageLibrary', 'Revalidated', 'Files'],
      ['/library.json', 'StorageLibrary', 'Revalidated', 'Pages'],
      ['*', 'SiteBucket', 'Revalidated', 'Pages'],
    ]);
  });

  it('only reads, by TLS, compressed, through the function, on every path', () => {
    for (const behavior of behaviors) {
      expect(behavior).toMatchObject({
        AllowedMethods: ['GET', 'HEAD'],
        ViewerProtocolPolicy: 'redirect-to-https',
        Compress: true,
        FunctionAssociations: [{ EventType: 'viewer-request' }],
      });
    }
    expect(config).toMatchObject({ HttpVersion: 'http2and3', Enabled: true });
  });

  it('signs what it asks of both buckets', () => {
    template.allResourcesProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: {
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
        OriginAccessControlOriginType: 's3',
      },
    });
    const controls = config.Origins.map(({ OriginAccessControlId }) =>
      named(OriginAccessControlId['Fn::GetAtt'][0] ?? ''),
    );
    expect(controls).toEqual(['Access', 'Access']);
  });

  it('says of what is not there that it is not found, and asks again a second later', () => {
    expect(config['CustomErrorResponses']).toEqual([
      { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 1 },
    ]);
  });

  it('keeps what may change for a second, and what never does for a year', () => {
    const policy = (MinTTL: number, DefaultTTL: number, MaxTTL: number) =>
      template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
        CachePolicyConfig: Match.objectLike({ MinTTL, DefaultTTL, MaxTTL }),
      });
    template.resourceCountIs('AWS::CloudFront::CachePolicy', 2);
    policy(1, 1, 1);
    policy(1, 31_536_000, 31_536_000);
    // No query, cookie or header of a reader's makes a copy of its own.
    template.allResourcesProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: Match.objectLike({
        ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
        }),
      }),
    });
  });

  it('has a function within CloudFront’s limits, in the newest runtime', () => {
    const [viewerRequest] = Object.values(template.findResources('AWS::CloudFront::Function'));
    const { FunctionCode, FunctionConfig } = v.parse(
      v.object({ FunctionCode: v.string(), FunctionConfig: v.object({ Runtime: v.string() }) }),
      viewerRequest?.['Properties'],
    );
    expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
    expect(Buffer.byteLength(FunctionCode)).toBeLessThan(10 * 1024);
    expect(FunctionCode).toMatch(/^function handler\(event\)/u);
    expect(FunctionCode).not.toMatch(/\b(?:import|export|require)\b/u);
  });

  it('is told to publish, and to whoever deploys', () => {
    const url = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }]] };
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ SITE_URL: url }) },
    });
    template.hasOutput('SiteUrl', { Value: url });
    template.hasOutput('SiteBucket', { Value: { Ref: Match.stringLikeRegexp('^DeliverySiteBucket') } });
  });
});

describe('the headers', () => {
  it('are those of core/page/security-headers.ts and no others, policy by policy', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const { distribution: model } = await diglotAssembly({ queueEndpoint: nowhere, siteEndpoint: nowhere });
    const headersOf = (pattern: string) => model?.behaviors.find(({ pathPattern }) => pathPattern === pattern)?.headers;
    expect(headersOf('*')).toEqual(pageHeaders);
    expect(headersOf('/embed.html')).toEqual(embedHeaders);
    expect(headersOf('/clips/*')).toEqual(fileHeaders);
    expect(headersOf('/articles/*/article.*.html')).toEqual(documentHeaders);
  });

  it('let no page but the embed into a frame, and no script but our own run', () => {
    const csp = (headers: Readonly<Record<string, string>>) => headers['content-security-policy'] ?? '';
    expect(csp(pageHeaders)).toContain("frame-ancestors 'none'");
    expect(csp(embedHeaders)).toContain('frame-ancestors *');
    for (const headers of [pageHeaders, embedHeaders]) {
      expect(csp(headers)).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /u);
      expect(csp(headers)).toContain("require-trusted-types-for 'script'");
      expect(csp(headers)).not.toContain('unsafe');
    }
    // A published page brings a style, and nothing that runs.
    expect(csp(documentHeaders)).not.toContain('script-src');
    expect(csp(documentHeaders)).toMatch(/^default-src 'none'; /u);
  });
});

const StatementSchema = v.object({
  Effect: v.string(),
  Action: v.string(),
  Principal: v.record(v.string(), v.string()),
  Resource: v.unknown(),
  Condition: v.optional(v.unknown()),
});

describe('the buckets behind it', () => {
  const policies = Object.entries(template.findResources('AWS::S3::BucketPolicy')).map(([id, { Properties }]) => {
    const { Statement } = v.parse(
      v.object({ PolicyDocument: v.object({ Statement: v.array(StatementSchema) }) }),
      Properties,
    ).PolicyDocument;
    return [named(id), Statement.filter(({ Principal }) => Principal['Service'] !== undefined)] as const;
  });
  const keysIn = (resource: unknown) => [resource].flat().map(arn => /"\/([^"]*)"\]\]/u.exec(JSON.stringify(arn))?.[1]);

  it('may be read by this distribution alone, the library as far as it is served', () => {
    const served = Object.fromEntries(
      policies.map(([id, statements]) => [
        id,
        statements.map(({ Effect, Action, Resource }) => [Effect, Action, keysIn(Resource)]),
      ]),
    );
    expect(served).toEqual({
      SiteBucketPolicy: [['Allow', 's3:GetObject', ['*']]],
      StorageArticlesPolicy: [],
      StorageLibraryPolicy: [
        [
          'Allow',
          's3:GetObject',
          [
            'library.json',
            'articles/index.html',
            'feeds/*.xml',
            'clips/*.mp3',
            'articles/*/index.html',
            'articles/*/edition.json',
            'articles/*/article.*',
            'articles/*/cover.png',
            'articles/*/work/*.clip.json',
            'articles/*/work/*.en.json',
          ],
        ],
        ['Deny', 's3:GetObject', ['articles/*/work/article.json']],
      ],
    });
    for (const [, statements] of policies) {
      for (const { Effect, Principal, Condition } of statements) {
        expect(Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
        if (Effect === 'Allow')
          expect(JSON.stringify(Condition)).toMatch(/"AWS:SourceArn".*distribution.*DeliveryDistribution/u);
      }
    }
  });

  it('get the site by two deployments that prune, each what is its own', () => {
    const deployments = Object.values(template.findResources('Custom::CDKBucketDeployment'));
    expect(deployments.map(({ Properties }): unknown => Properties)).toMatchObject([
      { Prune: true, RetainOnDelete: false, Exclude: ['app/fonts/*'], SystemMetadata: { 'cache-control': 'no-cache' } },
      {
        Prune: true,
        RetainOnDelete: false,
        DestinationBucketKeyPrefix: 'app/fonts',
        SystemMetadata: { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' },
      },
    ]);
    for (const { Properties } of deployments)
      expect(JSON.stringify(Properties)).toMatch(/"DestinationBucketName":\{"Ref":"DeliverySiteBucket/u);
  });

  it('of the site bears no mark by which the CDK’s function would spare its files when the stack goes', () => {
    const [, site] =
      Object.entries(template.findResources('AWS::S3::Bucket')).find(([id]) => id.startsWith('Delivery')) ?? [];
    expect(JSON.stringify(site)).not.toContain('aws-cdk:cr-owned');
  });
});
