import { useState } from 'preact/hooks';
import { durationText } from '../../../core/page/durations.ts';
import { Slider } from '../../components/slider.tsx';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';

/** The one timeline of both languages: where one is, what is left at the chosen speed, and a slider to go elsewhere. */
export function Progress() {
  const words = useWords(articleWords);
  const { clock, player } = useReading();
  const { atMs, durationMs } = useObserved(clock);
  const { speed } = useObserved(player);
  // While the slider is dragged, it shows where one would go; the sound goes there when it is let go.
  const [draggedMs, setDraggedMs] = useState<number | undefined>(undefined);
  const shownMs = Math.min(draggedMs ?? atMs, durationMs);
  return (
    <div class="progress">
      <span class="time" aria-hidden="true">
        {durationText(shownMs)}
      </span>
      <Slider
        label={words.position}
        valueText={words.positionOf(durationText(shownMs), durationText(durationMs))}
        ms={shownMs}
        durationMs={durationMs}
        onDrag={setDraggedMs}
        onChoose={ms => player.seekTo(ms)}
      />
      <span class="time left" title={words.remaining}>
        <span class="visually-hidden">{words.named(words.remaining, '')}</span>−
        {durationText((durationMs - shownMs) / speed)}
      </span>
    </div>
  );
}
