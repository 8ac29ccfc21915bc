import type { ArticleWords } from '../../words/article.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { commands } from '../commands.ts';

/** All keys and what they do. */
export function Help() {
  const words = useWords(articleWords);
  return (
    <>
      <p class="quiet">{words.helpNote}</p>
      <dl class="keys">
        {commands.map(({ keys, name }) => (
          <div key={keys[0]}>
            <dt>
              {keys.map((key, index) => (
                <>
                  {index > 0 ? ` ${words.or} ` : ''}
                  <kbd>{keyName(key, words)}</kbd>
                </>
              ))}
            </dt>
            <dd>{name(words)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function keyName(key: string, { keyNames, shift }: ArticleWords): string {
  const [plain, isShifted] = key.startsWith('Shift+') ? [key.slice(6), true] : [key, false];
  const name = keyNames[plain] ?? plain.toUpperCase();
  return isShifted ? `${shift} ${name}` : name;
}
