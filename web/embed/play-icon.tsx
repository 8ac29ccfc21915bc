/** A triangle, or two bars. */
export function PlayIcon({ isOn }: { readonly isOn: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={isOn ? 'M7 5h4v14H7zM13 5h4v14h-4z' : 'M8 4.5v15l12-7.5z'} />
    </svg>
  );
}
