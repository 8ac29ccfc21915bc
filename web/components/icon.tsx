/** Drawn for a field of 24 by 24, in lines of the text's own colour. */
const shapes = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  back: 'M4.5 4v4.5H9M5.2 15a7.5 7.5 0 1 0 .6-7.2L4.5 8.5M9.3 10.5l1.4-1v5.5M13.2 12.250c0-1.6.6-2.6 1.5-2.6s1.5 1 1.5 2.6-.6 2.6-1.5 2.6-1.5-1-1.5-2.6z',
  forward:
    'M19.5 4v4.5H15M18.8 15a7.5 7.5 0 1 1-.6-7.2l1.3.7M8.8 10.5l1.4-1v5.5M12.7 12.250c0-1.6.6-2.6 1.5-2.6s1.5 1 1.5 2.6-.6 2.6-1.5 2.6-1.5-1-1.5-2.6z',
  previous: 'M14.5 6.5 9 12l5.5 5.5',
  next: 'M9.5 6.5 15 12l-5.5 5.5',
  previousParagraph: 'M18 6.5 12.5 12l5.5 5.5M11 6.5 5.5 12l5.5 5.5',
  nextParagraph: 'M6 6.5l5.5 5.5L6 17.5M13 6.5l5.5 5.5-5.5 5.5',
  repeat: 'M17 3.5 20 6.5l-3 3M20 6.5H8a4 4 0 0 0-4 4v1M7 20.5l-3-3 3-3M4 17.5h12a4 4 0 0 0 4-4v-1',
  timer: 'M19 14.5A7.5 7.5 0 1 1 10 5a6 6 0 0 0 9 9.5z',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5v9h14v-9h-1',
  download: 'M12 4v11M8 11.5l4 4 4-4M5 20h14',
  about: 'M12 11v6M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  help: 'M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 1.8M12 16.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  text: 'M3.5 18 8 6h1l4.5 12M5 14h7M21 18v-5.5a3 3 0 0 0-6 0M21 14.5c-3 0-6.5 0-6.5 2s4 2.5 6.5 0',
  close: 'M6 6l12 12M18 6 6 18',
  voice: 'M12 5v14M6.5 13.5 12 19l5.5-5.5',
} as const;

export type IconName = keyof typeof shapes;

const filled: ReadonlySet<IconName> = new Set(['play']);
const heavy: ReadonlySet<IconName> = new Set(['pause']);

/** A picture beside words, or in a button that has a name; by itself it says nothing. */
export function Icon({ name }: { readonly name: IconName }) {
  const style = filled.has(name) ? 'icon filled' : heavy.has(name) ? 'icon heavy' : 'icon';
  return (
    <svg class={style} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
