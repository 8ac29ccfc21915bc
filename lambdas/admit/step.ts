import type { Upload } from '../../core/contracts/steps.ts';
import { failedEdition } from '../../core/edition/build.ts';
import { liveRevision, writeLiveEdition } from '../../core/edition/live.ts';
import { DiglotError, errorCatalogue } from '../../core/errors.ts';
import { articleIdOf, executionNameOf, revisionOf } from '../../core/keys.ts';
import type { Executions, Library, UploadOptions } from '../../core/ports.ts';
import type { ArticleLimits } from '../../core/settings.ts';
import { checkSize, formatOf } from '../../core/text/format.ts';
import type { ObjectCreated } from './event.ts';

export interface AdmitServices {
  readonly library: Library;
  readonly options: UploadOptions;
  readonly executions: Executions;
  readonly limits: ArticleLimits;
}

/** What became of an upload; logged. */
export type Admission = 'started' | 'duplicate' | 'refused' | 'superseded' | 'folder';

/**
 * Starts one execution for an object version. What its name and size already rule out is refused here, before anything
 * is downloaded: the edition then says `failed`, and why.
 * @throws DiglotError of the services, to be tried again
 */
export function admitStep({ library, options, executions, limits }: AdmitServices) {
  return async (event: ObjectCreated): Promise<Admission> => {
    const { bucket, object } = event.detail;
    if (object.key.endsWith('/')) return 'folder';
    const upload = await uploadOf(event);
    const live = await liveRevision(library, upload.articleId);
    if (live !== undefined && live > upload.revision) return 'superseded';
    try {
      formatOf(object.key);
      checkSize(object.size, limits, object.key);
      const { useMemory } = await options.optionsOf(upload);
      const name = await executionNameOf(bucket.name, upload.key, upload.versionId);
      return await executions.start(name, { ...upload, useMemory });
    } catch (error) {
      if (!(error instanceof DiglotError) || errorCatalogue[error.code].fault !== 'input') throw error;
      await writeLiveEdition(library, failedEdition(upload, error.report));
      return 'refused';
    }
  };
}

async function uploadOf({ time, detail: { bucket, object } }: ObjectCreated): Promise<Upload> {
  return {
    bucket: bucket.name,
    key: object.key,
    versionId: object['version-id'],
    bytes: object.size,
    uploadedAt: time,
    articleId: await articleIdOf(object.key),
    revision: revisionOf(object.sequencer),
    useMemory: true,
  };
}
