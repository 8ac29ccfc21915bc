import * as v from 'valibot';
import { languages, sourceLanguage, targetLanguages } from '../../core/languages.ts';
import { translateMaxBytes } from '../../core/limits.ts';
import type { JsonCall, JsonOperation } from '../aws-json/server.ts';
import { translateError } from './errors.ts';
import { translateText } from './lines.ts';
import type { EngineSelection } from './selection.ts';

/**
 * The operations that are here, by the name in `X-Amz-Target`. Terminologies have their place here (issue 4); until then
 * their operations are not known.
 */
export function operations(engines: EngineSelection): Readonly<Record<string, JsonOperation>> {
  return {
    TranslateText(call) {
      call.allow('translate:TranslateText', '*');
      return answerTranslateText(engines, call);
    },
    ListLanguages(call) {
      call.allow('translate:ListLanguages', '*');
      return listLanguages(parse(ListLanguagesSchema, call.input));
    },
  };
}

/** Tells who really translated, so that an edition can say so; Amazon Translate sends no such header. */
const engineHeader = 'x-diglot-engine';

const LanguageCodeSchema = v.pipe(v.string(), v.minLength(2), v.maxLength(5));

const TranslateTextSchema = v.object({
  Text: v.pipe(v.string(), v.minLength(1)),
  SourceLanguageCode: LanguageCodeSchema,
  TargetLanguageCode: LanguageCodeSchema,
  TerminologyNames: v.optional(v.array(v.string()), []),
  // Formality, profanity and brevity: taken, as AWS does for a language that has none of them, and applied to nothing.
  Settings: v.optional(v.record(v.string(), v.string())),
});

const ListLanguagesSchema = v.object({ DisplayLanguageCode: v.optional(v.string(), 'en') });

type TranslateTextInput = v.InferOutput<typeof TranslateTextSchema>;

async function answerTranslateText(engines: EngineSelection, call: JsonCall) {
  const input = parse(TranslateTextSchema, call.input);
  checkSize(input.Text);
  checkPair(input);
  const [terminology] = input.TerminologyNames;
  if (terminology !== undefined) {
    const message = `The local Translate holds no terminology "${terminology}": send the request without it.`;
    throw translateError('ResourceNotFoundException', message);
  }
  const engine = await engines.engine();
  if (engine === undefined) throw translateError('ServiceUnavailableException', NO_ENGINE);
  const TranslatedText = await translateText(engine, input.Text);
  call.answerHeader(engineHeader, engine.name);
  return {
    TranslatedText,
    SourceLanguageCode: input.SourceLanguageCode,
    TargetLanguageCode: input.TargetLanguageCode,
    ...(input.Settings === undefined ? {} : { AppliedSettings: {} }),
  };
}

/** The command that brings a translation engine; what every message about a missing one ends in. */
export const engineRemedy = 'npm run setup';

const NO_ENGINE = `No translation engine is on this machine. Run: ${engineRemedy}`;

function checkSize(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= translateMaxBytes) return;
  const message = `Input text size exceeds limit. Max length of request text allowed is ${translateMaxBytes} bytes while in this request the text size is ${bytes} bytes`;
  throw translateError('TextSizeLimitExceededException', message);
}

const PAIRS = targetLanguages.map(target => `${sourceLanguage} → ${target}`).join(', ');

function checkPair({ SourceLanguageCode, TargetLanguageCode }: TranslateTextInput): void {
  const isTarget = targetLanguages.some(language => language === TargetLanguageCode);
  if (SourceLanguageCode === sourceLanguage && isTarget) return;
  const asked =
    SourceLanguageCode === 'auto'
      ? 'does not detect languages: name the source language'
      : `has no engine from ${SourceLanguageCode} to ${TargetLanguageCode}`;
  throw translateError('UnsupportedLanguagePairException', `The local Translate ${asked}. It knows ${PAIRS}.`);
}

function listLanguages({ DisplayLanguageCode }: v.InferOutput<typeof ListLanguagesSchema>) {
  const names = new Intl.DisplayNames([DisplayLanguageCode], { type: 'language' });
  const Languages = languages.map(code => ({ LanguageCode: code, LanguageName: names.of(code) ?? code }));
  return { Languages, DisplayLanguageCode };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw translateError('InvalidRequestException', `${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`);
}
