import type { Failure } from './failure.ts';

/** What the SDK throws, by name, with the exact thing to do. */
const remedies: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'Run: aws configure sso, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  TokenProviderError: 'Run: aws sso login',
  ExpiredToken: 'The credentials have expired. Run: aws sso login',
  ExpiredTokenException: 'The credentials have expired. Run: aws sso login',
  InvalidAccessKeyId: 'Check which credentials are in use. Run: aws sts get-caller-identity',
  InvalidClientTokenId: 'Check which credentials are in use. Run: aws sts get-caller-identity',
  SignatureDoesNotMatch: 'Check AWS_SECRET_ACCESS_KEY and the clock of this machine.',
  RequestTimeTooSkewed: 'Set the clock of this machine right.',
  AccessDenied:
    'Allow your user cloudformation:DescribeStacks, and s3:GetObject, s3:PutObject and s3:ListBucket on both buckets.',
  AccessDeniedException: 'Allow your user cloudformation:DescribeStacks on the stack.',
  NoSuchBucket: 'Deploy the stack again. Run: npm run deploy',
  KeyTooLongError: 'Give the file a shorter name: with its folder at most 1,024 bytes.',
};

const missingRegion: Failure = {
  code: 'MissingRegion',
  message: 'No AWS region is set.',
  remedy: 'Set AWS_REGION, such as AWS_REGION=eu-west-3, or run: aws configure',
};

/** The failure that an error of the SDK, or of the connection to a service, amounts to. */
export function serviceFailure(thrown: unknown): Failure | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if (/region is missing/iu.test(thrown.message)) return missingRegion;
  const unreachable = unreachableFailure(thrown);
  if (unreachable !== undefined) return unreachable;
  const remedy = remedies[thrown.name];
  if (remedy !== undefined) return { code: thrown.name, message: thrown.message, remedy };
  if (!('$metadata' in thrown)) return undefined;
  return { code: thrown.name, message: thrown.message, remedy: 'Try again; if it lasts, look up this answer of AWS.' };
}

function unreachableFailure(thrown: Error): Failure | undefined {
  const code = 'code' in thrown ? String(thrown.code) : thrown.name;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') {
    const remedy = 'The local cloud may have ended. Run: npx diglot start';
    return { code, message: 'The service does not answer.', remedy };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'TimeoutError') {
    return { code, message: thrown.message, remedy: 'Check the network, the region and the proxy settings.' };
  }
  return undefined;
}
