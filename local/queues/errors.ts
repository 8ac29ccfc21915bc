/** The errors of SQS that this cloud answers, by the names of its JSON protocol. */
export type QueueErrorCode =
  | 'InvalidMessageContents'
  | 'InvalidParameterValue'
  | 'MessageNotInflight'
  | 'QueueDoesNotExist'
  | 'ReceiptHandleIsInvalid';

export class QueueError extends Error {
  override readonly name = 'QueueError';
  readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
