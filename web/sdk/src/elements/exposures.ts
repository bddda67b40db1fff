import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** As the advertising industry counts a viewable impression: half of it, for a second. */
const SHARE = 0.5;
const DWELL_MS = 1000;

/**
 * Knows which cards somebody could really see, and says so once for each list: what is below the fold was not shown.
 * Cards name their item in `data-seen`; cards without it are not watched.
 */
export class Exposures implements ReactiveController {
  readonly #tell: (items: string[]) => void;
  #list: unknown;
  #told = new Set<string>();
  #inView = new Map<HTMLElement, number>();
  #sweep: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost, tell: (items: string[]) => void) {
    this.#tell = tell;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    clearTimeout(this.#sweep);
    this.#sweep = undefined;
    this.#inView.clear();
  }

  /** Watches the cards of a list; a new list begins anew. */
  watch(list: unknown, cards: Iterable<Element>): void {
    if (list !== this.#list) {
      this.hostDisconnected();
      this.#list = list;
      this.#told = new Set();
    }
    this.#observer ??= new IntersectionObserver((entries) => entries.forEach(this.#moved), { threshold: SHARE });
    for (const card of cards) this.#observer.observe(card);
  }

  readonly #moved = ({ target, isIntersecting }: IntersectionObserverEntry): void => {
    const card = target as HTMLElement;
    if (!isIntersecting) this.#inView.delete(card);
    else if (!this.#inView.has(card)) this.#inView.set(card, performance.now());
    if (this.#inView.size > 0) this.#sweep ??= setTimeout(this.#look, DWELL_MS);
  };

  /** Cards that were in view long enough are told together. */
  readonly #look = (): void => {
    this.#sweep = undefined;
    const seen: string[] = [];
    for (const [card, since] of this.#inView) {
      if (performance.now() - since < DWELL_MS - 50) continue;
      this.#inView.delete(card);
      this.#observer?.unobserve(card);
      const item = card.dataset.seen;
      if (!item || this.#told.has(item)) continue;
      this.#told.add(item);
      seen.push(item);
    }
    if (this.#inView.size > 0) this.#sweep = setTimeout(this.#look, DWELL_MS);
    if (seen.length > 0) this.#tell(seen);
  };
}
