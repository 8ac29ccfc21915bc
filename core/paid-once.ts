import type * as v from 'valibot';
import { findDocument } from './document.ts';
import { releaseLease, takeLease } from './lease.ts';
import type { Clock, Library } from './ports.ts';

/** Something that costs money, addressed by the hash of all that shapes it. */
export interface PaidResult<Schema extends v.GenericSchema> {
  readonly hash: string;
  /** Where its record lies, and how that is read. */
  readonly key: string;
  readonly schema: Schema;
  /** Who would make it: the message that asks for it, which is worked on once at a time. */
  readonly holder: string;
  /** Whether a record holds all that is needed; if not given, every record does. */
  readonly suffices?: (record: v.InferOutput<Schema>) => boolean;
  /**
   * Pays; leaves the record at `key` as its last act, so that who finds the record may rely on the rest.
   * @param found a record that does not suffice
   */
  readonly make: (found: v.InferOutput<Schema> | undefined) => Promise<v.InferOutput<Schema>>;
}

/**
 * The record of a paid result: found, or made under the lease of its hash.
 * @throws DiglotError BeingMade (retryable) while another makes the same
 */
export async function paidOnce<Schema extends v.GenericSchema>(
  library: Library,
  now: Clock,
  { hash, key, schema, holder, suffices = always, make }: PaidResult<Schema>,
): Promise<v.InferOutput<Schema>> {
  const found = await findDocument(library, key, schema);
  if (found !== undefined && suffices(found)) return found;
  await takeLease(library, hash, holder, now);
  // Another may have made it between the first look and the lease.
  const latest = await findDocument(library, key, schema);
  if (latest !== undefined && suffices(latest)) return latest;
  const made = await makeOrRelease(library, hash, holder, () => make(latest));
  // Whoever finds that this does not suffice for him may add to it at once.
  if (suffices !== always) await releaseLease(library, hash, holder);
  return made;
}

/** Whoever comes next need not wait for a lease under which nothing is made any more. */
async function makeOrRelease<Made>(
  library: Library,
  hash: string,
  holder: string,
  make: () => Promise<Made>,
): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    // What went wrong in the making is what matters; a lease that stays runs out by itself.
    await releaseLease(library, hash, holder).catch(() => undefined);
    throw error;
  }
}

const always = () => true;
