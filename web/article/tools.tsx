import { IconButton } from '../components/icon-button.tsx';
import { useObserved } from '../observed.ts';
import { articleWords } from '../words/article.ts';
import { useWords } from '../words/interface-language.ts';
import { useReading } from './reading-context.ts';

/** What concerns the article as a whole, at the head of the page. */
export function Tools() {
  const words = useWords(articleWords);
  const reading = useReading();
  const { dialog } = reading;
  const { status, receipt } = useObserved(reading.edition);
  // Of what failed there is no text, no sound and no file: nothing to tell, but what was paid all the same.
  if (status === 'failed') {
    if (receipt === undefined) return null;
    return (
      <div class="tools only-about" role="group" aria-label={words.tools}>
        <IconButton icon="about" label={words.about} onPress={() => dialog.set('about')} />
      </div>
    );
  }
  return (
    <div class="tools" role="group" aria-label={words.tools}>
      <IconButton icon="text" label={words.preferences} shortcut="O" onPress={() => dialog.set('preferences')} />
      <IconButton icon="share" label={words.share} shortcut="C" onPress={() => void reading.shareSentence()} />
      <IconButton icon="download" label={words.downloads} shortcut="D" onPress={() => dialog.set('downloads')} />
      <IconButton icon="about" label={words.about} shortcut="I" onPress={() => dialog.set('about')} />
      <IconButton class="keys-only" icon="help" label={words.help} shortcut="?" onPress={() => dialog.set('help')} />
    </div>
  );
}
