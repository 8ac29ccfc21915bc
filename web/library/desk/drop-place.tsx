import { useEffect, useRef, useState } from 'preact/hooks';
import { deskWords } from '../../words/desk.ts';
import { useWords } from '../../words/interface-language.ts';
import { OffersDialog } from './offers-dialog.tsx';
import type { Desk } from './use-desk.ts';

/** Where files are brought: dropped anywhere on the page, or chosen. */
export function DropPlace({ desk }: { readonly desk: Desk }) {
  const words = useWords(deskWords);
  const input = useRef<HTMLInputElement>(null);
  const bring = useRef(desk.bring);
  bring.current = desk.bring;
  const [isOver, setIsOver] = useState(false);
  useEffect(() => takeDrops(files => bring.current(files), setIsOver), []);
  return (
    <section class={isOver ? 'drop over' : 'drop'} aria-label={words.invite}>
      <p class="drop-title">{isOver ? words.dropHere : words.invite}</p>
      <p class="quiet">
        {words.inviteHow}{' '}
        <button type="button" class="plain" onClick={() => input.current?.click()}>
          {words.choose}
        </button>
        .
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={desk.extensions.join(',')}
        onChange={({ currentTarget }) => {
          desk.bring(Array.from(currentTarget.files ?? []));
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
      <OffersDialog desk={desk} />
    </section>
  );
}

/** Without `preventDefault` the browser would leave for the file that is dropped. */
function takeDrops(bring: (files: readonly File[]) => void, setIsOver: (isOver: boolean) => void): () => void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const onOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setIsOver(true);
  };
  const onLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setIsOver(false);
  };
  const onDrop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setIsOver(false);
    bring(Array.from(event.dataTransfer?.files ?? []));
  };
  document.addEventListener('dragover', onOver);
  document.addEventListener('dragleave', onLeave);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('dragleave', onLeave);
    document.removeEventListener('drop', onDrop);
  };
}
