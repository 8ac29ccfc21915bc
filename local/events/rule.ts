import * as v from 'valibot';
import { Unsupported } from '../unsupported.ts';
import { compilePattern, type EventMatcher } from './pattern.ts';

/** A rule of the stack, compiled. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly matches: EventMatcher;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly id: string;
  readonly arn: string;
  /** What the target gets of the event, as parsed JSON. */
  readonly inputOf: (event: unknown) => unknown;
  readonly messageGroupId: string | undefined;
  readonly deadLetterArn: string | undefined;
  readonly maxRetries: number;
  readonly maxAgeSeconds: number;
}

const TargetSchema = v.strictObject({
  Id: v.string(),
  Arn: v.string(),
  Input: v.optional(v.pipe(v.string(), v.parseJson())),
  InputPath: v.optional(
    v.pipe(v.string(), v.regex(/^\$(\.[\w-]+)*$/, 'Only plain paths are known, such as $.detail.object')),
  ),
  SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
  DeadLetterConfig: v.optional(v.strictObject({ Arn: v.string() })),
  RetryPolicy: v.optional(
    v.strictObject({
      MaximumRetryAttempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(185)), 185),
      MaximumEventAgeInSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(86_400)), 86_400),
    }),
    {},
  ),
});

const RuleSchema = v.strictObject({
  Name: v.optional(v.string()),
  Description: v.optional(v.string()),
  EventBusName: v.optional(v.literal('default')),
  EventPattern: v.unknown(),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Targets: v.optional(v.array(TargetSchema), []),
  Tags: v.optional(v.unknown()),
});

/**
 * Reads the properties of an AWS::Events::Rule.
 * @param properties with all references resolved
 * @throws Unsupported, InvalidPattern naming the rule, for what is not known (InputTransformer, schedules, other buses)
 */
export function parseRule(name: string, arn: string, properties: unknown): Rule {
  const parsed = v.safeParse(RuleSchema, properties);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Unsupported({
      place: `Rule ${name}, ${v.getDotPath(issue) ?? 'Properties'}`,
      message: issue.message,
      remedy: 'Change the property, or teach it to local/events/rule.ts.',
    });
  }
  const { EventPattern, State, Targets } = parsed.output;
  return {
    name,
    arn,
    enabled: State === 'ENABLED',
    matches: compilePattern(EventPattern, `Rule ${name}, EventPattern`),
    targets: Targets.map(target => ({
      id: target.Id,
      arn: target.Arn,
      inputOf: inputOf(target),
      messageGroupId: target.SqsParameters?.MessageGroupId,
      deadLetterArn: target.DeadLetterConfig?.Arn,
      maxRetries: target.RetryPolicy.MaximumRetryAttempts,
      maxAgeSeconds: target.RetryPolicy.MaximumEventAgeInSeconds,
    })),
  };
}

function inputOf({ Input, InputPath }: v.InferOutput<typeof TargetSchema>): Target['inputOf'] {
  if (Input !== undefined) return () => Input;
  if (InputPath === undefined) return event => event;
  const fields = InputPath.split('.').slice(1);
  return event => fields.reduce(fieldOf, event) ?? null;
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === field)?.[1];
}
