import { writeMarkup } from './espeak-markup.ts';
import { countCharacters, type Script } from './script.ts';
import { sourced } from './ssml-reader.ts';
import { sentencesOf, wordsOf } from './words.ts';

/** Plain text as a script: tags in it are text, to be spoken as such. @param language BCP 47, for the sentences */
export function plainScript(source: string, language: string): Script {
  const text = sourced(source, 0);
  const writer = writeMarkup();
  writer.text(text);
  return {
    ...writer.end(),
    source,
    words: wordsOf(text),
    sentences: sentencesOf(text, language),
    marks: [],
    endsWithPause: false,
    billedCharacters: countCharacters(source),
  };
}
