import { Store } from '../observed.ts';

/** The part of the window in which the sentence may stand before the page is scrolled, and where it is scrolled to. */
const topPart = 0.12;
const bottomPart = 0.62;
const restPart = 0.28;

/** Keys that scroll a page. */
const scrollKeys = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** Scrolls along with the voice, until the reader scrolls; then only when they ask for it again. */
export class Follow {
  /** False while the reader is elsewhere by their own scrolling. */
  readonly isFollowing = new Store(true);

  constructor(page: Window) {
    const yieldTo = () => this.isFollowing.set(false);
    const yieldInText = ({ target }: Event) => {
      if (target instanceof Element && target.closest('.bar, dialog') === null) yieldTo();
    };
    page.addEventListener('wheel', yieldInText, { passive: true });
    page.addEventListener('touchmove', yieldInText, { passive: true });
    page.addEventListener('keydown', event => {
      const isInPage = event.target === document.body || event.target === document.documentElement;
      if (isInPage && scrollKeys.has(event.key) && !event.shiftKey) yieldTo();
    });
    page.addEventListener('pointerdown', ({ target }) => {
      // The scroll bar belongs to the page's root; all else is covered by the body.
      if (target === document.documentElement) yieldTo();
    });
  }

  /** Brings the sentence into sight, if it is not in its part of the window already. */
  to(sentence: Element | null, { force = false } = {}): void {
    if (sentence === null || !(force || this.isFollowing.state)) return;
    const { top, bottom } = sentence.getBoundingClientRect();
    const { innerHeight } = window;
    const isInSight = top >= innerHeight * topPart && bottom <= innerHeight * bottomPart;
    if (isInSight) return;
    // Behaviour `smooth` of a page of thousands of paragraphs would take long over a long way.
    const isFar = Math.abs(top) > 3 * innerHeight;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches || isFar || document.hidden;
    window.scrollBy({ top: top - innerHeight * restPart, behavior: isCalm ? 'instant' : 'smooth' });
  }

  /** By the reader's wish: the page goes to the sentence, and along with the voice again. */
  again(sentence: Element | null): void {
    this.isFollowing.set(true);
    this.to(sentence, { force: true });
  }
}
