import { IconButton } from '../../components/icon-button.tsx';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';

/** Play, and the steps around it. */
export function Transport() {
  const words = useWords(articleWords);
  const { player } = useReading();
  const { phase } = useObserved(player);
  const isOn = phase === 'playing' || phase === 'loading' || phase === 'awaiting';
  return (
    <div class="transport">
      <IconButton
        class="paragraph-step"
        icon="previousParagraph"
        label={words.previousParagraph}
        shortcut="Shift ←"
        onPress={() => player.step('paragraph', -1)}
      />
      <IconButton
        icon="previous"
        label={words.previousSentence}
        shortcut="←"
        onPress={() => player.step('sentence', -1)}
      />
      <IconButton icon="back" label={words.back} shortcut="J" onPress={() => player.seekBy(-10_000)} />
      <IconButton
        class={`play ${phase === 'loading' || phase === 'awaiting' ? 'waiting' : ''}`}
        icon={isOn ? 'pause' : 'play'}
        label={isOn ? words.pause : words.play}
        shortcut="K"
        onPress={() => player.toggle()}
      />
      <IconButton icon="forward" label={words.forward} shortcut="L" onPress={() => player.seekBy(10_000)} />
      <IconButton icon="next" label={words.nextSentence} shortcut="→" onPress={() => player.step('sentence', 1)} />
      <IconButton
        class="paragraph-step"
        icon="nextParagraph"
        label={words.nextParagraph}
        shortcut="Shift →"
        onPress={() => player.step('paragraph', 1)}
      />
    </div>
  );
}
