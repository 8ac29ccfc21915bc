import { Option } from 'commander';

/** Options that several commands share, with the same words. */

export const defaultOut = 'editions';

export function outOption(): Option {
  return new Option('--out <dir>', 'where the folders of the editions are written').default(defaultOut);
}

export function dataOption(): Option {
  return new Option('--data <dir>', 'where the local cloud keeps its data (default: .diglot of the project)');
}

export function jsonOption(description: string): Option {
  return new Option('--json', description).default(false, 'off');
}

export function noMemoryOption(): Option {
  return new Option('--no-memory', 'leave reviewed translations aside: the machine translates everything');
}

/** The last part of a help text. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  ${line}`).join('\n')}`;
}
