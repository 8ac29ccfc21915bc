import { Dialog } from '../../components/dialog.tsx';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { useWords } from '../../words/interface-language.ts';
import type { DialogName } from '../reading.ts';
import { useReading } from '../reading-context.ts';
import { About } from './about.tsx';
import { Downloads } from './downloads.tsx';
import { Help } from './help.tsx';
import { PreferencesForm } from './preferences-form.tsx';

const contents: Readonly<Record<DialogName, () => preact.JSX.Element>> = {
  preferences: PreferencesForm,
  downloads: Downloads,
  about: About,
  help: Help,
};

/** The dialog that is open, if one is. */
export function Dialogs() {
  const words = useWords(articleWords);
  const { dialog } = useReading();
  const open = useObserved(dialog);
  if (open === undefined) return null;
  const Content = contents[open];
  const close = () => {
    // The event is late: another may be open by now.
    if (dialog.state === open) dialog.set(undefined);
  };
  return (
    <Dialog key={open} title={words[open]} closeLabel={words.close} onClose={close}>
      <Content />
    </Dialog>
  );
}
