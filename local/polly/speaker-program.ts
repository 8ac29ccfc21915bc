/**
 * The speaker: a program of its own that speaks what it is told over IPC, and the only file that loads eSpeak NG.
 *
 * eSpeak NG is under GPL-3.0, the rest of Diglot under Apache-2.0. They are two programs that exchange messages
 * (speaker-messages.ts): nothing else links or imports this file, and it is in no Lambda bundle. This file itself is
 * Apache-2.0, which GPL-3.0 can take in; the program that runs, eSpeak NG included, is under GPL-3.0.
 */
import { readFile } from 'node:fs/promises';
import load, { type EspeakEvent, type EspeakModule, type EspeakWorker } from '@echogarden/espeak-ng-emscripten';
import * as v from 'valibot';
import { type Speech, type SpeechEvent, type Utterance, UtteranceSchema } from './speaker-messages.ts';

// eSpeak NG seeds the noise of its fricatives with the time: two processes would not speak the same samples.
Date.now = () => 0;

const espeak = await loadEspeak();
const worker = new espeak.eSpeakNGWorker();
const rewind = checkpoint(espeak, worker);

process.on('disconnect', () => process.exit());
// A crash of the engine ends the program: its own stack is in an unknown state then, and a fresh one is started.
process.on('message', message => {
  process.send?.(answer(v.parse(UtteranceSchema, message)));
});

function answer(utterance: Utterance): { value: Speech } | { error: string } {
  rewind();
  // It speaks on in another voice if it does not know this one: only the code tells.
  const code = worker.set_voice(utterance.voice);
  if (code !== 0) return { error: `eSpeak NG has no voice "${utterance.voice}" (code ${code}).` };
  worker.set_rate(utterance.rate);
  return { value: speak(utterance.markup) };
}

function speak(markup: string): Speech {
  const parts: Int16Array[] = [];
  const events: SpeechEvent[] = [];
  worker.synthesize({ ptr: cString(markup) }, (samples, heard) => {
    parts.push(samples);
    events.push(...heard.flatMap(asSpeechEvent));
    return false;
  });
  return { samples: joined(parts), sampleRateHz: worker.get_samplerate(), events };
}

function asSpeechEvent({ type, text_position, audio_position, id }: EspeakEvent): SpeechEvent[] {
  if (type !== 'word' && type !== 'mark' && type !== 'phoneme') return [];
  return [{ type, position: text_position - 1, timeMs: audio_position, name: typeof id === 'string' ? id : '' }];
}

/**
 * Puts the text where `rewind` makes it vanish again. Given a string, the bindings would keep it in a buffer of their own
 * and free it in a heap that no longer knows it.
 */
function cString(text: string): number {
  const bytes = new TextEncoder().encode(`${text}\0`);
  // oxlint-disable-next-line no-underscore-dangle -- Emscripten's name
  const pointer = espeak._malloc(bytes.length);
  espeak.HEAPU8.set(bytes, pointer);
  return pointer;
}

/**
 * eSpeak NG carries state from one utterance to the next, and the same text then differs by some samples. A fresh module
 * an utterance would mend that for 25–130 ms and a cold start of the compiler; putting its heap back takes 3 ms.
 */
function checkpoint(module: EspeakModule, engine: EspeakWorker): () => void {
  engine.set_voice('fr');
  const start = module.HEAPU8.slice();
  return () => {
    const heap = module.HEAPU8;
    heap.set(start);
    heap.fill(0, start.length);
  };
}

async function loadEspeak(): Promise<EspeakModule> {
  const archive = await readFile(new URL(import.meta.resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data')));
  return load({ getPreloadedPackage: () => exactBuffer(archive) });
}

function exactBuffer(bytes: Buffer<ArrayBuffer>): ArrayBuffer {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function joined(parts: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const all = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
