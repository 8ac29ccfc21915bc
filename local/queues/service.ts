import * as v from 'valibot';
import { type JsonCall, type JsonOperation, JsonServiceError, startJsonService } from '../aws-json/server.ts';
import type { Authorize, LocalService, PrincipalLookup } from '../service.ts';
import { QueueError } from './errors.ts';
import { MessageAttributeSchema, md5, type Received, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';
import { localAccountId, type Queues, queueUrl } from './queues.ts';

export interface SqsOptions {
  readonly queues: Queues;
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  readonly now?: () => Date;
  readonly port?: number;
}

/** The queue a call is about, once the caller may. */
type OfQueue = (call: JsonCall, url: string, action: string) => Queue;

const WithQueue = { QueueUrl: v.string() };

/**
 * Serves queues over SQS's own protocol (JSON 1.0). A queue's URL is `${endpoint}/000000000000/${name}`.
 * An operation that is not here answers UnknownOperationException and names those that are.
 */
export async function startSqs(options: SqsOptions): Promise<LocalService> {
  const { queues } = options;
  const ofQueue: OfQueue = (call, url, action) => {
    const queue = queues.byUrl(url);
    if (queue === undefined) throw noQueue();
    call.allow(`sqs:${action}`, queue.settings.arn);
    return queue;
  };
  let endpoint = '';
  const service = await startJsonService({
    service: 'sqs',
    targetPrefix: 'AmazonSQS',
    jsonVersion: '1.0',
    operations: {
      SendMessage: sendMessage(ofQueue),
      ReceiveMessage: receiveMessage(ofQueue),
      ...messageOperations(ofQueue),
      ...queueOperations(ofQueue, queues, () => endpoint),
    },
    nameError: thrown =>
      thrown instanceof QueueError
        ? new JsonServiceError(`com.amazonaws.sqs#${thrown.code}`, thrown.message)
        : undefined,
    errorHeaders: queryErrorHeader,
    principals: options.principals,
    authorize: options.authorize,
    now: options.now ?? (() => new Date()),
    port: options.port,
  });
  ({ endpoint } = service);
  return service;
}

const SendSchema = v.strictObject({
  ...WithQueue,
  MessageBody: v.string(),
  DelaySeconds: v.optional(v.number()),
  MessageAttributes: v.optional(v.record(v.string(), MessageAttributeSchema)),
  MessageGroupId: v.optional(v.string()),
});

function sendMessage(ofQueue: OfQueue): JsonOperation {
  return call => {
    const input = v.parse(SendSchema, call.input);
    const message = ofQueue(call, input.QueueUrl, 'SendMessage').send({
      body: input.MessageBody,
      messageGroupId: input.MessageGroupId,
      attributes: input.MessageAttributes,
      delaySeconds: input.DelaySeconds,
      senderId: call.principal.arn,
    });
    return { MessageId: message.id, MD5OfMessageBody: md5(message.body) };
  };
}

const ReceiveSchema = v.strictObject({
  ...WithQueue,
  MaxNumberOfMessages: v.optional(v.number(), 1),
  VisibilityTimeout: v.optional(v.number()),
  WaitTimeSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(20))),
  AttributeNames: v.optional(v.array(v.string()), []),
  MessageSystemAttributeNames: v.optional(v.array(v.string()), []),
  MessageAttributeNames: v.optional(v.array(v.string()), []),
});

function receiveMessage(ofQueue: OfQueue): JsonOperation {
  return async call => {
    const input = v.parse(ReceiveSchema, call.input);
    const received = await ofQueue(call, input.QueueUrl, 'ReceiveMessage').receive(input.MaxNumberOfMessages, {
      waitMs: input.WaitTimeSeconds === undefined ? undefined : input.WaitTimeSeconds * 1000,
      visibilityTimeoutSeconds: input.VisibilityTimeout,
      signal: call.signal,
    });
    if (received.length === 0) return {};
    const systemNames = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
    return { Messages: received.map(one => wireMessage(one, systemNames, input.MessageAttributeNames)) };
  };
}

function wireMessage({ message, receiptHandle }: Received, systemNames: string[], attributeNames: string[]): object {
  const system = pick(systemAttributes(message), name => systemNames.includes(name) || systemNames.includes('All'));
  const own = pick(message.attributes, name =>
    attributeNames.some(asked => asked === 'All' || asked === name || matchesPrefix(asked, name)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(system).length > 0 ? { Attributes: system } : {}),
    ...(Object.keys(own).length > 0 ? { MessageAttributes: own } : {}),
  };
}

/** `foo.*` and `.*` ask for all attributes whose names begin so. */
function matchesPrefix(asked: string, name: string): boolean {
  return asked.endsWith('.*') && name.startsWith(asked.slice(0, -2));
}

function messageOperations(ofQueue: OfQueue): Record<string, JsonOperation> {
  const HandleSchema = v.strictObject({ ...WithQueue, ReceiptHandle: v.string() });
  const VisibilitySchema = v.strictObject({ ...HandleSchema.entries, VisibilityTimeout: v.number() });
  return {
    DeleteMessage(call) {
      const input = v.parse(HandleSchema, call.input);
      ofQueue(call, input.QueueUrl, 'DeleteMessage').delete(input.ReceiptHandle);
    },
    ChangeMessageVisibility(call) {
      const input = v.parse(VisibilitySchema, call.input);
      const queue = ofQueue(call, input.QueueUrl, 'ChangeMessageVisibility');
      queue.changeVisibility(input.ReceiptHandle, input.VisibilityTimeout);
    },
  };
}

function queueOperations(ofQueue: OfQueue, queues: Queues, endpoint: () => string): Record<string, JsonOperation> {
  const NameSchema = v.strictObject({ QueueName: v.string(), QueueOwnerAWSAccountId: v.optional(v.string()) });
  const AttributesSchema = v.strictObject({ ...WithQueue, AttributeNames: v.optional(v.array(v.string()), []) });
  const ListSchema = v.strictObject({
    QueueNamePrefix: v.optional(v.string(), ''),
    MaxResults: v.optional(v.number()),
  });
  return {
    GetQueueUrl(call) {
      const queue = queues.byName(v.parse(NameSchema, call.input).QueueName);
      if (queue === undefined) throw noQueue();
      call.allow('sqs:GetQueueUrl', queue.settings.arn);
      return { QueueUrl: queueUrl(queue.settings.name, endpoint()) };
    },
    GetQueueAttributes(call) {
      const input = v.parse(AttributesSchema, call.input);
      const queue = ofQueue(call, input.QueueUrl, 'GetQueueAttributes');
      const names = input.AttributeNames;
      return { Attributes: pick(queueAttributes(queue), name => names.includes(name) || names.includes('All')) };
    },
    ListQueues(call) {
      const { QueueNamePrefix: prefix } = v.parse(ListSchema, call.input);
      call.allow('sqs:ListQueues', `arn:aws:sqs:*:${localAccountId}:*`);
      const names = queues.all().map(queue => queue.settings.name);
      return { QueueUrls: names.filter(name => name.startsWith(prefix)).map(name => queueUrl(name, endpoint())) };
    },
    PurgeQueue(call) {
      const input = v.parse(v.strictObject(WithQueue), call.input);
      ofQueue(call, input.QueueUrl, 'PurgeQueue').purge();
    },
  };
}

/** All values are text, as SQS gives them. */
function queueAttributes(queue: Queue): Record<string, string> {
  const { settings } = queue;
  const counts = queue.counts();
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds),
    MaximumMessageSize: String(settings.maxMessageBytes),
    ...(settings.redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(settings.redrive) }),
  };
}

function noQueue(): QueueError {
  return new QueueError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** Clients that were made for the query protocol look for the old name here. */
function queryErrorHeader(error: JsonServiceError): Record<string, string> {
  const code = error.type.split('#').pop() ?? error.type;
  const old = code === 'QueueDoesNotExist' ? 'AWS.SimpleQueueService.NonExistentQueue' : code;
  return { 'x-amzn-query-error': `${old};Sender` };
}

function pick<Value>(all: Readonly<Record<string, Value>>, wanted: (name: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}
