/** What can be wrong with a signed request; the words are those of S3. */
export type SignatureErrorCode =
  | 'AccessDenied'
  | 'AuthorizationHeaderMalformed'
  | 'AuthorizationQueryParametersError'
  | 'InvalidAccessKeyId'
  | 'MissingAuthenticationToken'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch'
  | 'XAmzContentSHA256Mismatch';

/** The same fault in the words of S3 (`code`) and of the JSON services (`jsonCode`), with its HTTP status. */
const FAULTS: Record<SignatureErrorCode, { readonly status: number; readonly jsonCode: string }> = {
  AccessDenied: { status: 403, jsonCode: 'InvalidSignatureException' },
  AuthorizationHeaderMalformed: { status: 400, jsonCode: 'IncompleteSignatureException' },
  AuthorizationQueryParametersError: { status: 400, jsonCode: 'IncompleteSignatureException' },
  InvalidAccessKeyId: { status: 403, jsonCode: 'UnrecognizedClientException' },
  MissingAuthenticationToken: { status: 403, jsonCode: 'MissingAuthenticationTokenException' },
  RequestTimeTooSkewed: { status: 403, jsonCode: 'InvalidSignatureException' },
  SignatureDoesNotMatch: { status: 403, jsonCode: 'InvalidSignatureException' },
  XAmzContentSHA256Mismatch: { status: 400, jsonCode: 'InvalidSignatureException' },
};

/** A request whose signature proves nobody. The message says what to mend; it never holds a secret. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  /** As S3 answers it. */
  readonly code: SignatureErrorCode;
  /** As Polly, Translate, Step Functions and SQS answer it. */
  readonly jsonCode: string;
  readonly status: number;

  constructor(code: SignatureErrorCode, message: string) {
    super(message);
    this.code = code;
    this.jsonCode = FAULTS[code].jsonCode;
    this.status = FAULTS[code].status;
  }
}
