import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Edition } from '../../core/edition/schema.ts';
import { type Language, languages, sourceLanguage } from '../../core/languages.ts';
import { pageAddresses } from '../../core/page/addresses.ts';
import { durationText } from '../../core/page/durations.ts';
import type { EmbedRequest } from '../../core/page/embed-address.ts';
import { Player } from '../audio/player.ts';
import type { PlayerState } from '../audio/player-state.ts';
import { twoElements } from '../audio/two-elements.ts';
import { Icon } from '../components/icon.tsx';
import { Slider } from '../components/slider.tsx';
import { embedWords } from '../words/embed.ts';
import { useWords } from '../words/interface-language.ts';
import { CurrentSentence } from './current-sentence.tsx';

interface EmbedPlayerProps {
  readonly root: string;
  /** The article's own page. */
  readonly page: string;
  readonly edition: Edition;
  readonly request: EmbedRequest;
}

const languageNames: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** Title, play, language, position, and the sentence that is spoken, in both languages. */
export function EmbedPlayer({ root, page, edition, request }: EmbedPlayerProps) {
  const words = useWords(embedWords);
  const player = useMemo(() => openPlayer(root, edition, request.language), [root, edition, request.language]);
  const state = usePlayerState(player);
  const programMs = useProgramMs(player, state);
  const language = languages.find(code => code === state.mode) ?? sourceLanguage;
  const isOn = state.phase === 'playing' || state.phase === 'loading' || state.phase === 'awaiting';
  return (
    <section class="embed" aria-label={words.player} data-phase={state.phase}>
      <header class="embed-head">
        <h1 class="embed-heading">
          <a
            class="embed-title"
            href={page}
            target="_blank"
            rel="noopener"
            lang={language}
            dir="auto"
            title={words.fullPage}
          >
            {titleOf(edition, language)}
          </a>
        </h1>
        <LanguageSwitch language={language} onLanguage={next => player.setMode(next)} />
      </header>
      <div class="embed-controls">
        <button
          type="button"
          class="embed-play"
          aria-label={isOn ? words.pause : words.play}
          onClick={() => player.toggle()}
        >
          <Icon name={isOn ? 'pause' : 'play'} />
        </button>
        <Slider
          label={words.position}
          valueText={`${durationText(programMs)} / ${durationText(state.durationMs)}`}
          ms={programMs}
          durationMs={state.durationMs}
          onChoose={ms => player.seekTo(ms)}
        />
        <span class="figure embed-time">
          {durationText(programMs)} / {durationText(state.durationMs)}
        </span>
      </div>
      {state.phase === 'failed' ? (
        <p role="alert" class="embed-problem">
          {words.unplayable}
        </p>
      ) : (
        <CurrentSentence edition={edition} spot={state.spot} />
      )}
    </section>
  );
}

interface LanguageSwitchProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

function LanguageSwitch({ language, onLanguage }: LanguageSwitchProps) {
  const words = useWords(embedWords);
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">{words.language}</legend>
      {languages.map(code => (
        <button
          key={code}
          type="button"
          class="plain"
          lang={code}
          aria-pressed={code === language}
          onClick={() => onLanguage(code)}
        >
          {languageNames[code]}
        </button>
      ))}
    </fieldset>
  );
}

function openPlayer(root: string, edition: Edition, mode: Language): Player {
  const addresses = pageAddresses(root, edition.article);
  return new Player({
    deck: twoElements(document.body),
    edition,
    mode,
    speed: 1,
    address: file => addresses.editionFile(file),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
}

function usePlayerState(player: Player): PlayerState {
  const [state, setState] = useState(player.state);
  useEffect(() => {
    setState(player.state);
    return player.subscribe(() => setState(player.state));
  }, [player]);
  return state;
}

/** Where the player is; looked at four times a second while it plays, which a position needs no more of. */
function useProgramMs(player: Player, { phase, spot, mode }: PlayerState): number {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    setMs(player.now().programMs);
    if (phase !== 'playing') return undefined;
    const timer = setInterval(() => {
      player.tick();
      setMs(player.now().programMs);
    }, 250);
    return () => clearInterval(timer);
  }, [player, phase, spot, mode]);
  return ms;
}

function titleOf({ article, paragraphs }: Edition, language: Language): string {
  return paragraphs.find(({ kind }) => kind === 'title')?.versions[language]?.text ?? article.title;
}
