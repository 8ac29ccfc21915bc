import * as v from 'valibot';
import { DiglotError } from './errors.ts';
import { leaseKey } from './keys.ts';
import type { Clock, Library } from './ports.ts';

/**
 * Who may pay. Before a paid call its maker takes the lease of the result's hash by a conditional write; a second maker
 * of the same thing goes back to the queue and finds the result there later. A lease runs out, so that a killed maker
 * does not block the next.
 */

const LeaseSchema = v.object({ holder: v.string(), untilMs: v.number() });

/** A little more than the longest a paid step may run (lib/paced-task.ts), so that two makers never overlap. */
export const leaseMs = 90_000;

/**
 * @param holder the message that asks; asking again as the same holder renews. A message comes again when its last
 *   attempt is over, or long after that ran out of time; two messages for one task, as a restart makes them, exclude each
 *   other
 * @throws DiglotError BeingMade (retryable) while another holds it
 */
export async function takeLease(library: Library, hash: string, holder: string, now: Clock): Promise<void> {
  const key = leaseKey(hash);
  const existing = await library.readJson(key);
  const lease = v.safeParse(LeaseSchema, existing?.value);
  if (lease.success && lease.output.holder !== holder && lease.output.untilMs > now()) throw beingMade(holder);
  const mine = { holder, untilMs: now() + leaseMs };
  const condition = existing === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: existing.etag };
  if ((await library.writeJson(key, mine, condition)) === 'conflict') throw beingMade(holder);
}

/** Ends a lease before its time; one that another has taken since stays his. */
export async function releaseLease(library: Library, hash: string, holder: string): Promise<void> {
  const key = leaseKey(hash);
  const existing = await library.readJson(key);
  const lease = v.safeParse(LeaseSchema, existing?.value);
  if (existing === undefined || !lease.success || lease.output.holder !== holder) return;
  await library.writeJson(key, { holder, untilMs: 0 }, { ifMatch: existing.etag });
}

function beingMade(place: string): DiglotError {
  return new DiglotError({
    code: 'BeingMade',
    message: 'The same clip or translation is being made by another task.',
    place,
    remedy: 'Nothing to do: this task comes back and takes the result.',
  });
}
