/** One running service of the local cloud. */
export interface LocalService {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly endpoint: string;
  /** Ends open connections and releases the port. Idempotent. */
  close(): Promise<void>;
}

/** Who signed a request: a function's role, the state machine's, or the user of the machine. */
export interface Principal {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** ARN of the role or user; what a policy is looked up by. */
  readonly arn: string;
}

/** Finds the holder of an access key; undefined for a key that this cloud never gave out. */
export type PrincipalLookup = (accessKeyId: string) => Principal | undefined;

/** One attempted call, as a policy sees it. */
export interface Access {
  readonly principal: Principal;
  /** As in IAM: `s3:GetObject`, `polly:SynthesizeSpeech`. */
  readonly action: string;
  /** ARN, or `*` for an action without resources. */
  readonly resource: string;
}

/**
 * Decides one call. Every service asks before it acts; who answers is decided in cloud.ts.
 * The policies of the synthesized roles come here; until then everyone known may do everything.
 */
export type Authorize = (access: Access) => 'allow' | 'deny';

export const allowAll: Authorize = () => 'allow';
