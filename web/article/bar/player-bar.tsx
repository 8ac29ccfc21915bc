import { useContext } from 'preact/hooks';
import { IconButton } from '../../components/icon-button.tsx';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';
import { ListeningControls } from './listening-controls.tsx';
import { Progress } from './progress.tsx';
import { SleepButton } from './sleep-button.tsx';
import { StatusLine } from './status-line.tsx';
import { Transport } from './transport.tsx';

/** The bar at the foot of the page: where the voice is, and all that steers it. Where an article failed there is none. */
export function PlayerBar() {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const { status } = useObserved(useReading().edition);
  if (status === 'failed') return null;
  return (
    <section class="bar" aria-label={words.player} lang={language}>
      <StatusLine />
      <FollowButton />
      <div class="bar-top">
        <Progress />
        <SleepButton />
      </div>
      <div class="bar-row">
        <Transport />
        <ListeningControls />
      </div>
    </section>
  );
}

/** There only while the reader is elsewhere than the voice. */
function FollowButton() {
  const words = useWords(articleWords);
  const reading = useReading();
  const isFollowing = useObserved(reading.follow.isFollowing);
  const { phase } = useObserved(reading.player);
  if (isFollowing || phase === 'paused' || phase === 'ended') return null;
  return (
    <IconButton class="follow" icon="voice" label={words.follow} shortcut="V" onPress={() => reading.backToVoice()}>
      <span aria-hidden="true">{words.follow}</span>
    </IconButton>
  );
}
