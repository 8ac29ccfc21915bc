import { describe, expect, it } from 'vitest';
import type { Assembly } from '../../../local/assembly/model.ts';
import { resolveAssembly } from '../../../local/assembly/read-assembly.ts';
import type { StackTemplate } from '../../../local/assembly/template.ts';
import { diglotAssembly } from '../../support/synthesized-stack.ts';

const at = {
  region: 'eu-west-3',
  accountId: '000000000000',
  queueEndpoint: 'http://127.0.0.1:4100',
  siteEndpoint: 'http://127.0.0.1:4200',
};

type Resources = StackTemplate['template']['Resources'];

function assemblyOf(resources: Resources, outputs: StackTemplate['template']['Outputs'] = {}): Assembly {
  const template = { Parameters: {}, Conditions: {}, Mappings: {}, Resources: resources, Outputs: outputs };
  return resolveAssembly(
    { stackName: 'Diglot', region: undefined, folder: 'cdk.out', template, constructPaths: new Map() },
    at,
  );
}

const resource = (Type: string, Properties: Record<string, unknown> = {}) => ({ Type, Properties });

const behavior = {
  TargetOriginId: 'library',
  CachePolicyId: { Ref: 'Cache' },
  AllowedMethods: ['GET', 'HEAD'],
  ViewerProtocolPolicy: 'redirect-to-https',
};
const config = {
  Enabled: true,
  Origins: [
    {
      Id: 'library',
      DomainName: { 'Fn::GetAtt': ['Library', 'RegionalDomainName'] },
      OriginAccessControlId: { 'Fn::GetAtt': ['Access', 'Id'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    },
  ],
  DefaultCacheBehavior: behavior,
};
const none = 'none';
const cachePolicyConfig = {
  Name: 'c',
  MinTTL: 0,
  DefaultTTL: 0,
  MaxTTL: 1,
  ParametersInCacheKeyAndForwardedToOrigin: {
    CookiesConfig: { CookieBehavior: none },
    HeadersConfig: { HeaderBehavior: none },
    QueryStringsConfig: { QueryStringBehavior: none },
  },
};
const parts: Resources = {
  Library: resource('AWS::S3::Bucket'),
  Access: resource('AWS::CloudFront::OriginAccessControl', {
    OriginAccessControlConfig: {
      Name: 'a',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    },
  }),
  Cache: resource('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: cachePolicyConfig,
  }),
};

/** A stack with a distribution whose configuration a test changes. */
const withConfig = (changes: Record<string, unknown>, more: Resources = {}): Resources => ({
  ...parts,
  D: resource('AWS::CloudFront::Distribution', { DistributionConfig: { ...config, ...changes } }),
  ...more,
});

const deployerName = 'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C256MiB5F7BD223';
const deployer = resource('AWS::Lambda::Function', { Runtime: 'python3.13', Layers: [{ Ref: 'Layer' }] });
const deployment = (token: string) =>
  resource('Custom::CDKBucketDeployment', {
    ServiceToken: { 'Fn::GetAtt': [token, 'Arn'] },
    SourceBucketNames: ['assets'],
    SourceObjectKeys: ['ab12.zip'],
    DestinationBucketName: { Ref: 'Library' },
    DestinationBucketKeyPrefix: 'app/fonts',
    Prune: true,
  });

describe('a distribution', () => {
  it('is read with its buckets, by the names that they have here', () => {
    const { distribution } = assemblyOf(withConfig({ CacheBehaviors: [{ ...behavior, PathPattern: '/x/*' }] }));
    expect(distribution?.behaviors.map(({ pathPattern, bucket }) => [pathPattern, bucket])).toEqual([
      ['/x/*', 'diglot-library'],
      ['*', 'diglot-library'],
    ]);
  });

  it('may be missing', () => {
    expect(assemblyOf(parts).distribution).toBeUndefined();
  });

  it('has its local address wherever the stack tells it, by HTTP', () => {
    const url = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['D', 'DomainName'] }]] };
    const { functions, outputs } = assemblyOf(
      withConfig(
        {},
        {
          F: resource('AWS::Lambda::Function', {
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Code: { S3Bucket: 'assets', S3Key: 'ab12.zip' },
            Role: 'arn:aws:iam::000000000000:role/F',
            Environment: {
              Variables: {
                SITE_URL: url,
                FEED: { 'Fn::Sub': 'https://${D.DomainName}/feeds/fr.xml' },
                OTHER: 'https://example.org',
              },
            },
          }),
        },
      ),
      { SiteUrl: { Value: url } },
    );
    expect(functions[0]?.environment).toEqual({
      SITE_URL: 'http://127.0.0.1:4200',
      FEED: 'http://127.0.0.1:4200/feeds/fr.xml',
      OTHER: 'https://example.org',
    });
    expect(outputs.get('SiteUrl')).toBe('http://127.0.0.1:4200');
  });

  it.each([
    [
      'a second one',
      withConfig({}, { E: resource('AWS::CloudFront::Distribution', { DistributionConfig: config }) }),
      'InvalidProperty',
    ],
    ['a certificate of its own', withConfig({ ViewerCertificate: {} }), 'UnknownProperty'],
    [
      'more methods',
      withConfig({ DefaultCacheBehavior: { ...behavior, AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] } }),
      'InvalidProperty',
    ],
    [
      'a function at the answer',
      withConfig({
        DefaultCacheBehavior: {
          ...behavior,
          FunctionAssociations: [{ EventType: 'viewer-response', FunctionARN: 'x' }],
        },
      }),
      'InvalidProperty',
    ],
    [
      'a function of another stack',
      withConfig({
        DefaultCacheBehavior: {
          ...behavior,
          FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'x' }],
        },
      }),
      'InvalidProperty',
    ],
    [
      'a function at the edge',
      withConfig({ DefaultCacheBehavior: { ...behavior, LambdaFunctionAssociations: [] } }),
      'UnknownProperty',
    ],
    [
      'a policy that is managed by AWS',
      withConfig({ DefaultCacheBehavior: { ...behavior, CachePolicyId: '658327ea' } }),
      'InvalidProperty',
    ],
    [
      'headers that are managed by AWS',
      withConfig({ DefaultCacheBehavior: { ...behavior, ResponseHeadersPolicyId: '658327ea' } }),
      'InvalidProperty',
    ],
    [
      'an origin of another stack',
      withConfig({ Origins: [{ ...config.Origins[0], DomainName: 'a.s3.eu-west-3.amazonaws.com' }] }),
      'InvalidProperty',
    ],
    [
      'an origin that anybody may read',
      withConfig({ Origins: [{ ...config.Origins[0], OriginAccessControlId: 'x' }] }),
      'InvalidProperty',
    ],
    [
      'an origin that is no bucket',
      withConfig({ Origins: [{ Id: 'library', DomainName: 'a', CustomOriginConfig: {} }] }),
      'InvalidProperty',
    ],
  ])('stops the start with %s', (_case, resources, code) => {
    expect(() => assemblyOf(resources)).toThrow(expect.objectContaining({ code }));
    expect(() => assemblyOf(resources)).toThrow('AWS::CloudFront::Distribution');
  });

  it.each([
    ['AWS::CloudFront::ResponseHeadersPolicy', { ResponseHeadersPolicyConfig: { Name: 'h', RemoveHeadersConfig: {} } }],
    [
      'AWS::CloudFront::ResponseHeadersPolicy',
      { ResponseHeadersPolicyConfig: { Name: 'h', SecurityHeadersConfig: { XSSProtection: {} } } },
    ],
    [
      'AWS::CloudFront::Function',
      { Name: 'f', AutoPublish: true, FunctionCode: 'x', FunctionConfig: { Runtime: 'cloudfront-js-1.0' } },
    ],
    [
      'AWS::CloudFront::Function',
      {
        Name: 'f',
        AutoPublish: true,
        FunctionCode: 'x',
        FunctionConfig: { Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations: [] },
      },
    ],
    ['AWS::CloudFront::CachePolicy', { CachePolicyConfig: { ...cachePolicyConfig, MinTTL: -1 } }],
    ['AWS::CloudFront::OriginRequestPolicy', {}],
  ])('stops the start with what it does not know: %s %#', (type, properties) => {
    expect(() => assemblyOf(withConfig({}, { It: resource(type, properties) }))).toThrow(`(It, ${type})`);
  });
});

describe('the deployment of a site', () => {
  it('is read by what it does; the CDK’s own function for it is Python, and not needed', () => {
    const resources = {
      ...parts,
      [deployerName]: deployer,
      Layer: resource('AWS::Lambda::LayerVersion'),
      S: deployment(deployerName),
    };
    const { siteDeployments, functions, withoutLocalEffect } = assemblyOf(resources);
    expect(siteDeployments).toMatchObject([
      { bucket: 'diglot-library', prefix: 'app/fonts/', prune: true, exclude: [], headers: {} },
    ]);
    expect(siteDeployments[0]?.sourceFolders.map(folder => folder.split('/').at(-1))).toEqual(['asset.ab12']);
    expect(functions).toEqual([]);
    expect(withoutLocalEffect.map(({ logicalId }) => logicalId)).toEqual([deployerName, 'Layer']);
  });

  it('by any other function stops the start, as every other function in Python does', () => {
    expect(() => assemblyOf({ ...parts, Mine: deployer, S: deployment('Mine') })).toThrow(
      '(Mine, AWS::Lambda::Function)',
    );
    const code = { Runtime: 'nodejs24.x', Handler: 'i.h', Code: { S3Bucket: 'a', S3Key: 'ab.zip' }, Role: 'r' };
    const own = resource('AWS::Lambda::Function', code);
    expect(() => assemblyOf({ ...parts, Mine: own, S: deployment('Mine') })).toThrow('property ServiceToken');
  });

  it('of our stack puts pages and letters into the bucket that the distribution reads', async () => {
    const { siteDeployments, distribution } = await diglotAssembly(at);
    const bucket = distribution?.behaviors.at(-1)?.bucket;
    expect(siteDeployments.map(({ bucket: to, prefix }) => [to, prefix])).toEqual([
      [bucket, ''],
      [bucket, 'app/fonts/'],
    ]);
  });
});
