import { QueueError } from './errors.ts';

/** What is not a character of XML 1.0: SQS takes those alone in a body. */
const INVALID_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const GROUP_ID = /^[\w!-/:-@[-`{-~]{1,128}$/;

/** @throws QueueError InvalidParameterValue, InvalidMessageContents */
export function checkBody(body: string, maxBytes: number): void {
  const bytes = Buffer.byteLength(body);
  if (bytes === 0 || bytes > maxBytes) {
    throw new QueueError('InvalidParameterValue', `The message has ${bytes} bytes; 1 to ${maxBytes} are taken.`);
  }
  if (INVALID_CHARACTER.test(body)) {
    throw new QueueError('InvalidMessageContents', 'The message has a character outside of XML 1.0.');
  }
}

/** @throws QueueError InvalidParameterValue */
export function checkGroupId(groupId: string): void {
  if (GROUP_ID.test(groupId)) return;
  throw new QueueError('InvalidParameterValue', 'MessageGroupId must be 1 to 128 letters, digits or punctuation.');
}

/** @throws QueueError InvalidParameterValue */
export function inRange(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new QueueError(
    'InvalidParameterValue',
    `${name} is ${value}; it must be a whole number from ${min} to ${max}.`,
  );
}
