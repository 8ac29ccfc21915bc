import { createHash } from 'node:crypto';
import { contentTypes } from './audio/formats.ts';
import { withNaturalEnd } from './audio/natural-end.ts';
import { openRecorder } from './audio/recorder.ts';
import { speechMarks, toJsonLines } from './marks.ts';
import { openSpeaker, type Speaker } from './speaker.ts';
import type { Speech, Utterance } from './speaker-messages.ts';
import type { SpeechOrder } from './speech-request.ts';

export interface Recorded {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface Studio {
  /** @throws PollyError ServiceFailureException */
  record(order: SpeechOrder): Promise<Recorded>;
  close(): void;
}

/** Of speech that is kept for the marks that are asked for after the audio; about six minutes. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Where orders become sound: one speaker, some recorders, and a short memory of what was just spoken. */
export function openStudio(options: { readonly speaker?: Speaker } = {}): Studio {
  const speaker = options.speaker ?? openSpeaker();
  const recorder = openRecorder();
  const speak = rememberLast(async (utterance, keepPause) => {
    const speech = await speaker.call(utterance);
    return { ...speech, samples: withNaturalEnd(speech.samples, speech.sampleRateHz, { keepPause }) };
  });
  return {
    async record({ script, voice, output }) {
      const utterance = { markup: script.markup, voice: voice.name, rate: voice.rate };
      const { samples, sampleRateHz, events } = await speak(utterance, script.endsWithPause);
      if ('marks' in output) {
        const durationMs = Math.round((samples.length * 1000) / sampleRateHz);
        const lines = toJsonLines(speechMarks(script, { events, durationMs }, output.marks));
        return { contentType: 'application/x-json-stream', body: new TextEncoder().encode(lines) };
      }
      const { format, sampleRateHz: toHz } = output;
      const body = await recorder.call({ samples, sampleRateHz, format, toHz });
      return { contentType: contentTypes[format], body };
    },
    close() {
      speaker.close();
      recorder.close();
    },
  };
}

type Speak = (utterance: Utterance, keepPause: boolean) => Promise<Speech>;

/** Audio and marks come as two requests, and must come from one synthesis: the second finds the first one's speech. */
function rememberLast(speak: Speak): Speak {
  const kept = new Map<string, { readonly speech: Promise<Speech>; bytes: number }>();
  const makeRoom = () => {
    for (const oldest of kept.keys()) {
      const bytes = Array.from(kept.values()).reduce((sum, entry) => sum + entry.bytes, 0);
      if (bytes <= KEPT_BYTES) return;
      kept.delete(oldest);
    }
  };
  const speakAndKeep = async (key: string, speech: Promise<Speech>) => {
    const entry = { speech, bytes: 0 };
    kept.set(key, entry);
    try {
      entry.bytes = (await speech).samples.byteLength;
      makeRoom();
    } catch {
      // Whoever asked gets the error; the next one to ask tries again.
      kept.delete(key);
    }
  };
  return (utterance, keepPause) => {
    const key = createHash('sha256')
      .update(JSON.stringify([utterance, keepPause]))
      .digest('base64');
    const known = kept.get(key)?.speech;
    if (known !== undefined) return known;
    const speech = speak(utterance, keepPause);
    void speakAndKeep(key, speech);
    return speech;
  };
}
