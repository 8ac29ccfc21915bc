import { type Answer, type Call, permit, permitArn, xmlAnswer } from '../call.ts';
import { ACCOUNT_ID } from '../event.ts';
import { S3Error } from '../s3-error.ts';
import { all, element, elements } from '../xml.ts';

/** The region whose buckets S3 says have no location. */
const REGION_WITHOUT_LOCATION = 'us-east-1';

export function listBuckets(call: Call): Answer {
  permitArn(call, 'ListAllMyBuckets', '*');
  const buckets = call.objects.buckets().map(({ name, createdMs }) => {
    return element('Bucket', elements({ Name: name, CreationDate: new Date(createdMs).toISOString() }));
  });
  const owner = elements({ ID: ACCOUNT_ID, DisplayName: 'local' });
  return xmlAnswer('ListAllMyBucketsResult', elements({ Owner: owner, Buckets: all(buckets) }));
}

/** Makes a bucket without versions and events: those that have them come from the template. */
export async function createBucket(call: Call): Promise<Answer> {
  permit(call, 'CreateBucket');
  checkBucketName(call.bucket);
  if (call.ledger.catalogue.buckets.has(call.bucket)) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new S3Error('BucketAlreadyOwnedByYou', message, { elements: { BucketName: call.bucket } });
  }
  await call.objects.createBucket(call.bucket, { versioned: false, eventBridge: false });
  return { status: 200, headers: { location: `/${call.bucket}` } };
}

export function headBucket(call: Call): Answer {
  permit(call, 'ListBucket');
  call.objects.contents(call.bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': call.ledger.region, 'content-type': 'application/xml' } };
}

export function getBucketLocation(call: Call): Answer {
  permit(call, 'GetBucketLocation');
  call.objects.contents(call.bucket);
  const { region } = call.ledger;
  return xmlAnswer('LocationConstraint', { text: region === REGION_WITHOUT_LOCATION ? '' : region });
}

export function getBucketVersioning(call: Call): Answer {
  permit(call, 'GetBucketVersioning');
  const { versioned } = call.objects.contents(call.bucket).bucket;
  return xmlAnswer('VersioningConfiguration', element('Status', versioned ? 'Enabled' : undefined));
}

/**
 * @throws S3Error InvalidBucketName
 * @see Amazon S3, "General purpose bucket naming rules"
 */
export function checkBucketName(name: string): void {
  const plain = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (plain && !address && !name.includes('..')) return;
  const message = 'The specified bucket is not valid: 3 to 63 lower-case letters, digits, hyphens and single dots.';
  throw new S3Error('InvalidBucketName', message, { elements: { BucketName: name } });
}
