import * as v from 'valibot';
import {
  CachePolicyProperties,
  CloudFrontFunctionProperties,
  DeploymentProperties,
  DistributionProperties,
  OriginAccessControlProperties,
  ResponseHeadersPolicyProperties,
} from './delivery-properties.ts';
import { describePlace, TemplateError } from './errors.ts';
import { noValue, resolveValue } from './intrinsics.ts';
import {
  BucketProperties,
  EventSourceMappingProperties,
  FunctionProperties,
  PolicyProperties,
  QueueProperties,
  RoleProperties,
  RuleProperties,
  StateMachineProperties,
} from './properties.ts';
import type { Resource, StackScope } from './scope.ts';
import { isSiteDeployer, typesWithoutLocalEffect } from './without-local-effect.ts';

/** The types that the model is made of. */
const modelledTypes = {
  'AWS::S3::Bucket': BucketProperties,
  'AWS::SQS::Queue': QueueProperties,
  'AWS::Lambda::Function': FunctionProperties,
  'AWS::Lambda::EventSourceMapping': EventSourceMappingProperties,
  'AWS::Events::Rule': RuleProperties,
  'AWS::StepFunctions::StateMachine': StateMachineProperties,
  'AWS::IAM::Role': RoleProperties,
  'AWS::IAM::Policy': PolicyProperties,
  'AWS::CloudFront::CachePolicy': CachePolicyProperties,
  'AWS::CloudFront::Distribution': DistributionProperties,
  'AWS::CloudFront::Function': CloudFrontFunctionProperties,
  'AWS::CloudFront::OriginAccessControl': OriginAccessControlProperties,
  'AWS::CloudFront::ResponseHeadersPolicy': ResponseHeadersPolicyProperties,
  'Custom::CDKBucketDeployment': DeploymentProperties,
} as const;
export type ModelledType = keyof typeof modelledTypes;
export type PropertiesOf<Type extends ModelledType> = v.InferOutput<(typeof modelledTypes)[Type]>;

export interface Parsed<Type extends ModelledType> {
  readonly resource: Resource;
  readonly properties: PropertiesOf<Type>;
}

/** @throws TemplateError UnknownResource for a type that is neither modelled nor known to need nothing done */
export function checkKnown(resource: Resource): void {
  if (Object.hasOwn(modelledTypes, resource.type) || Object.hasOwn(typesWithoutLocalEffect, resource.type)) return;
  throw new TemplateError({
    code: 'UnknownResource',
    message: `The local cloud has no ${resource.type}.`,
    place: describePlace(resource),
    remedy: 'Do without it in lib/, or teach it to local/assembly.',
  });
}

/** All resources of a type, their properties resolved and checked; but for the function that deploys the site. */
export function parseAll<Type extends ModelledType>(scope: StackScope, type: Type): Array<Parsed<Type>> {
  return scope.resources
    .filter(resource => resource.type === type && !isSiteDeployer(resource))
    .map(resource => ({ resource, properties: parseProperties(scope, resource, modelledTypes[type]) }));
}

function parseProperties<Schema extends v.GenericSchema>(
  scope: StackScope,
  resource: Resource,
  schema: Schema,
): v.InferOutput<Schema> {
  const resolved = Object.entries(resource.definition.Properties).map(([name, value]): [string, unknown] => [
    name,
    localValue(resolveValue(value, scope, describePlace(resource, name)), scope),
  ]);
  const parsed = v.safeParse(schema, Object.fromEntries(resolved.filter(([, value]) => value !== noValue)));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const unknown = issue.type === 'strict_object' && issue.expected === 'never';
  throw new TemplateError({
    code: unknown ? 'UnknownProperty' : 'InvalidProperty',
    message: unknown ? 'The local cloud does not know this property.' : `${issue.message}.`,
    place: describePlace(resource, v.getDotPath(issue) ?? ''),
    remedy: unknown ? 'Do without it in lib/, or teach it to local/assembly/properties.ts.' : 'Mend it in lib/.',
  });
}

/** There is no TLS on one machine: an address of the distribution is its local one, wherever the template tells it. */
export function localText(text: string, { siteEndpoint }: Pick<StackScope, 'siteEndpoint'>): string {
  return text.replaceAll(siteEndpoint.replace(/^http:/, 'https:'), siteEndpoint);
}

function localValue(value: unknown, scope: StackScope): unknown {
  if (typeof value === 'string') return localText(value, scope);
  if (Array.isArray(value)) return value.map(item => localValue(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, localValue(member, scope)]));
}
