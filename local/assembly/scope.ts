import { describePlace, TemplateError } from './errors.ts';
import { type Deployment, type Identity, identityOf, nameProperty } from './identity.ts';
import { isConditionTrue, noValue, resolveValue, type Scope } from './intrinsics.ts';
import type { StackTemplate, TemplateResource } from './template.ts';

/** A resource of the template that the conditions let be. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly constructPath: string;
  readonly definition: TemplateResource;
}

/** The stack's own scope: its parameters, conditions, mappings and resources. */
export interface StackScope extends Scope {
  /** In the order of the template. */
  readonly resources: readonly Resource[];
  /** Of the deployment. */
  readonly siteEndpoint: string;
  /** @throws TemplateError UnknownIntrinsic for a type that has no identity */
  identity(resource: Resource): Identity;
}

/** Opens the scope of a stack for a deployment at `at`. */
export function stackScope(stack: StackTemplate, at: Deployment): StackScope {
  return new TemplateScope(stack, at);
}

class TemplateScope implements StackScope {
  readonly resources: readonly Resource[];
  readonly siteEndpoint: string;
  readonly #stack: StackTemplate;
  readonly #at: Deployment;
  readonly #byLogicalId = new Map<string, Resource>();
  readonly #identities = new Map<string, Identity>();
  /** Whose names are being worked out: a name that needs itself would never end. */
  readonly #naming = new Set<string>();

  constructor(stack: StackTemplate, at: Deployment) {
    this.#stack = stack;
    this.#at = at;
    this.siteEndpoint = at.siteEndpoint;
    this.resources = Object.entries(stack.template.Resources)
      .map(([logicalId, definition]) => ({
        logicalId,
        type: definition.Type,
        constructPath: stack.constructPaths.get(logicalId) ?? logicalId,
        definition,
      }))
      .filter(({ definition: { Condition }, constructPath }) =>
        Condition === undefined ? true : isConditionTrue(Condition, this, constructPath),
      );
    for (const resource of this.resources) this.#byLogicalId.set(resource.logicalId, resource);
  }

  ref(name: string): unknown {
    const pseudo = this.#pseudoParameters().get(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#stack.template.Parameters[name];
    if (parameter !== undefined) return parameter.Default;
    return this.#known(name)?.ref;
  }

  attribute(logicalId: string, name: string): unknown {
    return this.#known(logicalId)?.attributes[name];
  }

  condition(name: string): unknown {
    return this.#stack.template.Conditions[name];
  }

  mapping(map: string, first: string, second: string): unknown {
    return this.#stack.template.Mappings[map]?.[first]?.[second];
  }

  identity(resource: Resource): Identity {
    const known = this.#identities.get(resource.logicalId);
    if (known !== undefined) return known;
    const identity = identityOf(
      { ...resource, stackName: this.#stack.stackName },
      this.#explicitName(resource),
      this.#at,
    );
    if (identity === undefined) {
      throw new TemplateError({
        code: 'UnknownIntrinsic',
        message: 'Something refers to this resource, and the local cloud does not know how such resources are called.',
        place: describePlace(resource),
        remedy: 'Teach its type to local/assembly/identity.ts.',
      });
    }
    this.#identities.set(resource.logicalId, identity);
    return identity;
  }

  #known(logicalId: string): Identity | undefined {
    const resource = this.#byLogicalId.get(logicalId);
    return resource === undefined ? undefined : this.identity(resource);
  }

  #explicitName(resource: Resource): string | undefined {
    const property = nameProperty(resource.type);
    const value = property === undefined ? undefined : resource.definition.Properties[property];
    if (value === undefined) return undefined;
    const place = describePlace(resource, property);
    if (this.#naming.has(resource.logicalId)) throw invalidName(place, 'The name depends on itself.');
    this.#naming.add(resource.logicalId);
    const name = resolveValue(value, this, place);
    this.#naming.delete(resource.logicalId);
    if (name === noValue) return undefined;
    if (typeof name !== 'string' || name === '') throw invalidName(place, 'The name is not a text.');
    return name;
  }

  #pseudoParameters(): ReadonlyMap<string, unknown> {
    const { region, accountId } = this.#at;
    return new Map<string, unknown>([
      ['AWS::Region', region],
      ['AWS::AccountId', accountId],
      ['AWS::Partition', 'aws'],
      ['AWS::URLSuffix', 'amazonaws.com'],
      ['AWS::StackName', this.#stack.stackName],
      ['AWS::StackId', `arn:aws:cloudformation:${region}:${accountId}:stack/${this.#stack.stackName}/local`],
      ['AWS::NoValue', noValue],
    ]);
  }
}

function invalidName(place: string, message: string): TemplateError {
  return new TemplateError({ code: 'InvalidProperty', message, place, remedy: 'Mend it in lib/.' });
}
