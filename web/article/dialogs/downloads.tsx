import { useContext } from 'preact/hooks';
import { useObserved } from '../../observed.ts';
import { sizeText } from '../../words/amounts.ts';
import { articleWords } from '../../words/article.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';

/** The files of the edition, by language. */
export function Downloads() {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const reading = useReading();
  const { downloads } = useObserved(reading.edition);
  if (downloads.length === 0) return <p>{words.noDownloads}</p>;
  const groups = Map.groupBy(downloads, file => file.language);
  return (
    <div class="downloads">
      {Array.from(groups, ([group, files]) => (
        <section key={group}>
          <h3>{isNamed(group, words.languageNames) ? words.languageNames[group] : group}</h3>
          <ul>
            {files.map(({ file, bytes }) => (
              <li key={file}>
                <a href={reading.address(file)} download={file}>
                  {words.fileNames[extension(file)] ?? file}
                </a>
                <span class="quiet figure">{sizeText(bytes, language)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** `chapters.vtt` of `article.fr.chapters.vtt`. */
function extension(file: string): string {
  return file.replace(/^article\.[a-z-]+\./u, '').replace(/^cover\./u, '');
}

function isNamed<Names extends object>(name: string, names: Names): name is string & keyof Names {
  return name in names;
}
