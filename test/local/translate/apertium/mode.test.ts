import { describe, expect, it } from 'vitest';
import { parseMode, pipelineCommand } from '../../../../local/translate/apertium/mode.ts';

const MODE = "lt-proc '/a b/x.bin' | apertium-tagger -g $2 '/a b/y.prob' | lt-proc $1 '/a b/z.bin'\n";

describe('a mode file', () => {
  it('becomes a pipeline that flushes at NUL and marks what it could not translate', () => {
    expect(pipelineCommand(parseMode(MODE))).toBe(
      "'lt-proc' '-z' '/a b/x.bin' | 'apertium-tagger' '-z' '-g' '/a b/y.prob' | 'lt-proc' '-z' '-g' '/a b/z.bin'",
    );
  });

  it.each(['a; rm -rf /', 'a `b`', 'a $(b)', 'a && b', 'a > b', "a 'b", 'a || b', '', 'a "$HOME"'])(
    'is refused when it holds more than words and pipes: %s',
    text => {
      expect(() => parseMode(text)).toThrow(SyntaxError);
    },
  );
});
