import type { ArticleWords } from '../words/article.ts';
import { commands } from './commands.ts';
import type { Reading } from './reading.ts';

/** A key as commands name it: letters small, `Shift+` before keys that have a name. Undefined with Ctrl, Alt or Meta. */
export function pressedKey({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): string | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key.length === 1) return key.toLowerCase();
  return shiftKey ? `Shift+${key}` : key;
}

/**
 * Runs commands by their keys, but where the key belongs to a field, a dialog, or the button that has the focus. Where the
 * article failed there is nothing that they could steer.
 */
export function listenToKeys(reading: Reading, words: () => ArticleWords): void {
  document.addEventListener('keydown', event => {
    const key = pressedKey(event);
    const command = commands.find(({ keys }) => keys.some(own => own === key));
    if (command === undefined || reading.edition.state.status === 'failed' || event.defaultPrevented || isTaken(event))
      return;
    event.preventDefault();
    command.run(reading, words());
  });
}

function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  // One that Escape has just closed has the focus for some moments more.
  if (target.closest('dialog[open], select, textarea, audio') !== null) return true;
  // Radio buttons and sliders have use for no other keys.
  const isTheirs = key === ' ' || key.startsWith('Arrow');
  return isTheirs && target.closest(key === ' ' ? 'button, a, summary, input' : 'input') !== null;
}
