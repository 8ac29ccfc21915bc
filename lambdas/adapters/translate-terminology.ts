import { GetTerminologyCommand, type GetTerminologyCommandOutput, TranslateClient } from '@aws-sdk/client-translate';
import type { Clock, Terminology } from '../../core/ports.ts';
import { clientDefaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

/** Amazon Translate, as far as it is needed here; or a fake in tests. */
interface TerminologyService {
  send(command: GetTerminologyCommand): Promise<GetTerminologyCommandOutput>;
}

/** How long an answer holds within one revision: its paragraphs come close upon one another. */
const holdMs = 60_000;

/**
 * Says which terms to obey: the terminology of that name, with the moment of its last import for a version; undefined
 * while there is none. A new revision always asks anew, so that what was imported before an upload holds for it.
 * @throws DiglotError as callService
 */
export function terminologyReader(
  name: string,
  translate: TerminologyService = new TranslateClient(clientDefaults),
  now: Clock = Date.now,
): (revision: string) => Promise<Terminology | undefined> {
  const held = new Map<string, { readonly untilMs: number; readonly answer: Terminology | undefined }>();
  return async revision => {
    for (const [other, { untilMs }] of held) if (untilMs <= now()) held.delete(other);
    const known = held.get(revision);
    if (known !== undefined) return known.answer;
    const answer = await readTerminology(translate, name);
    held.set(revision, { untilMs: now() + holdMs, answer });
    return answer;
  };
}

function readTerminology(translate: TerminologyService, name: string): Promise<Terminology | undefined> {
  return callService(`Translate, terminology ${name}`, async () => {
    try {
      const { TerminologyProperties } = await translate.send(new GetTerminologyCommand({ Name: name }));
      const version = TerminologyProperties?.LastUpdatedAt?.toISOString();
      return version === undefined ? undefined : { name, version };
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  });
}
