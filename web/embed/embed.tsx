import { useState } from 'preact/hooks';
import type { EmbedRequest } from '../../core/page/embed-address.ts';
import { embedWords } from '../words/embed.ts';
import { useWords } from '../words/interface-language.ts';
import { EmbedPlayer } from './embed-player.tsx';
import { useEdition } from './use-edition.ts';

interface EmbedProps {
  readonly root: string;
  readonly request: EmbedRequest;
}

/** One article in somebody else's page. */
export function Embed({ root, request }: EmbedProps) {
  const words = useWords(embedWords);
  const [attempt, setAttempt] = useState(0);
  const opened = useEdition(root, request.articleId, attempt);
  if (opened.kind === 'opening') return <Message text={words.opening} />;
  if (opened.kind === 'unknown') return <Message text={words.unknown} />;
  if (opened.kind === 'unreachable') {
    return (
      <Message text={words.unreachable}>
        <button type="button" class="plain" onClick={() => setAttempt(attempt + 1)}>
          {words.again}
        </button>
      </Message>
    );
  }
  const { edition } = opened;
  const page = `${root}articles/${encodeURIComponent(request.articleId)}/`;
  const isPlayable = edition.paragraphs.some(({ versions }) => Object.values(versions).some(({ clip }) => clip));
  if (isPlayable)
    return <EmbedPlayer key={edition.article.revision} root={root} page={page} {...{ edition, request }} />;
  return (
    <Message text={edition.status === 'narrating' ? words.awaited : words.failed}>
      <a href={page} target="_blank" rel="noopener">
        {words.fullPage}
      </a>
    </Message>
  );
}

export function Message({ text, children }: { readonly text: string; readonly children?: preact.ComponentChildren }) {
  return (
    <section class="embed">
      <h1 class="visually-hidden">Diglot</h1>
      <p role="status">
        {text} {children}
      </p>
    </section>
  );
}
