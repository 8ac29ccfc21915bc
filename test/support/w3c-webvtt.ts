import { WebVTTParser, type WebvttNode } from 'webvtt-parser';
import entities from 'webvtt-parser/html-entities.json' with { type: 'json' };

/** WebVTT as the parser of the W3C's own test suite reads it; it lists what browsers would pass over. */
export function w3cWebvtt(file: string, mode: 'captions' | 'chapters' = 'captions') {
  const { cues, errors } = new WebVTTParser(entities).parse(file, mode);
  return {
    errors: errors.map(({ line, message }) => `line ${line}: ${message}`),
    cues: cues.map(({ id, startTime, endTime, tree }) => ({
      id,
      startMs: Math.round(startTime * 1_000),
      endMs: Math.round(endTime * 1_000),
      text: textOf(tree.children),
    })),
  };
}

function textOf(nodes: readonly WebvttNode[]): string {
  return nodes
    .map(node => {
      if (node.type === 'text') return node.value;
      return node.type === 'object' ? textOf(node.children) : '';
    })
    .join('');
}
