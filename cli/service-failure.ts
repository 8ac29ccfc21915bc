import { nearest } from '../core/suggest.ts';
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

/** Commercial regions, as the SDK's endpoint rules of 2026-11 have them. One that came since is only named where it has no address. */
const regions = `us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2
  ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
  ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1
  eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1
  sa-east-1 sa-west-1`.split(/\s+/u);

const otherPartitions = /^(?:cn|us-gov|us-iso|eu-iso|eusc)/u;

/** A region that there is not has no addresses: the look-up of its host's name fails. */
function unknownRegion(thrown: Error): Failure | undefined {
  const region = /\b([a-z]+(?:-[a-z]+)+-?\d*)\.amazonaws\.com/u.exec(thrown.message)?.[1];
  if (region === undefined || regions.includes(region) || otherPartitions.test(region)) return undefined;
  const guess = nearest(region, regions);
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
  return {
    code: 'UnknownRegion',
    message: `"${region}" is no region that Diglot knows, and has no address. Valid: ${regions.join(', ')}.${hint}`,
    remedy: 'Correct AWS_REGION, or the region of the profile.',
  };
}

function unreachableFailure(thrown: Error): Failure | undefined {
  const code = 'code' in thrown ? String(thrown.code) : thrown.name;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') {
    const remedy = 'The local cloud may have ended. Run: npx diglot start';
    return { code, message: 'The service does not answer.', remedy };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const failure = unknownRegion(thrown);
    if (failure !== undefined) return failure;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'TimeoutError') {
    return { code, message: thrown.message, remedy: 'Check the network, the region and the proxy settings.' };
  }
  return undefined;
}
