import { timestamp } from '../captions/timestamp.ts';
import type { Paragraph } from '../edition/schema.ts';
import { type Spoken, timeline } from '../edition/timeline.ts';
import { block, element, type Markup, xmlDocument } from '../markup.ts';
import { paragraphId, sentenceElementId } from './ids.ts';
import type { Part } from './parts.ts';
import { type SentenceTime, sentenceTimes } from './sentence-times.ts';

/** What is heard of a part. */
export interface Overlay {
  /** Whole milliseconds: the sum of the stretches that are played. */
  readonly durationMs: number;
  /** The clips' files as the edition names them, each once, in the order of their first use. */
  readonly clips: readonly string[];
}

/** How long a part is heard, and by which clips; undefined where none of its sentences is spoken. */
export function overlayOf({ paragraphs }: Part): Overlay | undefined {
  const passages = paragraphs.flatMap(spokenPassages);
  if (passages.length === 0) return undefined;
  const times = passages.flatMap(passage => passage.times);
  return {
    durationMs: times.reduce((total, { beginMs, endMs }) => total + endMs - beginMs, 0),
    clips: [...new Set(passages.map(({ spoken }) => spoken.clip.file))],
  };
}

/**
 * The sentences of a part, each with the stretch of the clip in which it is heard; every paragraph in French, then in
 * English.
 * @see EPUB 3.3, 9.2.2 (media overlay document definition)
 */
export function mediaOverlay({ paragraphs, textFile }: Part): string {
  const heard = paragraphs.flatMap(paragraph => {
    const pars = spokenPassages(paragraph).flatMap(({ spoken, times }) =>
      times.map(time => sentencePar(textFile, spoken, time)),
    );
    return pars.length === 0
      ? []
      : block('seq', { 'epub:textref': `${textFile}#${paragraphId(paragraph.index)}` }, ...pars);
  });
  const body = block('body', { 'epub:textref': textFile, 'epub:type': 'bodymatter' }, ...heard);
  return xmlDocument(block('smil', { xmlns: smil, 'xmlns:epub': epub, version: '3.0' }, body));
}

const smil = 'http://www.w3.org/ns/SMIL';
const epub = 'http://www.idpf.org/2007/ops';

interface Passage {
  readonly spoken: Spoken;
  readonly times: readonly SentenceTime[];
}

function spokenPassages(paragraph: Paragraph): Passage[] {
  return timeline([paragraph], 'fr-en')
    .map(spoken => ({ spoken, times: sentenceTimes(spoken) }))
    .filter(({ times }) => times.length > 0);
}

function sentencePar(textFile: string, { language, clip }: Spoken, time: SentenceTime): Markup {
  const { sentenceId, beginMs, endMs } = time;
  return element(
    'par',
    {},
    element('text', { src: `${textFile}#${sentenceElementId(sentenceId, language)}` }),
    element('audio', { src: clip.file, clipBegin: timestamp(beginMs, '.'), clipEnd: timestamp(endMs, '.') }),
  );
}
