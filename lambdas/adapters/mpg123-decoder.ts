import { MPEGDecoder } from 'mpg123-decoder';
import { clipRejected } from '../../core/audio/frames.ts';
import type { Samples } from '../../core/audio/loudness.ts';
import { mp3Format } from '../../core/audio/mp3.ts';
import type { SoundDecoder } from '../../core/ports.ts';

/** Some eight seconds of a clip at a time, so that an hour of speech needs no more memory than a minute. */
const bytesAtOnce = 64 * 1024;

/** mpg123, compiled to WebAssembly. */
export function mpg123Decoder(): SoundDecoder {
  return {
    async *decode(mp3): AsyncGenerator<Samples> {
      const channelCount = mp3Format(mp3).channelMode === 'mono' ? 1 : 2;
      // Without the gap that an encoder leaves cut off: a clip's frames are all there is.
      const decoder = new MPEGDecoder({ enableGapless: false });
      await decoder.ready;
      try {
        for (let at = 0; at < mp3.length; at += bytesAtOnce) {
          const { channelData, sampleRate, errors } = decoder.decode(mp3.subarray(at, at + bytesAtOnce));
          const [error] = errors;
          if (error !== undefined) throw clipRejected(`The speech can not be decoded: ${error.message}.`);
          // It gives a mono stream twice.
          yield { sampleRateHz: sampleRate, channels: channelData.slice(0, channelCount) };
        }
      } finally {
        decoder.free();
      }
    },
  };
}
