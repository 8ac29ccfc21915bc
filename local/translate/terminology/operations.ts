import * as v from 'valibot';
import { DiglotError } from '../../../core/errors.ts';
import { terminologyLimits } from '../../../core/limits.ts';
import { TerminologyNameSchema } from '../../../core/terminology/name.ts';
import { directionalities, terminologyFormats } from '../../../core/terminology/terminology.ts';
import type { JsonCall, JsonOperation } from '../../aws-json/server.ts';
import { parseInput, translateError } from '../errors.ts';
import type { Downloads } from './downloads.ts';
import { fileOf, type StoredTerminology, type TerminologyStore } from './store.ts';

export interface Terminologies {
  readonly store: TerminologyStore;
  readonly downloads: Downloads;
  /** `arn:aws:translate:eu-west-3:000000000000:terminology`. */
  readonly arnPrefix: string;
}

const DescriptionSchema = v.pipe(v.string(), v.maxLength(256));

const ImportSchema = v.object({
  Name: TerminologyNameSchema,
  MergeStrategy: v.literal('OVERWRITE'),
  Description: v.optional(DescriptionSchema),
  TerminologyData: v.object({
    // Valibot's own base64() overflows the stack on a file of 10 MB.
    File: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/u, 'a file in Base64')),
    Format: v.picklist(terminologyFormats),
    Directionality: v.optional(v.picklist(directionalities)),
  }),
});

const NameSchema = v.object({ Name: TerminologyNameSchema });

const GetSchema = v.object({
  Name: TerminologyNameSchema,
  TerminologyDataFormat: v.optional(v.picklist(terminologyFormats)),
});

const ListSchema = v.object({
  NextToken: v.optional(v.string(), ''),
  MaxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 500),
});

/** Import, get, list and delete custom terminologies. IAM knows no resources for them: all is asked for on `*`. */
export function terminologyOperations(terminologies: Terminologies): Readonly<Record<string, JsonOperation>> {
  const operation = (action: string, answer: (terminologies: Terminologies, call: JsonCall) => unknown) => {
    return (call: JsonCall) => {
      call.allow(`translate:${action}`, '*');
      return answer(terminologies, call);
    };
  };
  return {
    ImportTerminology: operation('ImportTerminology', importTerminology),
    GetTerminology: operation('GetTerminology', getTerminology),
    ListTerminologies: operation('ListTerminologies', listTerminologies),
    DeleteTerminology: operation('DeleteTerminology', deleteTerminology),
  };
}

/** @throws JsonServiceError ResourceNotFoundException */
export function requireTerminology(store: TerminologyStore, name: string): StoredTerminology {
  const found = store.find(name);
  if (found !== undefined) return found;
  const there = store.list().map(one => one.name);
  const known = there.length === 0 ? 'there is none' : `there are: ${there.join(', ')}`;
  throw translateError('ResourceNotFoundException', `There is no terminology "${name}"; ${known}.`);
}

function importTerminology({ store, arnPrefix }: Terminologies, { input }: JsonCall) {
  const { Name, Description, TerminologyData } = parseInput(ImportSchema, input, 'InvalidParameterValueException');
  const { maxTerminologies } = terminologyLimits;
  if (store.find(Name) === undefined && store.list().length >= maxTerminologies) {
    throw translateError('LimitExceededException', `There are ${maxTerminologies} terminologies already.`);
  }
  const { File: file, Format: format, Directionality: directionality } = TerminologyData;
  const stored = storedOrRefused(store, {
    name: Name,
    file,
    format,
    ...(Description === undefined ? {} : { description: Description }),
    ...(directionality === undefined ? {} : { directionality }),
  });
  return { TerminologyProperties: propertiesOf(store, stored, arnPrefix) };
}

function storedOrRefused(store: TerminologyStore, terminology: Parameters<TerminologyStore['put']>[0]) {
  try {
    return store.put(terminology);
  } catch (error) {
    if (!(error instanceof DiglotError)) throw error;
    const place = error.place === undefined ? '' : ` (${error.place})`;
    throw translateError('InvalidParameterValueException', `${error.message}${place} ${error.remedy}`);
  }
}

function getTerminology({ store, downloads, arnPrefix }: Terminologies, { input }: JsonCall) {
  const { Name, TerminologyDataFormat } = parseInput(GetSchema, input, 'InvalidParameterValueException');
  const stored = requireTerminology(store, Name);
  if (TerminologyDataFormat !== undefined && TerminologyDataFormat !== stored.format) {
    const message = `The local Translate gives a terminology as it was imported: as ${stored.format}.`;
    throw translateError('InvalidParameterValueException', message);
  }
  return {
    TerminologyProperties: propertiesOf(store, stored, arnPrefix),
    TerminologyDataLocation: {
      RepositoryType: 'S3',
      Location: downloads.offer(fileOf(stored), `${Name}.${stored.format.toLowerCase()}`),
    },
  };
}

/** A page begins after the name that the token is. */
function listTerminologies({ store, arnPrefix }: Terminologies, { input }: JsonCall) {
  const { NextToken, MaxResults } = parseInput(ListSchema, input, 'InvalidParameterValueException');
  const rest = store.list().filter(({ name }) => name > NextToken);
  const page = rest.slice(0, MaxResults);
  return {
    TerminologyPropertiesList: page.map(stored => propertiesOf(store, stored, arnPrefix)),
    ...(rest.length > page.length ? { NextToken: page.at(-1)?.name } : {}),
  };
}

function deleteTerminology({ store }: Terminologies, { input }: JsonCall) {
  const { Name } = parseInput(NameSchema, input, 'InvalidParameterValueException');
  requireTerminology(store, Name);
  store.delete(Name);
  return undefined;
}

function propertiesOf(store: TerminologyStore, stored: StoredTerminology, arnPrefix: string) {
  const { languages, entries, skipped } = store.termList(stored);
  const [SourceLanguageCode, ...TargetLanguageCodes] = languages;
  return {
    Name: stored.name,
    ...(stored.description === undefined ? {} : { Description: stored.description }),
    Arn: `${arnPrefix}/${stored.name}/LATEST`,
    SourceLanguageCode,
    TargetLanguageCodes,
    SizeBytes: fileOf(stored).length,
    TermCount: entries.length,
    SkippedTermCount: skipped,
    // The protocol's times are seconds.
    CreatedAt: stored.createdAtMs / 1000,
    LastUpdatedAt: stored.updatedAtMs / 1000,
    ...(stored.directionality === undefined ? {} : { Directionality: stored.directionality }),
    Format: stored.format,
  };
}
