import { useEffect, useRef, useState } from 'preact/hooks';

interface SliderProps {
  readonly label: string;
  /** What a screen reader says of the position. */
  readonly valueText: string;
  readonly ms: number;
  readonly durationMs: number;
  /** Where it is dragged to, for what else shows it; undefined when it is let go. */
  readonly onDrag?: (ms: number | undefined) => void;
  /** Where it is let go. */
  readonly onChoose: (ms: number) => void;
}

/** A position in time, in whole seconds; what lies before it is coloured. While it is dragged it stays under the finger. */
export function Slider({ label, valueText, ms, durationMs, onDrag, onChoose }: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const [draggedMs, setDraggedMs] = useState<number | undefined>(undefined);
  const shownMs = draggedMs ?? ms;
  const part = durationMs === 0 ? 0 : shownMs / durationMs;
  const drag = (to: number | undefined) => {
    setDraggedMs(to);
    onDrag?.(to);
  };
  useEffect(() => input.current?.style.setProperty('--part', `${(part * 100).toFixed(2)}%`), [part]);
  return (
    <input
      ref={input}
      class="slider"
      type="range"
      min={0}
      max={Math.max(1_000, Math.ceil(durationMs / 1_000) * 1_000)}
      step={1_000}
      value={Math.round(shownMs / 1_000) * 1_000}
      aria-label={label}
      aria-valuetext={valueText}
      onInput={({ currentTarget }) => drag(Number(currentTarget.value))}
      onChange={({ currentTarget }) => {
        drag(undefined);
        onChoose(Number(currentTarget.value));
      }}
    />
  );
}
