import { percentEncode } from '../../iam/canonical.ts';
import { type Answer, type Call, numberParameter, permit, xmlAnswer } from '../call.ts';
import type { BucketContents } from '../catalogue.ts';
import { ACCOUNT_ID } from '../event.ts';
import { decodePlace, type Entry, encodePlace, listKeys, liveVersion, type Page, type Place } from '../listing.ts';
import type { ObjectVersion } from '../record.ts';
import { S3Error } from '../s3-error.ts';
import { all, element, elements, type Xml } from '../xml.ts';

/** No page is longer, whatever the client asks for. */
const MAX_PAGE = 1000;
const MAX_INTEGER = 2 ** 31 - 1;

/** What all listings have in common. */
interface Listing {
  readonly contents: BucketContents;
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Writes a key as the client asked for it. */
  readonly text: (key: string) => string;
  readonly encoding: 'url' | undefined;
}

export function listObjectsV2(call: Call): Answer {
  permit(call, 'ListBucket', { bucket: call.bucket });
  const listing = readListing(call);
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after');
  const page = listCurrent(listing, token === undefined ? startingPlace(listing, startAfter) : placeOf(token));
  const content = elements({
    Name: call.bucket,
    Prefix: listing.text(listing.prefix),
    Delimiter: listing.delimiter === '' ? undefined : listing.text(listing.delimiter),
    MaxKeys: listing.maxKeys,
    EncodingType: listing.encoding,
    KeyCount: page.entries.length,
    IsTruncated: page.next !== undefined,
    ContinuationToken: token,
    NextContinuationToken: page.next && encodePlace(page.next),
    StartAfter: startAfter === undefined ? undefined : listing.text(startAfter),
  });
  const owner = call.query.get('fetch-owner') === 'true';
  return xmlAnswer('ListBucketResult', all([content, entriesXml(listing, page, owner)]));
}

export function listObjects(call: Call): Answer {
  permit(call, 'ListBucket', { bucket: call.bucket });
  const listing = readListing(call);
  const marker = call.query.get('marker') ?? '';
  const page = listCurrent(listing, startingPlace(listing, marker));
  const grouped = listing.delimiter !== '';
  const content = elements({
    Name: call.bucket,
    Prefix: listing.text(listing.prefix),
    Marker: listing.text(marker),
    Delimiter: grouped ? listing.text(listing.delimiter) : undefined,
    MaxKeys: listing.maxKeys,
    EncodingType: listing.encoding,
    IsTruncated: page.next !== undefined,
    NextMarker: grouped && page.next ? listing.text(page.next.after) : undefined,
  });
  return xmlAnswer('ListBucketResult', all([content, entriesXml(listing, page, true)]));
}

/** Pages end between keys, never within the versions of one key. */
export function listObjectVersions(call: Call): Answer {
  permit(call, 'ListBucketVersions', { bucket: call.bucket });
  const listing = readListing(call);
  const marker = call.query.get('key-marker') ?? '';
  const { contents, prefix, delimiter, maxKeys } = listing;
  const from = startingPlace(listing, marker);
  const page = listKeys(
    contents.keys,
    { prefix, delimiter, from, maxEntries: Math.min(maxKeys, MAX_PAGE) },
    () => true,
  );
  const content = elements({
    Name: call.bucket,
    Prefix: listing.text(prefix),
    KeyMarker: listing.text(marker),
    VersionIdMarker: call.query.get('version-id-marker') ?? '',
    Delimiter: delimiter === '' ? undefined : listing.text(delimiter),
    MaxKeys: maxKeys,
    EncodingType: listing.encoding,
    IsTruncated: page.next !== undefined,
    NextKeyMarker: page.next && listing.text(page.next.after),
  });
  const versions = page.entries.map(entry =>
    'key' in entry ? versionsXml(listing, entry.key) : prefixXml(listing, entry),
  );
  return xmlAnswer('ListVersionsResult', all([content, ...versions]));
}

function readListing(call: Call): Listing {
  const encoding = call.query.get('encoding-type') === 'url' ? 'url' : undefined;
  return {
    contents: call.objects.contents(call.bucket),
    prefix: call.query.get('prefix') ?? '',
    delimiter: call.query.get('delimiter') ?? '',
    maxKeys: numberParameter(call, 'max-keys', MAX_PAGE, [0, MAX_INTEGER]),
    text: encoding === 'url' ? key => percentEncode(Buffer.from(key)).replaceAll('%2F', '/') : key => key,
    encoding,
  };
}

function listCurrent({ contents, prefix, delimiter, maxKeys }: Listing, from: Place | undefined): Page {
  const selection = { prefix, delimiter, from, maxEntries: Math.min(maxKeys, MAX_PAGE) };
  return listKeys(contents.keys, selection, key => liveVersion(contents, key) !== undefined);
}

/** A marker that is itself a common prefix, as NextMarker gives it, means that all keys of that prefix are over. */
function startingPlace({ prefix, delimiter }: Listing, marker: string | undefined): Place | undefined {
  if (marker === undefined || marker === '') return undefined;
  const grouped = delimiter !== '' && marker.startsWith(prefix) && marker.indexOf(delimiter, prefix.length) >= 0;
  return { after: marker, isPrefix: grouped && marker.endsWith(delimiter) };
}

function placeOf(token: string): Place {
  const place = decodePlace(token);
  if (place !== undefined) return place;
  const argument = { ArgumentName: 'continuation-token' };
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', { elements: argument });
}

function entriesXml(listing: Listing, { entries }: Page, owner: boolean): Xml {
  return all(
    entries.map(entry => ('key' in entry ? contentsXml(listing, entry.key, owner) : prefixXml(listing, entry))),
  );
}

function prefixXml({ text }: Listing, entry: Extract<Entry, { commonPrefix: string }>): Xml {
  return element('CommonPrefixes', element('Prefix', text(entry.commonPrefix)));
}

function contentsXml(listing: Listing, key: string, owner: boolean): Xml {
  const version = liveVersion(listing.contents, key);
  if (version === undefined) return all([]);
  const content = elements({
    Key: listing.text(key),
    ...stateOf(version),
    ChecksumAlgorithm: version.checksum?.algorithm.toUpperCase(),
    ChecksumType: version.checksum?.type,
    Owner: owner ? OWNER : undefined,
  });
  return element('Contents', content);
}

function versionsXml(listing: Listing, key: string): Xml {
  const versions = listing.contents.versions.get(key) ?? [];
  const one = (version: ObjectVersion, at: number) => {
    const identity = { Key: listing.text(key), VersionId: version.versionId, IsLatest: at === 0 };
    const { LastModified, ...rest } = stateOf(version);
    if (version.deleteMarker) return element('DeleteMarker', elements({ ...identity, LastModified, Owner: OWNER }));
    return element('Version', elements({ ...identity, LastModified, ...rest, Owner: OWNER }));
  };
  return all(versions.map(one));
}

function stateOf({ modifiedMs, etag, sizeBytes }: ObjectVersion) {
  const LastModified = new Date(modifiedMs).toISOString();
  return { LastModified, ETag: `"${etag}"`, Size: sizeBytes, StorageClass: 'STANDARD' };
}

const OWNER = elements({ ID: ACCOUNT_ID, DisplayName: 'local' });
