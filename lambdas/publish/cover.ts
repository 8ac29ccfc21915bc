import type { Picture } from '../../core/audio/id3/article-tag.ts';
import type { Upload } from '../../core/contracts/steps.ts';
import { coverSvg } from '../../core/cover/cover-svg.ts';
import { titleIn } from '../../core/edition/recording-title.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { sha256Hex } from '../../core/hash.ts';
import { editionFileKey } from '../../core/keys.ts';
import { sourceLanguage } from '../../core/languages.ts';
import type { CoverPainter, Library } from '../../core/ports.ts';

const file = 'cover.png';
const type = 'image/png';

/** Draws the article's cover and writes it: the same for every revision that bears the same title. */
export async function publishCover(
  library: Library,
  painter: CoverPainter,
  { articleId, revision }: Upload,
  edition: Edition,
): Promise<{ cover: Picture; downloads: Edition['downloads'] }> {
  const kicker = edition.paragraphs.find(({ kind }) => kind === 'kicker')?.versions[sourceLanguage]?.text;
  const text = {
    title: titleIn(edition, sourceLanguage),
    ...(kicker === undefined ? {} : { kicker }),
    languages: edition.article.languages,
    language: sourceLanguage,
  };
  const bytes = await painter.paint(coverSvg(text, await sha256Hex(articleId), painter.faces));
  await library.writeFile(editionFileKey(articleId, revision, file), bytes, { type, bytes: bytes.length });
  const language = edition.article.languages.join('-');
  return { cover: { mimeType: type, bytes }, downloads: [{ file, type, language, bytes: bytes.length }] };
}
