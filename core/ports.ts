import type { Samples } from './audio/loudness.ts';
import type { Upload } from './contracts/steps.ts';
import type { Face } from './cover/face.ts';
import type { Language } from './languages.ts';
import type { VoiceSetting } from './settings.ts';

/** What the steps need of the outside, in the words of the domain. Adapters to AWS stand in lambdas/adapters. */

/** The Articles bucket, as the steps may use it. */
export interface Articles {
  /** Bytes of one object version. @throws DiglotError SourceGone if it was deleted */
  read(at: { readonly key: string; readonly versionId: string }): Promise<Uint8Array<ArrayBuffer>>;
  /** The reviewed translations that the user put beside the articles; undefined where there are none. */
  readMemory(key: string): Promise<{ readonly tmx: Uint8Array<ArrayBuffer>; readonly etag: string } | undefined>;
}

/** The readings of words that the user put beside the articles. */
export interface Lexicons {
  /** @returns undefined where there are none */
  readLexicon(key: string): Promise<{ readonly csv: Uint8Array<ArrayBuffer>; readonly etag: string } | undefined>;
}

/** The choices an uploader makes with an article, as metadata of its object. */
export interface UploadOptions {
  /** @throws DiglotError SourceGone if that version was deleted */
  optionsOf(at: { readonly bucket: string; readonly key: string; readonly versionId: string }): Promise<{
    readonly useMemory: boolean;
  }>;
}

export type WriteCondition = { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };

/** The Library bucket: JSON documents and files. Keys as in keys.ts. */
export interface Library {
  readJson(key: string): Promise<{ readonly value: unknown; readonly etag: string } | undefined>;
  /** @returns `conflict` if the condition did not hold */
  writeJson(key: string, value: unknown, condition?: WriteCondition): Promise<'written' | 'conflict'>;
  /** @throws DiglotError InvalidDocument if it is not there */
  readFile(key: string): Promise<Uint8Array<ArrayBuffer>>;
  /** `bytes` is the exact length of what `content` will yield. */
  writeFile(key: string, content: FileContent, about: { readonly type: string; readonly bytes: number }): Promise<void>;
  /** Of what is not there nothing is left either: no error. */
  deleteFile(key: string): Promise<void>;
}

export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

export interface SpeechRequest {
  readonly ssml: string;
  readonly language: Language;
  readonly voice: VoiceSetting;
}

/** When the voice begins a word or sentence of what it was given. */
export interface SpeechMark {
  readonly type: 'word' | 'sentence';
  /** From the beginning of the speech, before it was encoded. */
  readonly timeMs: number;
  /** Bytes of UTF-8 into the SSML that was sent, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A service that speaks. */
export interface Voice {
  /**
   * @returns an MP3 stream as the service sends it, and the characters it billed
   * @throws DiglotError Throttled | ServiceFailed (retryable) · RequestRefused | AccessDenied (terminal)
   */
  speak(request: SpeechRequest): Promise<{ readonly mp3: Uint8Array<ArrayBuffer>; readonly billedCharacters: number }>;
  /**
   * The words and sentences of the same speech, in the order in which they came; billed like speech.
   * @throws DiglotError as speak; ServiceFailed (retryable) if what came are no speech marks
   */
  marks(request: SpeechRequest): Promise<{ readonly marks: readonly SpeechMark[]; readonly billedCharacters: number }>;
}

export interface TranslationRequest {
  /** At most translateMaxBytes in UTF-8; may hold new lines, which are believed to be kept. */
  readonly text: string;
  readonly source: Language;
  readonly target: Language;
  /** The name of a terminology that the service holds; its terms are obeyed. */
  readonly terminology?: string;
}

/** A service that translates. */
export interface Translator {
  /** @throws DiglotError Throttled | ServiceFailed (retryable) · UnsupportedLanguagePair | RequestRefused (terminal) */
  translate(request: TranslationRequest): Promise<TranslationAnswer>;
}

export interface TranslationAnswer {
  readonly text: string;
  readonly engine: string;
  /** Of the terminology: what of the text it has replaced, as it stood there. */
  readonly terms?: readonly string[];
}

/** Terms that a translator is to obey, as they are now. */
export interface Terminology {
  readonly name: string;
  /** Changes whenever the terms do. */
  readonly version: string;
}

/** Turns MP3 back into samples. */
export interface SoundDecoder {
  /**
   * @param mp3 as plainFrames
   * @returns all samples, in stretches that fit into memory
   * @throws DiglotError ClipRejected if the stream is damaged
   */
  decode(mp3: Uint8Array): AsyncIterable<Samples>;
}

/** Draws covers. */
export interface CoverPainter {
  /** The fonts it has, the one to be preferred first. */
  readonly faces: readonly Face[];
  /**
   * @param svg text in it names a face by its weight alone
   * @returns a PNG without transparency, as large as the drawing; the same drawing gives the same bytes
   */
  paint(svg: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Now, in milliseconds since 1970. */
export type Clock = () => number;

/** Starts the executions of the pipeline. */
export interface Executions {
  /** @returns `duplicate` if an execution of that name was started before */
  start(name: string, input: Upload): Promise<'started' | 'duplicate'>;
}
