import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface IconButtonProps {
  readonly icon: IconName;
  /** Its name, which is shown on hovering. */
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut?: string;
  readonly isPressed?: boolean;
  readonly class?: string;
  readonly onPress: () => void;
  readonly children?: ComponentChildren;
}

export function IconButton({ icon, label, shortcut, isPressed, onPress, children, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      onClick={onPress}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}
