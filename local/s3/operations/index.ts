import type { Operation } from '../call.ts';
import type { OperationName } from '../route.ts';
import { createBucket, getBucketLocation, getBucketVersioning, headBucket, listBuckets } from './buckets.ts';
import { completeMultipartUpload } from './complete.ts';
import { deleteObject, deleteObjects } from './delete.ts';
import { listObjects, listObjectsV2, listObjectVersions } from './list.ts';
import {
  abortMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from './multipart.ts';
import { getObject, getObjectTagging, headObject } from './read.ts';
import { copyObject, putObject } from './write.ts';

/** All that this S3 can do. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  ListMultipartUploads: listMultipartUploads,
  DeleteObjects: deleteObjects,
  PutObject: putObject,
  CopyObject: copyObject,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  HeadObject: headObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ListParts: listParts,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
};
