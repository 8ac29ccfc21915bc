import { useId } from 'preact/hooks';

export interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly options: ReadonlyArray<{ readonly value: Value; readonly label: string; readonly title?: string }>;
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly isLegendHidden?: boolean;
}

/** One of a few, all in sight: radio buttons that look like one strip. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={props.isLegendHidden === true ? 'visually-hidden' : ''}>{props.legend}</legend>
      <div class="strip">
        {props.options.map(({ value, label, title }) => (
          <label key={value} title={title ?? label}>
            <input
              type="radio"
              name={name}
              value={value}
              aria-label={title ?? label}
              checked={value === props.value}
              onChange={() => props.onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
