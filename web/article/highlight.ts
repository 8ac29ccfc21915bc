import type { Edition, Version } from '../../core/edition/schema.ts';
import { type Language, languages } from '../../core/languages.ts';
import type { Spot } from '../../core/playback/cursor.ts';
import { wordAt } from '../../core/playback/stretches.ts';
import { splitWords, type WordSpan } from './split-words.ts';
import type { SentencePlace, TranscriptView } from './transcript-view.ts';

/**
 * Marks the sentence that is spoken (`.current`), its counterpart (`.counterpart`) and the word (`.speaking`). Only the
 * current sentence is cut into words, and put back as it was when the voice has left it.
 */
export class Highlight {
  readonly #view: TranscriptView;
  #edition: Edition;
  #marked: SentencePlace | undefined;
  #restore: (() => void) | undefined;
  #word = -1;
  #firstWord = -1;
  #speaking: readonly Element[] = [];

  constructor(view: TranscriptView, edition: Edition) {
    this.#view = view;
    this.#edition = edition;
  }

  /** More of the edition is there; what is marked may be of passages that were replaced. */
  setEdition(edition: Edition): void {
    this.#clear();
    this.#edition = edition;
  }

  /** To be called by each frame while the voice speaks: it does next to nothing where nothing has changed. */
  show(spot: Required<Spot> | undefined): void {
    if (spot === undefined) {
      this.#clear();
      return;
    }
    if (!isSame(this.#marked, spot)) this.#mark(spot);
    const version = this.#edition.paragraphs[spot.paragraph]?.versions[spot.language];
    // Where sentences alone have times, the sentence is all there is to mark.
    const clip = version?.clip;
    // A sentence begins a little before its first word, which is marked with it.
    this.#showWord(clip?.timings === 'words' ? Math.max(wordAt(clip.words, spot.ms), this.#firstWord) : -1);
  }

  /** The element of the sentence that is marked. */
  get sentence(): HTMLElement | null {
    return this.#marked === undefined ? null : this.#view.sentence(this.#marked);
  }

  #mark({ paragraph, sentence, language }: SentencePlace): void {
    this.#clear();
    this.#marked = { paragraph, sentence, language };
    for (const other of languages) {
      if (other !== language)
        this.#view.sentence({ paragraph, sentence, language: other })?.classList.add('counterpart');
    }
    const spoken = this.#sentenceAsWritten({ paragraph, sentence, language });
    spoken?.classList.add('current');
    const version = this.#edition.paragraphs[paragraph]?.versions[language];
    if (spoken !== null && version?.clip?.timings === 'words') {
      const words = wordsOf(version, sentence);
      this.#firstWord = words[0]?.index ?? -1;
      this.#restore = splitWords(spoken, words);
    }
  }

  #sentenceAsWritten(place: SentencePlace): HTMLElement | null {
    const span = this.#edition.paragraphs[place.paragraph]?.versions[place.language]?.sentences[place.sentence];
    const found = this.#view.sentence(place);
    if (span === undefined || found?.textContent.length === span.end - span.start) return found;
    this.#view.rewrite(this.#edition, place.paragraph, place.language);
    return this.#view.sentence(place);
  }

  #showWord(word: number): void {
    if (word === this.#word) return;
    this.#word = word;
    for (const spoken of this.#speaking) spoken.classList.remove('speaking');
    this.#speaking = [...(this.sentence?.querySelectorAll(`[data-word="${word}"]`) ?? [])];
    for (const speaking of this.#speaking) speaking.classList.add('speaking');
  }

  #clear(): void {
    if (this.#marked === undefined) return;
    this.#restore?.();
    this.#restore = undefined;
    for (const language of languages) {
      this.#view.sentence({ ...this.#marked, language })?.classList.remove('current', 'counterpart');
    }
    this.#marked = undefined;
    this.#word = -1;
    this.#firstWord = -1;
    this.#speaking = [];
  }
}

function isSame(a: SentencePlace | undefined, b: SentencePlace): boolean {
  return a?.paragraph === b.paragraph && a.sentence === b.sentence && a.language === (b.language satisfies Language);
}

function wordsOf({ sentences, clip }: Version, sentence: number): WordSpan[] {
  const span = sentences[sentence];
  if (span === undefined) return [];
  return (clip?.words ?? []).flatMap((word, index) => {
    if (word.start < span.start || word.start >= span.end) return [];
    return [{ start: word.start - span.start, end: Math.min(word.end, span.end) - span.start, index }];
  });
}
