import * as v from 'valibot';
import { QueueError } from '../queues/errors.ts';
import { MessageAttributeSchema, md5 } from '../queues/message.ts';
import type { Queues } from '../queues/queues.ts';
import type { Authorize } from '../service.ts';
import { StateError } from './errors.ts';
import type { Integration } from './run.ts';

/** What a function ended with: its answer, or the error that its runtime reported. */
export type LambdaOutcome =
  | { readonly payload: unknown }
  | {
      readonly failure: {
        readonly errorType?: string;
        readonly errorMessage?: string;
        readonly trace?: readonly string[];
      };
    };

export interface LambdaInvocation {
  /** As the state machine gives it: a name or an ARN, with or without a qualifier. */
  readonly functionName: string;
  readonly payload: unknown;
  readonly signal: AbortSignal;
}

const LambdaArguments = v.strictObject({
  FunctionName: v.string(),
  Payload: v.optional(v.unknown(), {}),
  InvocationType: v.optional(v.literal('RequestResponse')),
  Qualifier: v.optional(v.string()),
});

/**
 * `arn:aws:states:::lambda:invoke`: the result wraps the answer as `{ Payload, StatusCode }`; an error of the function
 * becomes Error = its type, Cause = JSON of type, message and trace.
 * @param functionArn the ARN that a policy is asked about
 */
export function lambdaInvoke(options: {
  readonly invoke: (invocation: LambdaInvocation) => Promise<LambdaOutcome>;
  readonly functionArn: (functionName: string) => string;
  readonly authorize: Authorize;
}): Integration {
  return async (args, { principal, signal }) => {
    const { FunctionName: functionName, Payload: payload } = parseArguments(LambdaArguments, args, 'Lambda');
    const access = { principal, action: 'lambda:InvokeFunction', resource: options.functionArn(functionName) };
    if (options.authorize(access) === 'deny') throw denied('Lambda.AccessDeniedException', access);
    const outcome = await options.invoke({ functionName, payload, signal });
    if ('payload' in outcome) return { ExecutedVersion: '$LATEST', Payload: outcome.payload ?? null, StatusCode: 200 };
    throw new StateError(outcome.failure.errorType ?? 'Lambda.Unknown', JSON.stringify(outcome.failure));
  };
}

const SqsArguments = v.strictObject({
  QueueUrl: v.string(),
  /** Step Functions takes JSON here and sends its text. */
  MessageBody: v.unknown(),
  MessageGroupId: v.optional(v.string()),
  MessageAttributes: v.optional(v.record(v.string(), MessageAttributeSchema)),
  DelaySeconds: v.optional(v.number()),
});

/** `arn:aws:states:::sqs:sendMessage`, with or without `.waitForTaskToken`. */
export function sqsSendMessage(options: { readonly queues: Queues; readonly authorize: Authorize }): Integration {
  return async (args, { principal }) => {
    const input = parseArguments(SqsArguments, args, 'SQS');
    const queue = options.queues.byUrl(input.QueueUrl);
    if (queue === undefined)
      throw new StateError('SQS.QueueDoesNotExistException', `There is no queue ${input.QueueUrl}.`);
    const access = { principal, action: 'sqs:SendMessage', resource: queue.settings.arn };
    if (options.authorize(access) === 'deny') throw denied('SQS.SqsException', access);
    try {
      const message = queue.send({
        body: typeof input.MessageBody === 'string' ? input.MessageBody : JSON.stringify(input.MessageBody),
        messageGroupId: input.MessageGroupId,
        attributes: input.MessageAttributes,
        delaySeconds: input.DelaySeconds,
        senderId: principal.arn,
      });
      return { MessageId: message.id, MD5OfMessageBody: md5(message.body) };
    } catch (thrown) {
      if (thrown instanceof QueueError) throw new StateError(`SQS.${thrown.code}Exception`, thrown.message);
      throw thrown;
    }
  };
}

function parseArguments<Output>(schema: v.GenericSchema<unknown, Output>, args: unknown, service: string): Output {
  const parsed = v.safeParse(schema, args);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const cause = `The Arguments for ${service} do not fit, ${v.getDotPath(issue) ?? 'Arguments'}: ${issue.message}`;
  throw new StateError('States.Runtime', cause);
}

function denied(error: string, access: Parameters<Authorize>[0]): StateError {
  const { principal, action, resource } = access;
  return new StateError(
    error,
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource}`,
  );
}
