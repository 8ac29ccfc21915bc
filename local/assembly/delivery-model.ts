import { join, resolve } from 'node:path';
import { describePlace, TemplateError } from './errors.ts';
import type { BehaviorModel, DistributionModel, SiteDeploymentModel } from './model.ts';
import { type Parsed, type PropertiesOf, parseAll } from './parse-resources.ts';
import type { Resource, StackScope } from './scope.ts';
import { isSiteDeployer } from './without-local-effect.ts';

type DistributionConfig = PropertiesOf<'AWS::CloudFront::Distribution'>['DistributionConfig'];
type Behavior = DistributionConfig['DefaultCacheBehavior'];
type HeadersPolicy = PropertiesOf<'AWS::CloudFront::ResponseHeadersPolicy'>['ResponseHeadersPolicyConfig'];

/**
 * The one distribution of a stack.
 * @returns undefined if there is none
 * @throws TemplateError for a second one, and for whatever the distribution names and the stack has not
 */
export function distributionModel(scope: StackScope): DistributionModel | undefined {
  const [only, second] = parseAll(scope, 'AWS::CloudFront::Distribution');
  if (second !== undefined) throw invalid(second.resource, '', 'The local cloud serves one distribution.');
  // Checked even where no behavior uses them.
  const parts = readParts(scope);
  if (only === undefined) return undefined;
  const { resource, properties } = only;
  const config = properties.DistributionConfig;
  const model = (behavior: Behavior, pathPattern: string) =>
    behaviorModel(behavior, { pathPattern, config, parts, resource });
  return {
    logicalId: resource.logicalId,
    constructPath: resource.constructPath,
    id: scope.identity(resource).ref,
    behaviors: [
      ...config.CacheBehaviors.map(behavior => model(behavior, behavior.PathPattern)),
      model(config.DefaultCacheBehavior, '*'),
    ],
    errorPages: config.CustomErrorResponses.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => ({
      status: ErrorCode,
      responseStatus: ResponseCode,
      page: ResponsePagePath,
    })),
  };
}

/** @throws TemplateError for a deployment by any function but the CDK's own */
export function deploymentModels(scope: StackScope, folder: string): SiteDeploymentModel[] {
  const deployers = new Set(
    scope.resources.filter(isSiteDeployer).map(resource => scope.identity(resource).attributes['Arn']),
  );
  return parseAll(scope, 'Custom::CDKBucketDeployment').map(({ resource, properties }) => {
    if (!deployers.has(properties.ServiceToken))
      throw invalid(resource, 'ServiceToken', 'It is not the function that the CDK deploys sites with.');
    const { DestinationBucketKeyPrefix: prefix, SystemMetadata: headers } = properties;
    return {
      logicalId: resource.logicalId,
      constructPath: resource.constructPath,
      sourceFolders: properties.SourceObjectKeys.map(key =>
        resolve(join(folder, `asset.${key.replace(/\.zip$/, '')}`)),
      ),
      bucket: properties.DestinationBucketName,
      prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
      prune: properties.Prune,
      exclude: properties.Exclude,
      headers: Object.fromEntries(Object.entries(headers)),
    };
  });
}

/** What a distribution refers to, each by what it is referred to by. */
interface Parts {
  readonly bucketsByDomain: ReadonlyMap<unknown, string>;
  readonly codeByArn: ReadonlyMap<unknown, string>;
  readonly headersById: ReadonlyMap<unknown, HeadersPolicy>;
  readonly cachePolicies: ReadonlySet<unknown>;
  readonly accessControls: ReadonlySet<unknown>;
}

function readParts(scope: StackScope): Parts {
  const identities = ({ resource }: { readonly resource: Resource }) => scope.identity(resource);
  return {
    bucketsByDomain: new Map(
      parseAll(scope, 'AWS::S3::Bucket')
        .map(identities)
        .map(({ name, attributes }) => [attributes['RegionalDomainName'], name]),
    ),
    codeByArn: new Map(
      parseAll(scope, 'AWS::CloudFront::Function').map(parsed => [
        identities(parsed).ref,
        parsed.properties.FunctionCode,
      ]),
    ),
    headersById: new Map(
      parseAll(scope, 'AWS::CloudFront::ResponseHeadersPolicy').map(parsed => [
        identities(parsed).ref,
        parsed.properties.ResponseHeadersPolicyConfig,
      ]),
    ),
    cachePolicies: new Set(parseAll(scope, 'AWS::CloudFront::CachePolicy').map(parsed => identities(parsed).ref)),
    accessControls: new Set(
      parseAll(scope, 'AWS::CloudFront::OriginAccessControl').map(parsed => identities(parsed).ref),
    ),
  };
}

interface Surroundings extends Pick<Parsed<'AWS::CloudFront::Distribution'>, 'resource'> {
  readonly pathPattern: string;
  readonly config: DistributionConfig;
  readonly parts: Parts;
}

function behaviorModel(behavior: Behavior, { pathPattern, config, parts, resource }: Surroundings): BehaviorModel {
  const missing = (property: string, what: string) =>
    invalid(resource, `DistributionConfig, behavior ${pathPattern}, ${property}`, `There is no such ${what}.`);
  const origin = config.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
  const bucket = parts.bucketsByDomain.get(origin?.DomainName);
  if (origin === undefined || bucket === undefined) throw missing('TargetOriginId', 'bucket in this stack');
  if (!parts.accessControls.has(origin.OriginAccessControlId)) throw missing('TargetOriginId', 'access control');
  if (!parts.cachePolicies.has(behavior.CachePolicyId)) throw missing('CachePolicyId', 'policy in this stack');
  const [association] = behavior.FunctionAssociations;
  const viewerRequest = parts.codeByArn.get(association?.FunctionARN);
  if (association !== undefined && viewerRequest === undefined) throw missing('FunctionAssociations', 'function');
  const policy = parts.headersById.get(behavior.ResponseHeadersPolicyId);
  if (behavior.ResponseHeadersPolicyId !== undefined && policy === undefined)
    throw missing('ResponseHeadersPolicyId', 'policy in this stack');
  return {
    pathPattern,
    bucket,
    viewerRequest,
    headers: policy === undefined ? {} : headersOf(policy),
    corsHeaders: policy === undefined ? {} : corsHeadersOf(policy),
  };
}

function headersOf({ SecurityHeadersConfig: own, CustomHeadersConfig: custom }: HeadersPolicy): Record<string, string> {
  const maxAge = own.StrictTransportSecurity?.AccessControlMaxAgeSec;
  const named: Readonly<Record<string, string | undefined>> = {
    'content-security-policy': own.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': own.ContentTypeOptions === undefined ? undefined : 'nosniff',
    'x-frame-options': own.FrameOptions?.FrameOption,
    'referrer-policy': own.ReferrerPolicy?.ReferrerPolicy,
    'strict-transport-security': maxAge === undefined ? undefined : `max-age=${maxAge}`,
  };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(named)) if (value !== undefined) headers[name] = value;
  for (const { Header, Value } of custom.Items) headers[Header.toLowerCase()] = Value;
  return headers;
}

/** Simple requests alone can be made of a distribution that takes GET and HEAD: what a preflight would ask is left out. */
function corsHeadersOf({ CorsConfig: cors }: HeadersPolicy): Record<string, string> {
  if (cors === undefined) return {};
  const exposed = cors.AccessControlExposeHeaders?.Items ?? [];
  return {
    'access-control-allow-origin': '*',
    ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
  };
}

function invalid(resource: Resource, property: string, message: string): TemplateError {
  const place = describePlace(resource, property);
  return new TemplateError({ code: 'InvalidProperty', message, place, remedy: 'Mend it in lib/.' });
}
