import type { Warning } from '../../../core/edition/schema.ts';
import { formatPlaceLink } from '../../../core/playback/place-link.ts';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';
import { placedWarning } from './placed-warning.ts';

/** What is doubtful about the edition, each with its place: as readers count, and as `diglot correct` is told it. */
export function Warnings() {
  const words = useWords(articleWords);
  const { edition } = useReading();
  const { warnings } = useObserved(edition);
  if (warnings.length === 0) return null;
  const isPlaced = warnings.some(warning => placedWarning(warning).paragraph !== undefined);
  return (
    <section>
      <h3>{words.warnings}</h3>
      {isPlaced ? <p class="quiet">{words.placeNote}</p> : null}
      <ul>
        {warnings.map(warning => (
          <WarningItem warning={warning} />
        ))}
      </ul>
    </section>
  );
}

function WarningItem({ warning }: { readonly warning: Warning }) {
  const words = useWords(articleWords);
  const { text, paragraph, sentence } = placedWarning(warning);
  return (
    <li>
      <span lang="en">
        {text} <span class="quiet">{warning.code}</span>
      </span>
      {paragraph === undefined ? null : (
        <>
          {' '}
          <a href={formatPlaceLink({ paragraph, sentence: sentence ?? 0 })}>
            {sentence === undefined ? words.paragraphPlace(paragraph) : words.sentencePlace(paragraph, sentence)}
          </a>
        </>
      )}
    </li>
  );
}
