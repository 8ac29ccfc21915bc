import type { Edition } from '../../core/edition/schema.ts';
import { type Language, languages } from '../../core/languages.ts';
import { embedWords } from '../words/embed.ts';
import { useWords } from '../words/interface-language.ts';

interface CurrentSentenceProps {
  readonly edition: Edition;
  /** Undefined where nothing can be played. */
  readonly spot: { readonly paragraph: number; readonly sentence: number; readonly language: Language } | undefined;
}

/** The sentence that is spoken and its counterpart; the one that is heard stands out. What scrolls is reached by keys, and begins at its top. */
export function CurrentSentence({ edition, spot }: CurrentSentenceProps) {
  const words = useWords(embedWords);
  if (spot === undefined) return null;
  const versions = edition.paragraphs.find(({ index }) => index === spot.paragraph)?.versions;
  return (
    <div
      key={`${spot.paragraph}.${spot.sentence}`}
      class="embed-sentences"
      tabIndex={0}
      role="group"
      aria-label={words.sentence}
    >
      {languages.map(language => {
        const version = versions?.[language];
        const sentence = version?.sentences[spot.sentence];
        return version === undefined || sentence === undefined ? null : (
          <p key={language} lang={language} dir="auto" class={language === spot.language ? 'spoken' : undefined}>
            {version.text.slice(sentence.start, sentence.end)}
          </p>
        );
      })}
    </div>
  );
}
