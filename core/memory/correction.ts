import { type Language, sourceLanguage } from '../languages.ts';
import { readTmx } from './tmx.ts';
import { type TmxDocument, type TmxUnit, writeTmx, writeUnit } from './write-tmx.ts';

/** A sentence whose translation a person has put right. */
export interface Correction {
  readonly articleId: string;
  /** Such as `p3s1`. */
  readonly sentenceId: string;
  readonly source: string;
  readonly target: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * A memory with a correction in it, the last of all units, and so the one that counts. Nothing else in the file changes,
 * but for an earlier correction of the same sentence, which goes.
 * @param tmx the memory as it is; undefined where there is none yet
 * @throws DiglotError InvalidMemory if it can not be read
 */
export function withCorrection(tmx: string | undefined, correction: Correction, target: Language): string {
  const pair: Pick<TmxDocument, 'source' | 'target'> = { source: sourceLanguage, target };
  const unit = unitOf(correction);
  if (tmx === undefined) return writeTmx({ ...pair, units: [unit], note: 'Translations put right by readers.' });
  readTmx(tmx, pair);
  const opened = withoutUnit(tmx, unit.id).replace(/<body\s*\/>/u, '<body>\n  </body>');
  const end = /[ \t]*<\/body\s*>(?![\s\S]*<\/body\s*>)/u.exec(opened)?.index ?? opened.length;
  return opened.slice(0, end) + writeUnit(unit, pair) + opened.slice(end);
}

function unitOf({ articleId, sentenceId, source, target, by, at }: Correction): TmxUnit & { readonly id: string } {
  return {
    id: `${articleId}-${sentenceId}`,
    source,
    target,
    properties: { 'x-corrected-by': by, 'x-corrected-at': at },
  };
}

/** Article ids and sentence ids are of letters, digits and hyphens: nothing in them is a pattern. */
function withoutUnit(tmx: string, id: string): string {
  return tmx.replaceAll(new RegExp(`[ \\t]*<tu tuid="${id}"[^>]*>[\\s\\S]*?</tu>\\n?`, 'gu'), '');
}
