import * as v from 'valibot';
import { languages, sourceLanguage, targetLanguages } from '../../core/languages.ts';
import { translateMaxBytes } from '../../core/limits.ts';
import type { Term } from '../../core/terminology/terminology.ts';
import type { JsonCall, JsonOperation } from '../aws-json/server.ts';
import { parseInput, translateError } from './errors.ts';
import { translateText } from './lines.ts';
import type { EngineSelection } from './selection.ts';
import { requireTerminology, type Terminologies, terminologyOperations } from './terminology/operations.ts';
import type { TerminologyStore } from './terminology/store.ts';

/** The operations that are here, by the name in `X-Amz-Target`. */
export function operations(
  engines: EngineSelection,
  terminologies: Terminologies,
): Readonly<Record<string, JsonOperation>> {
  return {
    ...terminologyOperations(terminologies),
    TranslateText(call) {
      call.allow('translate:TranslateText', '*');
      return answerTranslateText(engines, terminologies.store, call);
    },
    ListLanguages(call) {
      call.allow('translate:ListLanguages', '*');
      return listLanguages(parseInput(ListLanguagesSchema, call.input, 'InvalidRequestException'));
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
  TerminologyNames: v.optional(v.pipe(v.array(v.string()), v.maxLength(1, 'one terminology a request')), []),
  // Formality, profanity and brevity: taken, as AWS does for a language that has none of them, and applied to nothing.
  Settings: v.optional(v.record(v.string(), v.string())),
});

const ListLanguagesSchema = v.object({ DisplayLanguageCode: v.optional(v.string(), 'en') });

type TranslateTextInput = v.InferOutput<typeof TranslateTextSchema>;

async function answerTranslateText(engines: EngineSelection, store: TerminologyStore, call: JsonCall) {
  const input = parseInput(TranslateTextSchema, call.input, 'InvalidRequestException');
  const { SourceLanguageCode, TargetLanguageCode } = input;
  checkSize(input.Text);
  checkPair(input);
  const terminologies = input.TerminologyNames.map(name => requireTerminology(store, name));
  const terms = terminologies.flatMap(one => store.terms(one, SourceLanguageCode, TargetLanguageCode));
  const engine = await engines.engine();
  if (engine === undefined) throw translateError('ServiceUnavailableException', NO_ENGINE);
  const { text: TranslatedText, applied } = await translateText(engine, input.Text, terms);
  call.answerHeader(engineHeader, engine.name);
  return {
    TranslatedText,
    SourceLanguageCode,
    TargetLanguageCode,
    ...(terminologies.length === 0 ? {} : { AppliedTerminologies: terminologies.map(one => appliedOf(one, applied)) }),
    ...(input.Settings === undefined ? {} : { AppliedSettings: {} }),
  };
}

/** The first of each term, and no more of them than Amazon Translate tells. */
function appliedOf({ name }: { readonly name: string }, applied: readonly Term[]) {
  const targets = new Map(applied.map(({ source, target }) => [source, target]));
  const Terms = Array.from(targets, ([SourceText, TargetText]) => ({ SourceText, TargetText }));
  return { Name: name, Terms: Terms.slice(0, 250) };
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
