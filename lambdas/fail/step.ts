import type { FailInput } from '../../core/contracts/steps.ts';
import { failedEdition } from '../../core/edition/build.ts';
import { writeLiveEdition } from '../../core/edition/live.ts';
import type { ErrorReport } from '../../core/errors.ts';
import { parseFailure } from '../../core/failure.ts';
import type { Library } from '../../core/ports.ts';

/** Tells the reader why there is no edition: what was wrong, where, and how to mend it. */
export function failStep({ library }: { readonly library: Library }) {
  return async ({ upload, error, cause }: FailInput): Promise<Pick<ErrorReport, 'code'>> => {
    const report = parseFailure(error, cause);
    await writeLiveEdition(library, failedEdition(upload, { place: upload.key, ...report }));
    return { code: report.code };
  };
}
