import { useContext } from 'preact/hooks';
import { modes } from '../../../core/playback/modes.ts';
import { Choice } from '../../components/choice.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useObserved } from '../../observed.ts';
import { speedText } from '../../words/amounts.ts';
import { articleWords } from '../../words/article.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';
import { changeSpeed } from '../commands.ts';
import { useReading } from '../reading-context.ts';

/** Which language is heard, how fast, and whether a sentence is repeated. */
export function ListeningControls() {
  const words = useWords(articleWords);
  const { player } = useReading();
  const { isRepeating } = useObserved(player);
  return (
    <div class="listening">
      <ModeChoice isShort />
      <SpeedSteps />
      <IconButton
        class="wide-only"
        icon="repeat"
        label={words.repeat}
        shortcut="R"
        isPressed={isRepeating}
        onPress={() => player.setRepeating(!isRepeating)}
      />
    </div>
  );
}

export function ModeChoice({ isShort = false }: { readonly isShort?: boolean }) {
  const words = useWords(articleWords);
  const { player } = useReading();
  const { mode } = useObserved(player);
  return (
    <Choice
      legend={words.mode}
      isLegendHidden={isShort}
      options={modes.map(value => ({
        value,
        label: words[isShort ? 'modeCodes' : 'modeLabels'][value],
        title: words.modeNames[value],
      }))}
      value={mode}
      onChoose={value => player.setMode(value)}
    />
  );
}

export function SpeedSteps() {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const reading = useReading();
  const { speed } = useObserved(reading.player);
  return (
    <div class="steps" role="group" aria-label={words.speed}>
      <button
        type="button"
        aria-label={words.slower}
        title={`${words.slower} (−)`}
        onClick={() => changeSpeed(reading, -1)}
      >
        −
      </button>
      <button
        type="button"
        class="figure"
        title={`${words.normalSpeed} (0)`}
        aria-label={`${words.named(words.speed, speedText(speed, language))}. ${words.normalSpeed}`}
        onClick={() => reading.player.setSpeed(1)}
      >
        {speedText(speed, language)}
      </button>
      <button
        type="button"
        aria-label={words.faster}
        title={`${words.faster} (+)`}
        onClick={() => changeSpeed(reading, 1)}
      >
        +
      </button>
    </div>
  );
}
