import * as v from 'valibot';
import { findDocument } from '../document.ts';
import { DiglotError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import { speechPartKeys } from '../keys.ts';
import type { Library, SpeechRequest, Voice } from '../ports.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A call of the voice that was answered, and so was billed. */
const PaidCallSchema = v.object({
  call: v.picklist(['sound', 'marks']),
  /** SHA-256 of what was to be spoken. */
  ssml: v.string(),
  characters: Count,
  paidBy: v.string(),
  /** Thrown away with the clip that it was made for. */
  rejected: v.boolean(),
  /** What came, if speech marks did; a sound lies beside. */
  marks: v.exactOptional(
    v.array(v.object({ type: v.picklist(['word', 'sentence']), timeMs: v.number(), start: Count, end: Count })),
  ),
});
type PaidCall = v.InferOutput<typeof PaidCallSchema>;

/** The calls that were answered for a clip that is not there yet. */
export const PaidCallsSchema = v.array(PaidCallSchema);

/** What a task paid towards a clip. */
export const SpeechPaymentSchema = v.object({
  /** Of the sound and of the marks that are in the clip. */
  characters: Count,
  markCharacters: Count,
  /** Of sound and marks that were thrown away. */
  rejected: Count,
});
export type SpeechPayment = v.InferOutput<typeof SpeechPaymentSchema>;

/** The voice for one clip, that never asks twice for what was answered: not in this attempt, nor in an earlier one. */
export interface PaidSpeech {
  readonly voice: Voice;
  /** What each task paid, by its name. */
  payments(): Record<string, SpeechPayment>;
  /** The attempt came to nothing. What was answered is kept for the next, unless the clip was rejected for it. */
  failed(error: unknown): Promise<void>;
  /** The clip is there: its parts can go. */
  done(): Promise<void>;
}

/**
 * Keeps each answer of the voice at once. An attempt may be throttled, or killed, at any moment: the next goes on after the
 * last answer. Called under the lease of the clip, so that nobody else writes the list.
 * @param hash of the clip
 * @param payer the task that pays
 */
export async function paidSpeech(library: Library, voice: Voice, hash: string, payer: string): Promise<PaidSpeech> {
  const keys = speechPartKeys(hash);
  const calls: PaidCall[] = (await findDocument(library, keys.calls, PaidCallsSchema)) ?? [];
  const kept = (call: PaidCall['call'], ssml: string) =>
    calls.find(paid => paid.call === call && paid.ssml === ssml && !paid.rejected);
  const save = () => library.writeJson(keys.calls, calls);
  const note = async (paid: Omit<PaidCall, 'paidBy' | 'rejected'>) => {
    calls.push({ ...paid, paidBy: payer, rejected: false });
    await save();
  };
  return {
    voice: {
      async speak(request) {
        const ssml = await sha256Hex(request.ssml);
        const before = kept('sound', ssml);
        if (before !== undefined) {
          return { mp3: await library.readFile(keys.sound(ssml)), billedCharacters: before.characters };
        }
        const answer = await voice.speak(request);
        await library.writeFile(keys.sound(ssml), answer.mp3, { type: 'audio/mpeg', bytes: answer.mp3.length });
        await note({ call: 'sound', ssml, characters: answer.billedCharacters });
        return answer;
      },
      async marks(request: SpeechRequest) {
        const ssml = await sha256Hex(request.ssml);
        const before = kept('marks', ssml);
        if (before?.marks !== undefined) return { marks: before.marks, billedCharacters: before.characters };
        const answer = await voice.marks(request);
        await note({ call: 'marks', ssml, characters: answer.billedCharacters, marks: [...answer.marks] });
        return answer;
      },
    },
    payments: () => paymentsIn(calls),
    async failed(error) {
      // Which of the answers was wrong is not known: none of them is used again.
      if (!(error instanceof DiglotError && error.code === 'ClipRejected') || calls.length === 0) return;
      calls.splice(0, calls.length, ...calls.map(call => ({ ...call, rejected: true })));
      await save();
    },
    async done() {
      // The list first: without it, a sound that a kill leaves behind is nobody's, and is gone after a day.
      await library.deleteFile(keys.calls);
      for (const ssml of new Set(calls.map(call => call.ssml))) await library.deleteFile(keys.sound(ssml));
    },
  };
}

/** What each task paid, by its name. */
export function paymentsIn(calls: v.InferOutput<typeof PaidCallsSchema>): Record<string, SpeechPayment> {
  const payments: Record<string, SpeechPayment> = {};
  for (const { call, characters, paidBy, rejected } of calls) {
    const payment = (payments[paidBy] ??= { characters: 0, markCharacters: 0, rejected: 0 });
    if (rejected) payment.rejected += characters;
    else if (call === 'sound') payment.characters += characters;
    else payment.markCharacters += characters;
  }
  return payments;
}

/** The sum of what tasks paid. */
export function paidInAll(payments: Readonly<Record<string, SpeechPayment>>): SpeechPayment {
  const total = { characters: 0, markCharacters: 0, rejected: 0 };
  for (const { characters, markCharacters, rejected } of Object.values(payments)) {
    total.characters += characters;
    total.markCharacters += markCharacters;
    total.rejected += rejected;
  }
  return total;
}
