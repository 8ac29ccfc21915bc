import * as v from 'valibot';
import { DiglotError } from '../../core/errors.ts';
import type { SpeechMark } from '../../core/ports.ts';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One line of the stream. @see Amazon Polly, "Speech mark output" */
const LineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ time: Whole, type: v.picklist(['word', 'sentence']), start: Whole, end: Whole }),
  v.transform(({ time, ...mark }): SpeechMark => ({ ...mark, timeMs: time })),
);

/**
 * Parses `application/x-json-stream`: one JSON object a line.
 * @throws DiglotError ServiceFailed (retryable) naming the first line that is no mark of a word or sentence
 */
export function parseSpeechMarks(stream: string): SpeechMark[] {
  const lines = stream.split('\n').filter(line => line.trim() !== '');
  return lines.map((line, index) => {
    const parsed = v.safeParse(LineSchema, line);
    if (parsed.success) return parsed.output;
    throw new DiglotError({
      code: 'ServiceFailed',
      message: `A line of the speech marks is none: ${v.summarize(parsed.issues).split('\n')[0] ?? ''}`,
      place: `line ${index + 1} of ${lines.length}`,
      remedy: 'Nothing to do: the call is made again.',
    });
  });
}
