import { useEffect, useRef, useState } from 'preact/hooks';
import { durationText } from '../../../core/page/durations.ts';
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
  const slider = useRef<HTMLInputElement>(null);
  const shownMs = Math.min(draggedMs ?? atMs, durationMs);
  const part = durationMs === 0 ? 0 : shownMs / durationMs;
  useEffect(() => slider.current?.style.setProperty('--part', `${(part * 100).toFixed(2)}%`), [part]);
  return (
    <div class="progress">
      <span class="time" aria-hidden="true">
        {durationText(shownMs)}
      </span>
      <input
        ref={slider}
        type="range"
        min={0}
        max={Math.max(1_000, Math.ceil(durationMs / 1_000) * 1_000)}
        step={1_000}
        value={Math.round(shownMs / 1_000) * 1_000}
        aria-label={words.position}
        aria-valuetext={words.positionOf(durationText(shownMs), durationText(durationMs))}
        onInput={({ currentTarget }) => setDraggedMs(Number(currentTarget.value))}
        onChange={({ currentTarget }) => {
          setDraggedMs(undefined);
          player.seekTo(Number(currentTarget.value));
        }}
      />
      <span class="time left" title={words.remaining}>
        <span class="visually-hidden">{words.remaining}: </span>−{durationText((durationMs - shownMs) / speed)}
      </span>
    </div>
  );
}
