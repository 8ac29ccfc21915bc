import { useObserved } from '../observed.ts';
import { articleWords } from '../words/article.ts';
import { useWords } from '../words/interface-language.ts';
import { useReading } from './reading-context.ts';

/** What the reader must know before the text: that it is in the making, or what went wrong and what to do. */
export function Notice() {
  const words = useWords(articleWords);
  const { edition } = useReading();
  const { status, error } = useObserved(edition);
  if (error !== undefined) {
    return (
      <section class={status === 'failed' ? 'notice problem' : 'notice'}>
        <h2 lang="en">{error.code}</h2>
        <p lang="en">{error.message}</p>
        {error.place === undefined ? null : <p class="place">{error.place}</p>}
        <p>
          <strong>{words.remedy}</strong> <span lang="en">{error.remedy}</span>
        </p>
      </section>
    );
  }
  if (status !== 'narrating') return null;
  return (
    <section class="notice making">
      <p>{words.awaitingFirst}</p>
    </section>
  );
}
