import { createHash } from 'node:crypto';
import * as v from 'valibot';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A user's attribute of a message, as SQS writes it on the wire. */
export const MessageAttributeSchema = v.strictObject({
  DataType: v.pipe(v.string(), v.regex(/^(String|Number|Binary)(\..+)?$/)),
  StringValue: v.exactOptional(v.string()),
  /** Base64. */
  BinaryValue: v.exactOptional(v.string()),
});
export type MessageAttribute = v.InferOutput<typeof MessageAttributeSchema>;

/** A message as it is kept. Times are milliseconds since 1970. */
export const MessageSchema = v.object({
  id: v.string(),
  body: v.string(),
  /** The group among which a queue is fair. */
  groupId: v.exactOptional(v.string()),
  attributes: v.record(v.string(), MessageAttributeSchema),
  /** Who sent it: an ARN. */
  senderId: v.string(),
  sentAtMs: Count,
  firstReceivedAtMs: v.exactOptional(Count),
  receiveCount: Count,
  /** Orders the messages of a queue by their arrival, across restarts. */
  sequence: Count,
  /** Not to be received before. */
  visibleAtMs: Count,
  /** The queue whose receives it used up. */
  deadLetterSourceArn: v.exactOptional(v.string()),
});
export type Message = v.InferOutput<typeof MessageSchema>;

/** A message in a consumer's hands. */
export interface Received {
  readonly message: Message;
  /** Of this receive alone: an older one deletes nothing. */
  readonly receiptHandle: string;
}

/** What `receipt` makes of a message: names it and the receive. */
export function receiptOf(message: Message): string {
  return Buffer.from(`${message.id}/${message.receiveCount}`).toString('base64url');
}

/** @returns undefined for what `receiptOf` never made */
export function parseReceipt(handle: string): { readonly id: string; readonly receiveCount: number } | undefined {
  const match = /^([\da-f-]{36})\/(\d+)$/.exec(Buffer.from(handle, 'base64url').toString());
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { id: match[1], receiveCount: Number(match[2]) };
}

/** What SQS says of a message, beside its body; all values are text. */
export function systemAttributes(message: Message): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAtMs),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs ?? message.sentAtMs),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

/** SQS's check of a body; not for security. */
export function md5(body: string): string {
  return createHash('md5').update(body).digest('hex');
}
