import * as v from 'valibot';
import { parse } from 'yaml';
import { countLetters } from './characters.ts';
import { counted } from './html-blocks.ts';
import type { Metadata, Skipped } from './pieces.ts';

export interface FrontMatter {
  readonly metadata: Metadata;
  /** The text after it. */
  readonly body: string;
  readonly skipped: readonly Skipped[];
}

const fenced = /^---[ \t]*\n([^]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/u;

const Text = v.optional(v.string());
const FrontMatterSchema = v.object({ title: Text, lang: Text, language: Text });

/**
 * Takes the YAML front matter from the beginning of a Markdown file and reads its `title` and its `language` (or `lang`).
 * What is no YAML mapping is no front matter, but a line and text.
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = fenced.exec(text);
  const yaml = match?.[1] ?? '';
  if (match === null || !/^[\w-]+[ \t]*:/mu.test(yaml)) return { metadata: {}, body: text, skipped: [] };
  const body = text.slice(match[0].length);
  const result = v.safeParse(FrontMatterSchema, parsed(yaml));
  if (!result.success) return { metadata: {}, body, skipped: [unread(yaml)] };
  const { title, lang, language = lang } = result.output;
  return {
    metadata: {
      ...(title === undefined ? {} : { title }),
      ...(language === undefined ? {} : { language }),
    },
    body,
    skipped: [],
  };
}

/** @returns undefined where it is not YAML */
function parsed(yaml: string): unknown {
  try {
    // All scalars as text; no aliases, which could unfold without end.
    return parse(yaml, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function unread(yaml: string): Skipped {
  return {
    type: 'skipped',
    code: 'FrontMatterUnread',
    message: 'The front matter is not valid YAML, or its title or language is no text: it was skipped.',
    ...counted(countLetters(yaml)),
  };
}
