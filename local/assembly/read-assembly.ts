import { join, resolve } from 'node:path';
import { deploymentModels, distributionModel } from './delivery-model.ts';
import type { Deployment, Identity } from './identity.ts';
import { isConditionTrue, resolveValue } from './intrinsics.ts';
import type { Assembly, FunctionModel, RoleModel, StatementModel } from './model.ts';
import { checkKnown, localText, type Parsed, type PropertiesOf, parseAll } from './parse-resources.ts';
import { type Resource, type StackScope, stackScope } from './scope.ts';
import type { StackTemplate } from './template.ts';
import { reasonWithoutLocalEffect } from './without-local-effect.ts';

/**
 * Resolves a stack into what the local cloud runs.
 * @param at where it is imagined to be; its endpoints must be known, because functions are told their queues' URLs and the site's
 * @throws TemplateError UnknownResource, UnknownProperty, UnknownIntrinsic or InvalidProperty, naming the resource
 */
export function resolveAssembly(stack: StackTemplate, at: Deployment): Assembly {
  const scope = stackScope(stack, at);
  for (const resource of scope.resources) checkKnown(resource);
  return {
    stackName: stack.stackName,
    region: at.region,
    buckets: parseAll(scope, 'AWS::S3::Bucket').map(({ resource, properties }) => ({
      ...named(scope, resource),
      versioned: properties.VersioningConfiguration?.Status === 'Enabled',
      sendsEvents: properties.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
    })),
    queues: parseAll(scope, 'AWS::SQS::Queue').map(({ resource, properties }) => ({
      ...named(scope, resource),
      url: scope.identity(resource).ref,
      properties,
    })),
    functions: parseAll(scope, 'AWS::Lambda::Function').map(parsed => functionModel(parsed, scope, stack.folder)),
    eventSources: parseAll(scope, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.Enabled)
      .map(({ resource, properties }) => ({
        logicalId: resource.logicalId,
        queueArn: properties.EventSourceArn,
        functionName: properties.FunctionName,
        batchSize: properties.BatchSize,
        maximumBatchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
        functionResponseTypes: properties.FunctionResponseTypes,
      })),
    rules: parseAll(scope, 'AWS::Events::Rule').map(({ resource, properties }) => ({
      ...named(scope, resource),
      properties,
    })),
    stateMachines: parseAll(scope, 'AWS::StepFunctions::StateMachine').map(({ resource, properties }) => ({
      ...named(scope, resource),
      roleArn: properties.RoleArn,
      definition: properties.DefinitionString,
    })),
    roles: roleModels(scope),
    distribution: distributionModel(scope),
    siteDeployments: deploymentModels(scope, stack.folder),
    outputs: resolveOutputs(stack, scope),
    withoutLocalEffect: scope.resources.flatMap(resource => {
      const { logicalId, type, constructPath } = resource;
      const reason = reasonWithoutLocalEffect(resource);
      return reason === undefined ? [] : [{ logicalId, type, constructPath, reason }];
    }),
  };
}

function named(scope: StackScope, resource: Resource) {
  const { name, attributes } = scope.identity(resource);
  return { logicalId: resource.logicalId, constructPath: resource.constructPath, name, arn: arnOf(attributes) };
}

function arnOf(attributes: Identity['attributes']): string {
  const { Arn } = attributes;
  if (Arn === undefined) throw new Error('Every modelled type has an ARN.');
  return Arn;
}

function functionModel(
  { resource, properties }: Parsed<'AWS::Lambda::Function'>,
  scope: StackScope,
  folder: string,
): FunctionModel {
  const common = named(scope, resource);
  return {
    ...common,
    runtime: properties.Runtime,
    handler: properties.Handler,
    codeFolder: resolve(join(folder, `asset.${properties.Code.S3Key.replace(/\.zip$/, '')}`)),
    environment: properties.Environment.Variables,
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    roleArn: properties.Role,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    logGroupName: properties.LoggingConfig.LogGroup ?? `/aws/lambda/${common.name}`,
    logLevel: properties.LoggingConfig.ApplicationLogLevel,
  };
}

function roleModels(scope: StackScope): RoleModel[] {
  const attached = parseAll(scope, 'AWS::IAM::Policy').map(({ properties }) => properties);
  return parseAll(scope, 'AWS::IAM::Role').map(({ resource, properties }) => {
    const common = named(scope, resource);
    const documents = [
      ...properties.Policies.map(policy => policy.PolicyDocument),
      ...attached.filter(policy => policy.Roles.includes(common.name)).map(policy => policy.PolicyDocument),
    ];
    return {
      ...common,
      managedPolicyArns: properties.ManagedPolicyArns,
      statements: documents.flatMap(document => document.Statement.map(statementModel)),
    };
  });
}

function statementModel(
  statement: PropertiesOf<'AWS::IAM::Policy'>['PolicyDocument']['Statement'][number],
): StatementModel {
  return {
    effect: statement.Effect,
    actions: statement.Action,
    resources: statement.Resource,
    condition: statement.Condition,
  };
}

function resolveOutputs(stack: StackTemplate, scope: StackScope): Map<string, string> {
  const outputs = Object.entries(stack.template.Outputs)
    .filter(([name, { Condition }]) => Condition === undefined || isConditionTrue(Condition, scope, `Output ${name}`))
    .map(([name, { Value }]): [string, string] => [
      name,
      localText(String(resolveValue(Value, scope, `Output ${name}`)), scope),
    ]);
  return new Map(outputs);
}
