import {
  DeleteTerminologyCommand,
  GetTerminologyCommand,
  ImportTerminologyCommand,
  ListTerminologiesCommand,
  type TerminologyProperties,
  TranslateClient,
} from '@aws-sdk/client-translate';
import { DiglotError } from '../../core/errors.ts';
import { nearest } from '../../core/suggest.ts';
import type { TerminologyFormat } from '../../core/terminology/terminology.ts';
import { UsageError } from '../failure.ts';
import type { Target } from './target.ts';

/** A custom terminology of the account, as the command line tells it. */
export interface ListedTerminology {
  readonly name: string;
  readonly source: string;
  readonly targets: readonly string[];
  readonly terms: number;
  /** Terms that the service passed over. */
  readonly skipped: number;
  readonly format: string;
  readonly bytes: number;
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** The custom terminologies of Amazon Translate, in the account and region of a stack; or those of the local cloud. */
export interface Terminologies {
  /** Overwrites one of the same name. */
  put(name: string, file: Uint8Array, format: TerminologyFormat): Promise<ListedTerminology>;
  list(): Promise<ListedTerminology[]>;
  /** @returns the file as it was imported. @throws UsageError if there is none of that name */
  get(name: string): Promise<{ readonly terminology: ListedTerminology; readonly file: Uint8Array }>;
  /** @throws UsageError if there is none of that name */
  remove(name: string): Promise<void>;
  close(): void;
}

export function terminologiesOf({ translate, options }: Pick<Target, 'translate' | 'options'>): Terminologies {
  const client = new TranslateClient(translate);

  const list = async () => {
    const found: ListedTerminology[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(new ListTerminologiesCommand(next === undefined ? {} : { NextToken: next }));
      found.push(...(page.TerminologyPropertiesList ?? []).map(listed));
      next = page.NextToken;
    } while (next !== undefined);
    return found;
  };

  const existing = async <Answer>(name: string, call: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
      const names = (await list()).map(one => one.name);
      throw unknown(name, names, options);
    }
  };

  return {
    async put(name, file, format) {
      const TerminologyData = { File: file, Format: format };
      const command = new ImportTerminologyCommand({ Name: name, MergeStrategy: 'OVERWRITE', TerminologyData });
      return listed((await client.send(command)).TerminologyProperties ?? {});
    },
    list,
    get: name =>
      existing(name, async () => {
        const answer = await client.send(new GetTerminologyCommand({ Name: name }));
        const file = await download(answer.TerminologyDataLocation?.Location, name);
        return { terminology: listed(answer.TerminologyProperties ?? {}), file };
      }),
    remove: name =>
      existing(name, async () => {
        await client.send(new DeleteTerminologyCommand({ Name: name }));
      }),
    close: () => client.destroy(),
  };
}

function listed(properties: TerminologyProperties): ListedTerminology {
  return {
    name: properties.Name ?? '',
    source: properties.SourceLanguageCode ?? '',
    targets: properties.TargetLanguageCodes ?? [],
    terms: properties.TermCount ?? 0,
    skipped: properties.SkippedTermCount ?? 0,
    format: properties.Format ?? '',
    bytes: properties.SizeBytes ?? 0,
    updatedAt: properties.LastUpdatedAt?.toISOString() ?? '',
  };
}

async function download(location: string | undefined, name: string): Promise<Uint8Array> {
  const answer = location === undefined ? undefined : await fetch(location);
  if (answer?.ok === true) return new Uint8Array(await answer.arrayBuffer());
  throw new DiglotError({
    code: 'ServiceFailed',
    message: `The file of the terminology could not be fetched: HTTP ${answer?.status ?? 'address missing'}.`,
    place: name,
    remedy: 'Try again.',
  });
}

function unknown(name: string, names: readonly string[], options: string): UsageError {
  const guess = nearest(name, names);
  const remedy =
    guess === undefined ? `List them with: npx diglot terminology list ${options}` : `Did you mean ${guess}?`;
  return new UsageError(`There is no terminology "${name}".`, remedy);
}
