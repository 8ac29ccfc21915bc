/** A cue as a player gets it: character references resolved, tags taken off. */
export interface ReadCue {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** The timestamp tags within, and how much of the text stands before each. */
  readonly times: readonly { readonly ms: number; readonly at: number }[];
  /** Of its `lang` span, if it has one. */
  readonly language: string | undefined;
}

const timing = /^(\d{2,}:[0-5]\d:[0-5]\d\.\d{3}) --> (\d{2,}:[0-5]\d:[0-5]\d\.\d{3})$/u;

/**
 * Reads WebVTT as strictly as its grammar for authors has it (https://www.w3.org/TR/webvtt1/, 4), of which Diglot uses a
 * part: no settings, no comments, no spans but `lang`.
 * @throws Error naming the block that is no cue, or whose times are out of order
 */
export function readWebvtt(file: string): ReadCue[] {
  const [head, ...blocks] = file.replace(/\n$/u, '').split('\n\n');
  if (head?.trimEnd() !== 'WEBVTT') throw new Error(`not WebVTT: ${head}`);
  if (/[\r\0]/u.test(file) || file !== file.toWellFormed()) throw new Error('characters that do not belong');
  let latestMs = 0;
  return blocks
    .filter(block => block !== '')
    .map(block => {
      const cue = readCue(block.replace(/^\n/u, '').replace(/\n$/u, ''));
      if (cue.startMs < latestMs || cue.endMs <= cue.startMs) throw new Error(`out of order: ${block}`);
      latestMs = cue.endMs;
      return cue;
    });
}

function readCue(block: string): ReadCue {
  const [id = '', times = '', payload, ...more] = block.split('\n');
  const [, start = '', end = ''] = timing.exec(times) ?? [];
  if (payload === undefined || payload === '' || more.length > 0 || id === '' || start === '') {
    throw new Error(`no cue: ${block}`);
  }
  if (payload.includes('-->') || id.includes('-->')) throw new Error(`an arrow in a cue: ${block}`);
  const cue = { id, startMs: msOf(start), endMs: msOf(end) };
  return { ...cue, ...readPayload(payload, cue) };
}

function readPayload(payload: string, { startMs, endMs }: { readonly startMs: number; readonly endMs: number }) {
  const span = /^<lang ([\w-]+)>(.*)<\/lang>$/u.exec(payload);
  let text = '';
  let latestMs = startMs;
  const times: Array<{ ms: number; at: number }> = [];
  for (const [piece] of (span?.[2] ?? payload).matchAll(/<[^>]*>|&[^;\s]*;?|[^<&]+/gu)) {
    if (piece.startsWith('<')) {
      const ms = msOf(piece.slice(1, -1));
      if (ms <= latestMs || ms >= endMs) throw new Error(`a word out of its cue: ${payload}`);
      latestMs = ms;
      times.push({ ms, at: text.length });
    } else {
      text += piece.startsWith('&') ? resolved(piece) : piece;
    }
  }
  return { text, times, language: span?.[1] };
}

function resolved(reference: string): string {
  const character = new Map([
    ['&amp;', '&'],
    ['&lt;', '<'],
    ['&gt;', '>'],
  ]).get(reference);
  if (character === undefined) throw new Error(`no character reference: ${reference}`);
  return character;
}

function msOf(timestamp: string): number {
  const match = /^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$/u.exec(timestamp);
  if (match === null) throw new Error(`no time: ${timestamp}`);
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = match.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms;
}
