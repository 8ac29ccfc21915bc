import type { Upload } from '../../core/contracts/steps.ts';
import { plainText } from '../../core/edition/plain-text.ts';
import type { Edition, Paragraph } from '../../core/edition/schema.ts';
import { editionFileKey } from '../../core/keys.ts';
import { languages } from '../../core/languages.ts';
import type { Library } from '../../core/ports.ts';

/** Writes `article.<language>.txt` for each language. */
export async function publishTexts(
  library: Library,
  { articleId, revision }: Upload,
  paragraphs: readonly Paragraph[],
): Promise<Edition['downloads']> {
  const downloads: Edition['downloads'] = [];
  for (const language of languages) {
    const file = `article.${language}.txt`;
    const content = new TextEncoder().encode(plainText(paragraphs, language));
    const about = { type: 'text/plain; charset=utf-8', bytes: content.length };
    await library.writeFile(editionFileKey(articleId, revision, file), content, about);
    downloads.push({ file, language, ...about });
  }
  return downloads;
}
