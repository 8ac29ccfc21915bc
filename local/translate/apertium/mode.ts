/** A stage of an Apertium pipeline: the program and its arguments. */
export type Stage = readonly string[];

const WORD = /'([^']*)'|([^\s'"\\$`;&<>()*?]+|\$[12])/g;

/**
 * Reads a `.mode` file: the stages of a translation as one line of shell.
 * @param text such as `lt-proc 'a.bin' | apertium-tagger -g $2 'b.prob' | lt-proc $1 'c.bin'`
 * @returns the stages; `$1` stands for the way of generating, `$2` is always empty
 * @throws SyntaxError for anything but words, single quotes and pipes, so that no shell ever sees more than that
 */
export function parseMode(text: string): Stage[] {
  return text
    .trim()
    .split('|')
    .map(stage => words(stage.trim()).filter(word => word !== '$2'));
}

function words(stage: string): string[] {
  const found = [...stage.matchAll(WORD)];
  const rest = stage.replaceAll(WORD, '').trim();
  if (found.length === 0 || rest !== '') throw new SyntaxError(`Not a stage of an Apertium mode: ${stage}`);
  return found.map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/**
 * The stages as a shell pipeline that answers each frame as soon as it ends in NUL (`-z`), with `*` and `#` left as
 * marks at words that were not known or could not be inflected (`-g`).
 */
export function pipelineCommand(stages: readonly Stage[]): string {
  return stages
    .map(([program = '', ...rest]) => [program, '-z', ...rest.map(word => (word === '$1' ? '-g' : word))])
    .map(stage => stage.map(word => `'${word}'`).join(' '))
    .join(' | ');
}
