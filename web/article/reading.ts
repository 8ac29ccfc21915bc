import type { Edition } from '../../core/edition/schema.ts';
import { pageAddresses } from '../../core/page/addresses.ts';
import type { Spot } from '../../core/playback/cursor.ts';
import { formatPlaceLink, parsePlaceLink } from '../../core/playback/place-link.ts';
import { wordAtOffset } from '../../core/playback/stretches.ts';
import { Player } from '../audio/player.ts';
import { SleepTimer } from '../audio/sleep-timer.ts';
import { twoElements } from '../audio/two-elements.ts';
import { Store } from '../observed.ts';
import { type Preferences, prefer } from '../preferences.ts';
import type { ArticleWords } from '../words/article.ts';
import type { InterfaceLanguageCode } from '../words/preferred-language.ts';
import { Follow } from './follow.ts';
import { Highlight } from './highlight.ts';
import { forgetPlace, keepPlace, keptPlace } from './kept-place.ts';
import { listenToPointing, type Pointed } from './pointing.ts';
import { copy, share } from './share.ts';
import type { TranscriptView } from './transcript-view.ts';

export type DialogName = 'preferences' | 'downloads' | 'about' | 'help';

/** How far the voice is, a few times a second. */
export interface Clock {
  readonly atMs: number;
  readonly durationMs: number;
}

export interface ReadingOptions {
  readonly root: string;
  readonly edition: Edition;
  readonly view: TranscriptView;
  readonly preferences: Store<Preferences>;
  /** In the language that the interface has at the time. */
  readonly words: () => ArticleWords;
  readonly interfaceLanguage: Store<InterfaceLanguageCode>;
}

/** A word is heard from a little before its time, so that its first sound is whole. */
const wordLeadMs = 40;
const messageMs = 6_000;
const clockStepMs = 250;

/** One reader with one article: the player, the text that follows it, and what the page remembers. */
export class Reading {
  readonly player: Player;
  readonly follow: Follow;
  readonly sleep: SleepTimer;
  readonly preferences: Store<Preferences>;
  readonly interfaceLanguage: Store<InterfaceLanguageCode>;
  readonly edition: Store<Edition>;
  readonly clock: Store<Clock>;
  readonly message = new Store('');
  readonly dialog = new Store<DialogName | undefined>(undefined);
  /** Whether the machine's sentences are marked in the text. */
  readonly marksMachine = new Store(false);
  readonly #root: string;
  readonly #view: TranscriptView;
  readonly #highlight: Highlight;
  readonly #words: () => ArticleWords;
  #isDrawing = false;
  /** Nothing is marked in the text before the voice has spoken, or a place was opened. */
  #hasBegun = false;
  #shown: Spot | undefined;
  #clearMessage: ReturnType<typeof setTimeout> | undefined;

  constructor({ root, edition, view, preferences, words, interfaceLanguage }: ReadingOptions) {
    const { mode, speed } = preferences.state;
    this.#root = root;
    this.#view = view;
    this.#words = words;
    this.preferences = preferences;
    this.interfaceLanguage = interfaceLanguage;
    this.edition = new Store(edition);
    this.player = new Player({
      deck: twoElements(document.body),
      edition,
      mode,
      speed,
      address: file => pageAddresses(root, this.edition.state.article).editionFile(file),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    });
    this.follow = new Follow(window);
    this.sleep = new SleepTimer(this.player, () => performance.now());
    this.clock = new Store<Clock>({ atMs: 0, durationMs: this.player.state.durationMs });
    this.#highlight = new Highlight(view, edition);
    view.show(edition, words().unspoken);
    listenToPointing(view.root, pointed => this.#point(pointed));
    this.#openPlace();
    this.player.subscribe(() => this.#changed());
    this.marksMachine.subscribe(() => view.markMachine(this.edition.state, this.marksMachine.state));
    addEventListener('hashchange', () => this.#goToLink());
  }

  /** The address of a file that the manifest names. */
  address(file: string): string {
    return pageAddresses(this.#root, this.edition.state.article).editionFile(file);
  }

  setEdition(edition: Edition): void {
    this.edition.set(edition);
    this.#highlight.setEdition(edition);
    this.#view.show(edition, this.#words().unspoken);
    this.#view.markMachine(edition, this.marksMachine.state);
    this.player.setEdition(edition);
    this.#draw();
  }

  /** Shows a line for a while; assistive technology reads it out. */
  say(message: string): void {
    clearTimeout(this.#clearMessage);
    this.message.set(message);
    this.#clearMessage = setTimeout(() => this.message.set(''), messageMs);
  }

  backToVoice(): void {
    this.follow.again(this.#highlight.sentence);
  }

  async shareSentence(): Promise<void> {
    this.#tellShared(await share(this.#link()));
  }

  async copyLink(): Promise<void> {
    this.#tellShared(await copy(this.#link()));
  }

  #tellShared(shared: Awaited<ReturnType<typeof share>>): void {
    const words = this.#words();
    if (shared === 'copied') this.say(words.linkCopied);
    if (shared === 'shown') this.say(`${words.linkShown} ${this.#link().url}`);
  }

  #link() {
    const { spot } = this.player.state;
    const url = new URL(location.href);
    url.hash = formatPlaceLink(spot ?? { paragraph: 0, sentence: 0 });
    return { title: this.edition.state.article.title, url: url.href };
  }

  #point({ paragraph, sentence, language, offset }: Pointed): void {
    const version = this.edition.state.paragraphs[paragraph]?.versions[language];
    const span = version?.sentences[sentence];
    const words = version?.clip?.timings === 'words' ? version.clip.words : [];
    const word = span && words[wordAtOffset(words, span.start + offset)];
    const isOfSentence = word !== undefined && span !== undefined && word.start >= span.start;
    this.player.goTo({
      paragraph,
      sentence,
      language,
      ...(isOfSentence ? { ms: Math.max(0, word.ms - wordLeadMs) } : {}),
    });
    this.player.play();
    this.follow.isFollowing.set(true);
  }

  /** Where a link leads, else where this reader stopped. */
  #openPlace(): void {
    const kept = keptPlace(this.edition.state.article.id);
    if (!this.#goToLink() && kept !== undefined) {
      this.player.goTo(kept);
      const isAhead = kept.paragraph + kept.sentence > 0;
      this.#hasBegun = isAhead;
      this.#show();
      if (isAhead) {
        this.follow.to(this.#highlight.sentence, { force: true });
        this.say(this.#words().resumed);
      }
    }
    this.#draw();
  }

  #goToLink(): boolean {
    const place = parsePlaceLink(location.hash);
    if (place === undefined) return false;
    // The link may have stood in a dialog.
    this.dialog.set(undefined);
    this.player.goTo(place);
    this.#hasBegun = true;
    this.#show();
    this.follow.again(this.#highlight.sentence);
    return true;
  }

  #changed(): void {
    const { mode, speed, phase, spot } = this.player.state;
    const { preferences } = this;
    this.#hasBegun ||= spot !== undefined && this.#shown !== undefined && spot !== this.#shown;
    if (mode !== preferences.state.mode || speed !== preferences.state.speed) prefer(preferences, { mode, speed });
    if (phase === 'ended') forgetPlace(this.edition.state.article.id);
    else if (spot !== undefined && spot !== this.#shown) {
      keepPlace(this.edition.state.article.id, spot);
      leaveLink(spot);
    }
    this.#draw();
  }

  /** Now, and by each frame as long as the voice speaks. */
  #draw(): void {
    if (this.#isDrawing) return;
    const frame = () => {
      const { phase } = this.player.state;
      this.#isDrawing = phase === 'playing' || phase === 'loading';
      if (this.#isDrawing) {
        requestAnimationFrame(frame);
        this.player.tick();
      }
      this.#show();
    };
    frame();
  }

  #show(): void {
    const { spot, programMs } = this.player.now();
    this.#hasBegun ||= this.player.state.phase !== 'paused';
    this.#highlight.show(this.#hasBegun ? spot : undefined);
    const { spot: entered, durationMs } = this.player.state;
    if (entered !== this.#shown) {
      this.#shown = entered;
      this.follow.to(this.#highlight.sentence);
    }
    const atMs = Math.floor(programMs / clockStepMs) * clockStepMs;
    const clock = this.clock.state;
    if (clock.atMs !== atMs || clock.durationMs !== durationMs) this.clock.set({ atMs, durationMs });
  }
}

/** The address names a place only while one is there: so a reload goes on where one stopped, and a link leads there twice. */
function leaveLink({ paragraph, sentence }: Spot): void {
  const linked = parsePlaceLink(location.hash);
  if (linked === undefined || (linked.paragraph === paragraph && linked.sentence === sentence)) return;
  const [address] = location.href.split('#', 1);
  history.replaceState(history.state, '', address);
}
