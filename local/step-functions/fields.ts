import * as v from 'valibot';
import { InvalidDefinition } from './errors.ts';

/** Fields of the Amazon States Language in JSONata mode, as they are written. What is not here is refused by name. */

export const NameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const Expression = v.pipe(v.string(), v.regex(/^\{%.*%\}$/s, 'Expected a value, or JSONata in {% %}'));
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const maxSeconds = 99_999_999;
const SecondsOrExpression = v.union([whole(1, maxSeconds), Expression]);

const named = {
  Comment: v.optional(v.string()),
  QueryLanguage: v.optional(v.string()),
};
const assigned = { Output: v.optional(v.unknown()), Assign: v.optional(v.record(v.string(), v.unknown())) };
const flow = { Next: v.optional(v.string()), End: v.optional(v.literal(true)) };

const ErrorEquals = v.pipe(v.array(NameSchema), v.minLength(1));
export const RetrierSchema = v.strictObject({
  ErrorEquals,
  Comment: v.optional(v.string()),
  IntervalSeconds: v.optional(whole(1, maxSeconds), 1),
  MaxAttempts: v.optional(whole(0, maxSeconds), 3),
  BackoffRate: v.optional(v.pipe(v.number(), v.minValue(1)), 2),
  MaxDelaySeconds: v.optional(whole(1, 31_622_400)),
  JitterStrategy: v.optional(v.picklist(['FULL', 'NONE']), 'NONE'),
});
export const CatcherSchema = v.strictObject({
  ErrorEquals,
  Comment: v.optional(v.string()),
  Next: v.string(),
  ...assigned,
});
const fallible = { Retry: v.optional(v.array(RetrierSchema), []), Catch: v.optional(v.array(CatcherSchema), []) };

export const PassSchema = v.strictObject({ Type: v.literal('Pass'), ...named, ...assigned, ...flow });
export const SucceedSchema = v.strictObject({ Type: v.literal('Succeed'), ...named, Output: v.optional(v.unknown()) });
export const FailSchema = v.strictObject({
  Type: v.literal('Fail'),
  ...named,
  Error: v.optional(v.string()),
  Cause: v.optional(v.string()),
});
export const WaitSchema = v.strictObject({
  Type: v.literal('Wait'),
  ...named,
  ...assigned,
  ...flow,
  Seconds: v.optional(v.union([whole(0, maxSeconds), Expression])),
  Timestamp: v.optional(v.union([v.pipe(v.string(), v.isoTimestamp()), Expression])),
});
export const ChoiceSchema = v.strictObject({
  Type: v.literal('Choice'),
  ...named,
  ...assigned,
  Default: v.optional(v.string()),
  Choices: v.pipe(
    v.array(
      v.strictObject({
        Condition: v.union([v.boolean(), Expression]),
        Next: v.string(),
        Comment: v.optional(v.string()),
        ...assigned,
      }),
    ),
    v.minLength(1),
  ),
});
export const TaskSchema = v.strictObject({
  Type: v.literal('Task'),
  ...named,
  ...assigned,
  ...flow,
  ...fallible,
  Resource: v.string(),
  Arguments: v.optional(v.unknown()),
  TimeoutSeconds: v.optional(SecondsOrExpression),
  HeartbeatSeconds: v.optional(SecondsOrExpression),
});
export const ParallelSchema = v.strictObject({
  Type: v.literal('Parallel'),
  ...named,
  ...assigned,
  ...flow,
  ...fallible,
  Arguments: v.optional(v.unknown()),
  Branches: v.pipe(v.array(v.unknown()), v.minLength(1)),
});
const PercentageOrExpression = v.union([v.pipe(v.number(), v.minValue(0), v.maxValue(100)), Expression]);
export const MapSchema = v.strictObject({
  Type: v.literal('Map'),
  ...named,
  ...assigned,
  ...flow,
  ...fallible,
  Items: v.optional(v.union([v.array(v.unknown()), Expression])),
  ItemSelector: v.optional(v.unknown()),
  ItemReader: v.optional(
    v.strictObject({
      Resource: v.string(),
      ReaderConfig: v.strictObject({
        InputType: v.picklist(['JSON', 'JSONL']),
        MaxItems: v.optional(whole(1, 100_000_000)),
      }),
      Arguments: v.unknown(),
    }),
  ),
  ItemProcessor: v.looseObject({
    ProcessorConfig: v.optional(
      v.strictObject({
        Mode: v.optional(v.picklist(['INLINE', 'DISTRIBUTED']), 'INLINE'),
        ExecutionType: v.optional(v.picklist(['STANDARD', 'EXPRESS'])),
      }),
      { Mode: 'INLINE' },
    ),
  }),
  MaxConcurrency: v.optional(v.union([whole(0, 10_000), Expression])),
  Label: v.optional(v.pipe(v.string(), v.maxLength(40))),
  ToleratedFailurePercentage: v.optional(PercentageOrExpression),
  ToleratedFailureCount: v.optional(v.union([whole(0, 10_000_000), Expression])),
});
export const MachineSchema = v.strictObject({
  Comment: v.optional(v.string()),
  QueryLanguage: v.optional(v.string()),
  Version: v.optional(v.literal('1.0')),
  StartAt: v.string(),
  States: v.record(v.string(), v.looseObject({ Type: v.string(), QueryLanguage: v.optional(v.string()) })),
  TimeoutSeconds: v.optional(whole(1, maxSeconds)),
});
export const BranchSchema = v.strictObject({
  Comment: v.optional(v.string()),
  QueryLanguage: v.optional(v.string()),
  ProcessorConfig: v.optional(v.unknown()),
  StartAt: MachineSchema.entries.StartAt,
  States: MachineSchema.entries.States,
});

/** @throws InvalidDefinition naming the place, the field and what is wrong with it */
export function parseFields<Output>(schema: v.GenericSchema<unknown, Output>, raw: unknown, place: string): Output {
  const parsed = v.safeParse(schema, raw);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  throw new InvalidDefinition({
    place: field === null ? place : `${place}, ${field}`,
    message: `${issue.message}.`,
    remedy: 'This cloud knows the fields in local/step-functions/fields.ts, in JSONata mode.',
  });
}
