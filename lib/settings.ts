import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { DiglotError } from '../core/errors.ts';
import { languages } from '../core/languages.ts';
import { type Settings, SettingsSchema } from '../core/settings.ts';
import { nearest } from '../core/suggest.ts';
import { pollyVoices } from '../core/voices.ts';

/**
 * Parses the `diglot` object of the context in cdk.json.
 * @throws DiglotError InvalidConfiguration naming every wrong value, the valid ones and the nearest
 */
export function parseSettings(context: unknown): Settings {
  const parsed = v.safeParse(SettingsSchema, context ?? {});
  const wrong = parsed.success ? voiceProblems(parsed.output) : parsed.issues.map(describeIssue);
  if (parsed.success && wrong.length === 0) return parsed.output;
  throw new DiglotError({
    code: 'InvalidConfiguration',
    message: wrong.join(' '),
    place: 'cdk.json, context.diglot',
    remedy: 'Correct the value, or remove it to have the default. All settings stand in docs/configuration.md.',
  });
}

const CdkJsonSchema = v.object({ context: v.optional(v.looseObject({ diglot: v.optional(v.unknown()) })) });

/**
 * The `diglot` object of a cdk.json, for a run without the CDK command line, which would hand the context over itself.
 * @throws DiglotError InvalidConfiguration with line and column where the file is not JSON
 */
export function readContext(file: URL): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return v.parse(CdkJsonSchema, JSON.parse(text)).context?.diglot;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DiglotError(
      {
        code: 'InvalidConfiguration',
        message: `The file is not valid: ${detail}`,
        place: `cdk.json${placeOf(detail, text)}`,
        remedy: 'Correct it at that place; a missing or surplus comma is the usual cause.',
      },
      { cause: error },
    );
  }
}

/** V8 names an offset, or the line and column; either is given as line and column. */
function placeOf(detail: string, text: string): string {
  const [, line, column] = /line (\d+) column (\d+)/u.exec(detail) ?? [];
  if (line !== undefined) return `, line ${line}, column ${column}`;
  const [, offset] = /position (\d+)/u.exec(detail) ?? [];
  const before = text.slice(0, offset === undefined ? text.length : Number(offset)).split('\n');
  return `, line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'diglot';
  if (issue.expected === 'never') return unknownKey(path);
  if (issue.type === 'strict_object' && issue.input === undefined) return `${path} is missing.`;
  if (issue.type === 'picklist')
    return `${path} is ${issue.received}. Valid: ${issue.expected?.replaceAll('"', '')}.${didYouMean(issue)}`;
  // Where the schema gives no words of its own, valibot's repeat what was received.
  const wanted = issue.message.startsWith('Invalid ') ? issue.expected : issue.message;
  return `${path} is ${issue.received}; it must be ${wanted}.`;
}

/** valibot reports a surplus key of a strict object at its parent, with the key last in the path. */
function unknownKey(path: string): string {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const known = knownKeys[path.slice(0, Math.max(0, path.lastIndexOf('.')))] ?? [];
  const guess = nearest(key, known);
  const suggestion = guess === undefined ? '' : ` Did you mean ${guess}?`;
  return `${path} is no setting.${known.length === 0 ? '' : ` Valid: ${known.join(', ')}.`}${suggestion}`;
}

const knownKeys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(SettingsSchema.entries),
  ...Object.fromEntries(
    Object.entries(SettingsSchema.entries).flatMap(([key, { wrapped }]) =>
      'entries' in wrapped ? [[key, Object.keys(wrapped.entries)]] : [],
    ),
  ),
  ...Object.fromEntries(languages.map(language => [`voices.${language}`, ['name', 'engine']])),
};

function didYouMean(issue: v.BaseIssue<unknown>): string {
  if (typeof issue.input !== 'string' || issue.type !== 'picklist') return '';
  const valid = issue.expected?.match(/[\w-]+/gu) ?? [];
  const guess = nearest(issue.input, valid);
  return guess === undefined ? '' : ` Did you mean ${guess}?`;
}

function voiceProblems({ voices }: Settings): string[] {
  return languages.flatMap(language => {
    const { name, engine } = voices[language];
    const own = pollyVoices[language];
    const voice = own.find(candidate => candidate.name === name);
    if (voice === undefined) return [unknownVoice(language, name)];
    if (voice.engines.includes(engine)) return [];
    return [`voices.${language}: ${name} has no ${engine} engine. Valid: ${voice.engines.join(', ')}.`];
  });
}

function unknownVoice(language: (typeof languages)[number], name: string): string {
  const elsewhere = languages.find(other => pollyVoices[other].some(voice => voice.name === name));
  const names = pollyVoices[language].map(voice => voice.name);
  const guess = nearest(name, names);
  const reason = elsewhere === undefined ? 'is not a voice' : `speaks ${elsewhere}, not ${language}`;
  return `voices.${language}: ${name} ${reason}. Valid: ${names.join(', ')}.${guess === undefined ? '' : ` Did you mean ${guess}?`}`;
}
