import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../../components/icon-button.tsx';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';

const lookMs = 10_000;

/**
 * How long until the timer stops the voice, and the way to set it: the head of the page, where the preferences are too, is
 * far away in a long article.
 */
export function SleepButton() {
  const words = useWords(articleWords);
  const { sleep, dialog } = useReading();
  const setting = useObserved(sleep.setting);
  const [, look] = useState(0);
  useEffect(() => {
    if (setting === 'off') return undefined;
    const timer = setInterval(() => look(count => count + 1), lookMs);
    return () => clearInterval(timer);
  }, [setting]);
  const { minutesLeft } = sleep;
  const stops = minutesLeft === undefined ? words.sleepParagraph : words.sleepLeft(minutesLeft);
  const isOff = setting === 'off';
  return (
    <IconButton
      class={isOff ? '' : 'sleeping'}
      icon="timer"
      label={isOff ? words.sleep : stops}
      onPress={() => dialog.set('preferences')}
    >
      {isOff ? null : <span aria-hidden="true">{minutesLeft ?? '¶'}</span>}
    </IconButton>
  );
}
