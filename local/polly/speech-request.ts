import * as v from 'valibot';
import { pollyMaxBilledCharacters, pollyMaxTotalCharacters } from '../../core/limits.ts';
import { type AudioFormat, audioFormats, sampleRates } from './audio/formats.ts';
import { constraintError, notInEnum, PollyError, validationError } from './errors.ts';
import { type MarkType, markTypes } from './marks.ts';
import { plainScript } from './script/plain-script.ts';
import { countCharacters, type Script } from './script/script.ts';
import { readSsml } from './script/ssml-reader.ts';
import { checkSsml } from './script/ssml-rules.ts';
import { ssmlScript } from './script/ssml-script.ts';
import {
  type Engine,
  type EspeakVoice,
  engines,
  espeakVoiceFor,
  findVoice,
  type PollyVoice,
  voices,
} from './voices.ts';

/** A request that has been found good: what to speak, and what to answer with. */
export interface SpeechOrder {
  readonly script: Script;
  readonly voice: EspeakVoice;
  readonly output:
    | { readonly format: AudioFormat; readonly sampleRateHz: number }
    | { readonly marks: readonly MarkType[] };
}

const BodySchema = v.object({
  Engine: v.optional(v.string()),
  LanguageCode: v.optional(v.string()),
  LexiconNames: v.optional(v.array(v.string()), []),
  OutputFormat: v.string('Member must not be null'),
  SampleRate: v.optional(v.string()),
  SpeechMarkTypes: v.optional(v.array(v.string()), []),
  Text: v.string('Member must not be null'),
  TextType: v.optional(v.string(), 'text'),
  VoiceId: v.string('Member must not be null'),
});
type Body = v.InferOutput<typeof BodySchema>;

const DEFAULT_RATES = { pcm: 16_000, standard: 22_050, other: 24_000 } as const;

/**
 * Holds a SynthesizeSpeech request against Polly's rules.
 * @param input the body, parsed as JSON
 * @throws PollyError with Polly's own name
 */
export function parseSpeechRequest(input: unknown): SpeechOrder {
  const body = parseBody(input);
  const voice = findVoice(body.VoiceId);
  if (voice === undefined)
    throw notInEnum(
      body.VoiceId,
      'voiceId',
      voices.map(({ id }) => id),
    );
  const engine = engineOf(body, voice);
  const languageCode = languageOf(body, voice);
  const output = outputOf(body, engine);
  if (body.LexiconNames.length > 0) {
    throw validationError('The local Polly obeys no lexicons: leave LexiconNames out.');
  }
  return { script: scriptOf(body, engine, languageCode), voice: espeakVoiceFor(voice, languageCode), output };
}

function parseBody(input: unknown): Body {
  const parsed = v.safeParse(BodySchema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? 'body';
  throw constraintError('null', path.charAt(0).toLowerCase() + path.slice(1), issue.message);
}

function engineOf({ Engine: wanted = 'standard' }: Body, voice: PollyVoice): Engine {
  const engine = engines.find(name => name === wanted);
  if (engine === undefined) throw notInEnum(wanted, 'engine', engines);
  if (!voice.engines.includes(engine)) {
    const message = `This voice does not support the selected engine: ${engine}. ${voice.id} has: ${voice.engines.join(', ')}.`;
    throw new PollyError('EngineNotSupportedException', message);
  }
  return engine;
}

function languageOf({ LanguageCode: wanted }: Body, voice: PollyVoice): string {
  const spoken = [voice.languageCode, ...voice.additionalLanguageCodes];
  if (wanted === undefined || spoken.includes(wanted)) return wanted ?? voice.languageCode;
  const message = `This voice does not support the selected language: ${wanted}. ${voice.id} speaks: ${spoken.join(', ')}.`;
  throw new PollyError('LanguageNotSupportedException', message);
}

function outputOf(body: Body, engine: Engine): SpeechOrder['output'] {
  const types = body.SpeechMarkTypes.map(wanted => {
    const type = markTypes.find(name => name === wanted);
    if (type === undefined) throw notInEnum(wanted, 'speechMarkTypes', markTypes);
    return type;
  });
  if (body.OutputFormat !== 'json') {
    if (types.length === 0) return audioOutput(body, engine);
    const message = 'Speech marks come with the output format json only.';
    throw new PollyError('MarksNotSupportedForFormatException', message);
  }
  if (types.length === 0) throw validationError('The output format json needs at least one of SpeechMarkTypes.');
  if (types.includes('ssml') && body.TextType !== 'ssml') {
    const message = 'SSML speech marks are not supported for plain text input.';
    throw new PollyError('SsmlMarksNotSupportedForTextTypeException', message);
  }
  return { marks: types };
}

function audioOutput(body: Body, engine: Engine): SpeechOrder['output'] {
  const format = audioFormats.find(name => name === body.OutputFormat);
  if (format === undefined) throw notInEnum(body.OutputFormat, 'outputFormat', [...audioFormats, 'json']);
  const unset = format === 'pcm' ? DEFAULT_RATES.pcm : DEFAULT_RATES[engine === 'standard' ? 'standard' : 'other'];
  const wanted = body.SampleRate ?? String(unset);
  const sampleRateHz = sampleRates[format].find(rate => String(rate) === wanted);
  if (sampleRateHz !== undefined) return { format, sampleRateHz };
  const message = `The sample rate ${wanted} is not valid for ${format}; valid are: ${sampleRates[format].join(', ')}.`;
  throw new PollyError('InvalidSampleRateException', message);
}

function scriptOf({ Text: text, TextType: textType }: Body, engine: Engine, languageCode: string): Script {
  if (textType !== 'text' && textType !== 'ssml') throw notInEnum(textType, 'textType', ['ssml', 'text']);
  if (text === '') throw constraintError('', 'text', 'Member must have length greater than or equal to 1');
  checkLength('characters', countCharacters(text), pollyMaxTotalCharacters);
  const script = textType === 'text' ? plainScript(text, languageCode) : readScript(text, engine, languageCode);
  checkLength('billed characters', script.billedCharacters, pollyMaxBilledCharacters);
  return script;
}

function readScript(text: string, engine: Engine, languageCode: string): Script {
  const tokens = readSsml(text);
  checkSsml(tokens, engine);
  return ssmlScript(text, tokens, languageCode);
}

function checkLength(unit: string, length: number, max: number): void {
  if (length <= max) return;
  const message = `Maximum text length has been exceeded: ${length} ${unit}, and ${max} are allowed.`;
  throw new PollyError('TextLengthExceededException', message);
}
