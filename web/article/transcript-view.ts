import type { Edition, Paragraph } from '../../core/edition/schema.ts';
import { type Language, languages } from '../../core/languages.ts';
import { paragraphBlock, passage } from '../../core/page/transcript.ts';
import { element } from './element.ts';

/** A sentence of the text in a language. */
export interface SentencePlace {
  readonly paragraph: number;
  readonly sentence: number;
  readonly language: Language;
}

/**
 * The transcript as it stands in the page. It came with the page, and is left as it is but for what is new: a page of
 * thousands of paragraphs is neither drawn again nor walked through.
 */
export class TranscriptView {
  readonly root: HTMLElement;
  #revision: string;
  #unspokenLabel = '';

  constructor(root: HTMLElement, revision: string) {
    this.root = root;
    this.#revision = revision;
  }

  /** Brings the text to what the edition has: all of it for another revision, else the passages that were missing. */
  show(edition: Edition, unspokenLabel: string): void {
    const { revision } = edition.article;
    const isWhole = revision === this.#revision && this.root.querySelector('.pair') !== null;
    if (!isWhole) {
      const heading = edition.paragraphs.some(({ kind }) => kind === 'title')
        ? []
        : [element('h1', { lang: languages[0], dir: 'auto' }, edition.article.title)];
      const blocks = edition.paragraphs.map(paragraph => paragraphBlock(paragraph, edition.status, element));
      this.root.replaceChildren(...heading, ...blocks);
      this.#revision = revision;
    } else if (this.root.querySelector('.missing') !== null) {
      this.#fill(edition);
    }
    this.#unspokenLabel = unspokenLabel;
    this.#markUnspoken(edition);
  }

  sentence({ paragraph, sentence, language }: SentencePlace): HTMLElement | null {
    return this.passage(paragraph, language)?.querySelector(`[data-sentence="p${paragraph}s${sentence}"]`) ?? null;
  }

  passage(paragraph: number, language: Language): HTMLElement | null {
    return (
      document.getElementById(`p${paragraph}`)?.querySelector<HTMLElement>(`:scope > [lang="${language}"]`) ?? null
    );
  }

  /** Writes a passage anew, where what came with the page is not, letter for letter, what the edition has. */
  rewrite({ paragraphs, status }: Edition, index: number, language: Language): void {
    const paragraph = paragraphs[index];
    if (paragraph === undefined) return;
    this.passage(index, language)?.replaceWith(passage(paragraph, language, status, element));
  }

  /** Marks the sentences that a machine translated and nobody has reviewed, or takes the marks away. */
  markMachine({ paragraphs }: Edition, isMarked: boolean): void {
    this.root.classList.toggle('shows-origin', isMarked);
    if (!isMarked) return;
    for (const { index, versions } of paragraphs) {
      for (const language of languages) {
        for (const [sentence, { origin }] of (versions[language]?.sentences ?? []).entries()) {
          if (origin === undefined) continue;
          const place = this.sentence({ paragraph: index, sentence, language });
          if (place !== null) place.dataset['origin'] = origin;
        }
      }
    }
  }

  #fill(edition: Edition): void {
    for (const old of this.root.querySelectorAll<HTMLElement>('.missing')) {
      const index = Number(old.parentElement?.id.slice(1));
      const language = languages.find(code => code === old.lang);
      const paragraph = edition.paragraphs[index];
      if (paragraph === undefined || language === undefined) continue;
      if (paragraph.versions[language] !== undefined || edition.status !== 'narrating') {
        old.replaceWith(passage(paragraph, language, edition.status, element));
      }
    }
  }

  #markUnspoken({ paragraphs, status }: Edition): void {
    if (status === 'narrating') return;
    for (const paragraph of paragraphs) {
      for (const language of unspokenLanguages(paragraph)) {
        const block = this.passage(paragraph.index, language);
        block?.classList.add('unspoken');
        if (block !== null) block.dataset['note'] = this.#unspokenLabel;
      }
    }
  }
}

function unspokenLanguages({ versions }: Paragraph): Language[] {
  return languages.filter(language => versions[language] !== undefined && versions[language].clip === undefined);
}
