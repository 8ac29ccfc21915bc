import type { PlayerState } from '../../audio/player-state.ts';
import { useObserved } from '../../observed.ts';
import type { ArticleWords } from '../../words/article.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';

/** One line that says what the reader can not see: what is waited for, passed over, or went wrong. It is read out. */
export function StatusLine() {
  const words = useWords(articleWords);
  const { player, message } = useReading();
  const state = useObserved(player);
  const said = useObserved(message);
  const text = said || statusText(state, words);
  return (
    <p class={text === '' ? 'status empty' : 'status'} role="status">
      {text}
    </p>
  );
}

function statusText({ phase, passedOver }: PlayerState, words: ArticleWords): string {
  if (phase === 'failed') return words.failedClip;
  if (phase === 'awaiting') return words.awaiting;
  if (phase === 'ended') return words.ended;
  return passedOver.length > 0 ? words.passedOver(passedOver.length) : '';
}
