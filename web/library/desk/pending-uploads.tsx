import { deskWords } from '../../words/desk.ts';
import { useWords } from '../../words/interface-language.ts';
import type { AwaitedUpload } from './use-desk.ts';

/** What was added and is not in the list yet. */
export function PendingUploads({ uploads }: { readonly uploads: readonly AwaitedUpload[] }) {
  const words = useWords(deskWords);
  return (
    <div role="status">
      <ul class="pending">
        {uploads.map(({ id, name }) => (
          <li key={id} dir="auto">
            {words.awaited(name)}
          </li>
        ))}
      </ul>
    </div>
  );
}
