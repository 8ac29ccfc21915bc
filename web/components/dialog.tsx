import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly class?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog, open as long as it is drawn. Escape, its button and a press beside it close it. */
export function Dialog({ title, closeLabel, onClose, children, ...props }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isDrawn = useRef(true);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      isDrawn.current = false;
      if (element) closeAndLeave(element);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.class ?? ''}`}
      aria-labelledby={titleId}
      onClose={({ currentTarget }) => {
        // The event of its going comes late: what has been opened since must not be closed by it.
        if (!isDrawn.current) return;
        closeAndLeave(currentTarget);
        onClose();
      }}
      onClick={event => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label={closeLabel} onPress={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** The focus must not stay in what is gone: until the next frame, keys would be lost there. */
function closeAndLeave(dialog: HTMLDialogElement): void {
  dialog.close();
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && dialog.contains(activeElement)) activeElement.blur();
}
