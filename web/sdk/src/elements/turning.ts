import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Words } from '../locales/index.js';
import { icon } from './icons.js';

const NEARLY = 8;

/** Knows whether a scrolling line has more to either side, and turns it by most of its width. */
export class Turning implements ReactiveController {
  before = false;
  after = false;
  readonly #host: ReactiveControllerHost;
  #line: Element | null = null;
  #sizes: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#line = null;
  }

  watch(line: Element | null): void {
    if (line !== this.#line) {
      this.#sizes?.disconnect();
      this.#line = line;
      this.#sizes ??= new ResizeObserver(() => this.measure());
      if (line) this.#sizes.observe(line);
    }
    this.measure();
  }

  readonly measure = (): void => {
    const line = this.#line;
    const before = line !== null && line.scrollLeft > NEARLY;
    const after = line !== null && line.scrollLeft + line.clientWidth < line.scrollWidth - NEARLY;
    if (before === this.before && after === this.after) return;
    this.before = before;
    this.after = after;
    this.#host.requestUpdate();
  };

  turn(direction: 1 | -1): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const left = direction * (this.#line?.clientWidth ?? 0) * 0.8;
    this.#line?.scrollBy({ left, behavior: calm ? 'instant' : 'smooth' });
  }
}

/** Back and more, only where there is more than fits. */
export function turnButtons(turning: Turning, words: Words): TemplateResult | typeof nothing {
  if (!turning.before && !turning.after) return nothing;
  return html`<div class="turn">
    <button aria-label=${words.say('row.previous')} ?disabled=${!turning.before} @click=${() => turning.turn(-1)}>
      ${icon('previous')}
    </button>
    <button aria-label=${words.say('row.next')} ?disabled=${!turning.after} @click=${() => turning.turn(1)}>
      ${icon('next')}
    </button>
  </div>`;
}
