import { useContext } from 'preact/hooks';
import { languages } from '../../../core/languages.ts';
import { sleepMinutes } from '../../audio/sleep-timer.ts';
import { Choice } from '../../components/choice.tsx';
import { useObserved } from '../../observed.ts';
import { layouts, maxTextSize, prefer, spacings, themes } from '../../preferences.ts';
import { articleWords } from '../../words/article.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';
import { ModeChoice, SpeedSteps } from '../bar/listening-controls.tsx';
import { changeTextSize, sleepName } from '../commands.ts';
import { useReading } from '../reading-context.ts';

/** How one likes to listen, and to read. */
export function PreferencesForm() {
  const words = useWords(articleWords);
  return (
    <div class="preferences">
      <section>
        <h3>{words.listening}</h3>
        <ModeChoice />
        <div class="field">
          <span aria-hidden="true">{words.speed}</span>
          <SpeedSteps />
        </div>
        <RepeatSwitch />
        <SleepField />
      </section>
      <section>
        <h3>{words.reading}</h3>
        <ReadingChoices />
      </section>
    </div>
  );
}

function RepeatSwitch() {
  const words = useWords(articleWords);
  const { player } = useReading();
  const { isRepeating } = useObserved(player);
  return (
    <label class="field">
      <span>{words.repeat}</span>
      <input type="checkbox" checked={isRepeating} onChange={() => player.setRepeating(!isRepeating)} />
    </label>
  );
}

function SleepField() {
  const words = useWords(articleWords);
  const { sleep } = useReading();
  const setting = useObserved(sleep.setting);
  const settings = ['off', ...sleepMinutes, 'paragraph'] as const;
  return (
    <label class="field" title={words.sleepNote}>
      <span>{words.sleep}</span>
      <select
        value={String(setting)}
        onChange={({ currentTarget }) => sleep.set(settings[currentTarget.selectedIndex] ?? 'off')}
      >
        {settings.map(one => (
          <option key={one} value={String(one)}>
            {sleepName(one, words)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ReadingChoices() {
  const words = useWords(articleWords);
  const { preferences } = useReading();
  const { layout, spacing, theme } = useObserved(preferences);
  return (
    <>
      <Choice
        legend={words.layout}
        options={layouts.map(value => ({ value, label: words.layoutLabels[value], title: words.layoutNames[value] }))}
        value={layout}
        onChoose={value => prefer(preferences, { layout: value })}
      />
      <TextSizeSteps />
      <Choice
        legend={words.spacing}
        options={spacings.map(value => ({ value, label: words.spacingNames[value] }))}
        value={spacing}
        onChoose={value => prefer(preferences, { spacing: value })}
      />
      <Choice
        legend={words.theme}
        options={themes.map(value => ({ value, label: words.themeNames[value] }))}
        value={theme}
        onChoose={value => prefer(preferences, { theme: value })}
      />
      <LanguageChoice />
    </>
  );
}

function TextSizeSteps() {
  const words = useWords(articleWords);
  const reading = useReading();
  const { textSize } = useObserved(reading.preferences);
  return (
    <div class="field">
      <span aria-hidden="true">{words.textSize}</span>
      <div class="steps" role="group" aria-label={words.textSize}>
        <button
          type="button"
          class="small-letter"
          aria-label={words.smaller}
          disabled={textSize === 0}
          onClick={() => changeTextSize(reading, -1)}
        >
          A
        </button>
        <button
          type="button"
          class="large-letter"
          aria-label={words.larger}
          disabled={textSize === maxTextSize}
          onClick={() => changeTextSize(reading, 1)}
        >
          A
        </button>
      </div>
    </div>
  );
}

function LanguageChoice() {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const { interfaceLanguage } = useReading();
  const names = { fr: 'Français', en: 'English' } as const;
  return (
    <Choice
      legend={words.interfaceLanguage}
      options={languages.map(value => ({ value, label: names[value] }))}
      value={language}
      onChoose={value => interfaceLanguage.set(value)}
    />
  );
}
