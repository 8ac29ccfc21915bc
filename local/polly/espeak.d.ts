/** What the speaker uses of eSpeak NG's Emscripten build, read off its source: the package brings no types. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakEvent {
    readonly type: 'word' | 'sentence' | 'mark' | 'play' | 'end' | 'msg_terminated' | 'phoneme' | 'samplerate';
    /** 1-based index into the code points of the text that was given. */
    readonly text_position: number;
    readonly word_length: number;
    /** Milliseconds from the start of the audio. */
    readonly audio_position: number;
    /** Name of a mark, IPA of a phoneme, running number of a word or sentence. */
    readonly id: string | number | undefined;
  }

  export interface EspeakWorker {
    /** 0 if the voice is there; another number if it is not, and then it speaks all the same, in another voice. */
    set_voice(name: string): number;
    set_rate(rate: number): void;
    get_samplerate(): number;
    /** @param text a string, or a pointer to a NUL-terminated one in the module's heap */
    synthesize(
      text: string | { readonly ptr: number },
      onAudio: (samples: Int16Array<ArrayBuffer>, events: readonly EspeakEvent[]) => boolean,
    ): void;
  }

  export interface EspeakModule {
    readonly eSpeakNGWorker: new () => EspeakWorker;
    /** Replaced when the heap grows: never keep it. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    _malloc(bytes: number): number;
  }

  export default function load(options: { getPreloadedPackage?: () => ArrayBuffer }): Promise<EspeakModule>;
}
