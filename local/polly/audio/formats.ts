import * as v from 'valibot';

/** The audio that Polly is asked for, and the rates of each format, in hertz. @see SynthesizeSpeech, SampleRate */
export const sampleRates = {
  mp3: [8000, 16_000, 22_050, 24_000, 44_100, 48_000],
  ogg_vorbis: [8000, 16_000, 22_050, 24_000, 44_100, 48_000],
  pcm: [8000, 16_000],
} as const satisfies Record<string, readonly number[]>;

export type AudioFormat = keyof typeof sampleRates;

export const audioFormats = ['mp3', 'ogg_vorbis', 'pcm'] as const satisfies readonly AudioFormat[];

export const contentTypes: Readonly<Record<AudioFormat, string>> = {
  mp3: 'audio/mpeg',
  ogg_vorbis: 'audio/ogg',
  pcm: 'audio/pcm',
};

/** One recording: what the recorder's thread is told. */
export const RecordingSchema = v.object({
  samples: v.instance(Int16Array),
  sampleRateHz: v.number(),
  format: v.picklist(audioFormats),
  toHz: v.number(),
});
export type Recording = v.InferOutput<typeof RecordingSchema>;
