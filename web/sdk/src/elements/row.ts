import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChangeKind } from '../client.js';
import { pageSettings } from '../page.js';
import type { DecisionAnswer, HeldBack, Product, RecommendedItem, Resolve, Surface } from '../wire.js';
import { RapportElement } from './element.js';
import { Exposures } from './exposures.js';
import { icon, tierPill } from './icons.js';
import { idList } from './names.js';
import { rowStyles, whyStyles } from './row.styles.js';
import { buttons, pills, tokens } from './styles.js';
import { Turning, turnButtons } from './turning.js';
import { carryOut, type Said } from './why.actions.js';
import { type WhyAction, whySheet } from './why.js';

/** Surfaces whose title says what they are for, on whatever their items rest. */
const ownTitle = new Set<Surface>(['buyAgain', 'becauseViewed', 'upsell', 'crossSell', 'afterSale', 'loyalty']);

/** What the person asked for is no exposure, whatever it rests on. */
const askedFor = new Set<Surface>(['search', 'searchEmpty', 'playlist']);

/** A row of recommendations that says on what it rests, item by item if asked, and can be argued with. */
export class RapportRow extends RapportElement {
  static override styles = [tokens, buttons, pills, rowStyles, whyStyles];

  static override properties = {
    surface: {},
    item: {},
    category: {},
    cart: { converter: idList },
    exclude: { converter: idList },
    count: { type: Number },
    query: {},
    optional: { type: Boolean },
    heading: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    resolve: { attribute: false },
    answer: { state: true },
    products: { state: true },
    open: { state: true },
    said: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare surface: Surface;
  declare item: string | undefined;
  declare category: string | undefined;
  declare cart: string[] | undefined;
  declare exclude: string[] | undefined;
  declare count: number;
  /** What was searched for, where the surface is a search. */
  declare query: string | undefined;
  /** A row that is not there while it has nothing to show. */
  declare optional: boolean;
  declare heading: string | undefined;
  declare headingLevel: number;
  declare resolve: Resolve | undefined;
  declare private answer: DecisionAnswer | undefined;
  declare private products: Map<string, Product>;
  declare private open: RecommendedItem | undefined;
  declare private said: Said | undefined;
  declare private problem: boolean;
  declare private busy: boolean;
  declare private overflow: { before: boolean; after: boolean } | undefined;

  #asked = 0;
  #known = false;
  #purposeTitles = new Map<string, string>();
  readonly #turning = new Turning(this);
  readonly #exposures = new Exposures(this, (items) =>
    this.rapport?.track('Recommendation Shown', { products: items.map((id) => ({ product_id: id })) }),
  );

  constructor() {
    super();
    this.surface = 'home';
    this.count = 8;
    this.optional = false;
    this.headingLevel = 2;
    this.products = new Map();
    this.problem = false;
    this.busy = false;
  }

  /** Asks again. */
  async refresh(): Promise<void> {
    const client = this.rapport;
    if (!client || !this.isConnected) return;
    const asked = ++this.#asked;
    const context = {
      ...(this.item ? { item: this.item } : {}),
      ...(this.cart?.length ? { cart: this.cart } : {}),
      ...(this.category ? { category: this.category } : {}),
      ...(this.query ? { query: this.query } : {}),
    };
    const answer = await client.decide({
      surface: this.surface,
      ...(Object.keys(context).length > 0 ? { context } : {}),
      ...(this.exclude?.length ? { exclude: this.exclude } : {}),
      count: Math.min(Math.max(Math.trunc(this.count) || 8, 1), 24),
      language: this.words.language,
    });
    const products = await this.#resolved(answer);
    this.#known = (await client.subject()) !== null;
    if (asked !== this.#asked) return;
    this.products = products;
    this.answer = { ...answer, items: answer.items.filter((item) => products.has(item.id)) };
    this.tell('rapport-loaded', answer);
  }

  protected override met(): void {
    if (this.hasUpdated) void this.refresh();
  }

  protected override changed(kind: ChangeKind): void {
    if (kind === 'forget' || kind === 'identity') this.answer = undefined;
    void this.refresh();
  }

  protected override updated(changed: PropertyValues): void {
    const questions = ['surface', 'item', 'category', 'cart', 'exclude', 'query', 'count', 'resolve', 'lang'];
    if (!this.answer && this.#asked === 0) void this.refresh();
    else if (questions.some((name) => changed.has(name))) void this.refresh();
    this.hidden = this.optional && !this.answer?.items.length && !this.said;
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.open && dialog && !dialog.open) dialog.showModal();
    if (!this.open && dialog?.open) dialog.close();
    this.#turning.watch(this.renderRoot.querySelector('ul.items'));
    if (this.answer) this.#exposures.watch(this.answer, this.renderRoot.querySelectorAll('li.card[data-seen]'));
  }

  protected override render(): TemplateResult {
    return html`<section aria-busy=${this.answer ? 'false' : 'true'}>
      <header>
        <div id="title" part="heading" class="title" role="heading" aria-level=${this.headingLevel}>${this.#title()}</div>
        ${
          this.answer && this.answer.items.length > 0
            ? tierPill(this.answer.tier, this.words.say(`tier.${this.answer.tier}`))
            : nothing
        }
        ${turnButtons(this.#turning, this.words)}
      </header>
      ${this.#body()} ${this.#heldBack()}
      <div class="said small" role="status">
        ${this.said ? html`<span>${this.said.text}</span>` : nothing}
        ${
          this.said?.undo
            ? html`<button class="link" aria-disabled=${this.busy} @click=${this.#undo}>${this.words.say('done.undo')}</button>`
            : nothing
        }
      </div>
      ${this.#why()}
    </section>`;
  }

  #title(): string {
    if (this.heading) return this.heading;
    if (!this.answer) return this.words.say('row.loading');
    if (this.answer.items.length === 0) return this.words.say('row.title.none');
    const { tier } = this.answer;
    if (ownTitle.has(this.surface)) return this.words.say(`row.title.${this.surface}`);
    return this.words.say(tier === 'context' ? `row.title.${this.surface}` : `row.title.${tier}`);
  }

  #body(): TemplateResult {
    const { answer, words } = this;
    if (!answer) {
      const bones = Array.from({ length: Math.min(this.count, 24) });
      return html`<div class="items" aria-hidden="true">
        ${bones.map(
          () => html`<div class="card waiting">
            <div class="picture bone"></div>
            <div class="text"><div class="bone line"></div><div class="bone line short"></div></div>
          </div>`,
        )}
      </div>`;
    }
    if (answer.items.length === 0) {
      return answer.degraded
        ? html`<div class="plain">
            <p>${words.say('row.away')}</p>
            <button class="link" @click=${() => void this.refresh()}>${words.say('row.retry')}</button>
          </div>`
        : html`<div class="plain"><p>${words.say('row.empty')}</p></div>`;
    }
    return html`<ul class="items" @scroll=${this.#turning.measure}>
      ${answer.items.map((item) => this.#card(item, answer))}
    </ul>`;
  }

  #card(item: RecommendedItem, answer: DecisionAnswer): TemplateResult {
    const product = this.products.get(item.id);
    if (!product) return html``;
    const { words } = this;
    const isPersonal = (item.tier === 'person' || item.tier === 'session') && !askedFor.has(this.surface);
    return html`<li class="card" part="card" data-testid="card-${item.id}" data-seen=${isPersonal ? item.id : nothing}>
      <a href=${product.url ?? nothing} @click=${(event: MouseEvent) => this.#select(event, item, product)}>
        <div class="picture" part="picture">
          ${product.image ? html`<img src=${product.image} alt="" loading="lazy" decoding="async" />` : nothing}
        </div>
        <div class="text">
          <span class="name" part="name">${product.title}</span>
          ${product.price ? html`<span class="price" part="price">${product.price}</span>` : nothing}
        </div>
      </a>
      <div class="foot">
        <button
          class="why"
          part="why"
          aria-haspopup="dialog"
          aria-label=${words.say('why.label', { title: product.title })}
          @click=${() => void this.#openWhy(item)}
        >
          ${icon('why')}${words.say('why.button')}
        </button>
        ${item.tier === answer.tier ? nothing : tierPill(item.tier, words.say(`tier.${item.tier}`), true)}
      </div>
    </li>`;
  }

  #heldBack(): TemplateResult | typeof nothing {
    const held = this.answer?.heldBack.filter(({ count }) => count > 0) ?? [];
    if (held.length === 0) return nothing;
    return html`<ul class="held">
      ${held.map((line) => html`<li>${icon('held')}${this.words.say('row.held', { n: line.count, text: this.#heldText(line) })}</li>`)}
    </ul>`;
  }

  #heldText({ rule, text }: HeldBack): string {
    return text || (this.words.sayIfKnown('held', rule) ?? this.words.say('held.other'));
  }

  #why(): TemplateResult {
    const item = this.open;
    return html`<dialog aria-labelledby="why-title" @close=${this.#closed} @click=${this.#backdrop}>
      ${
        item
          ? whySheet({
              words: this.words,
              item,
              product: this.products.get(item.id),
              purposeTitle: this.#purposeTitles.get(item.reason.purpose ?? '') ?? null,
              known: this.#known,
              privacyHref: pageSettings()?.privacyHref,
              problem: this.problem,
              busy: this.busy,
              act: (action) => void this.#act(action),
              close: () => this.#closed(),
            })
          : nothing
      }
    </dialog>`;
  }

  async #openWhy(item: RecommendedItem): Promise<void> {
    this.problem = false;
    if (item.reason.purpose) {
      const purposes = (await this.rapport?.purposes().catch(() => [])) ?? [];
      this.#purposeTitles = new Map(purposes.map(({ id, text }) => [id, text.title]));
    }
    this.open = item;
  }

  readonly #closed = (): void => {
    this.open = undefined;
  };

  readonly #backdrop = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.#closed();
  };

  async #act(action: WhyAction): Promise<void> {
    const client = this.rapport;
    if (!client || this.busy) return;
    this.busy = true;
    this.problem = false;
    try {
      this.said = await carryOut(action, client, this.words, this.surface);
      this.#closed();
      this.tell('rapport-change', action.do);
    } catch {
      this.problem = true;
    } finally {
      this.busy = false;
    }
  }

  readonly #undo = async (): Promise<void> => {
    const undo = this.said?.undo;
    if (!undo || this.busy) return;
    this.busy = true;
    try {
      await undo();
      this.said = { text: this.words.say('done.undone') };
      this.tell('rapport-change', 'undo');
    } catch {
      this.said = { text: this.words.say('failed'), undo };
    } finally {
      this.busy = false;
    }
  };

  #select(event: MouseEvent, item: RecommendedItem, product: Product): void {
    this.rapport?.track('Product Clicked', { product_id: item.id });
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const detail = { item: item.id, url: product.url, decisionId: this.answer?.decisionId };
    if (!this.tell('rapport-select', detail, true)) event.preventDefault();
  }

  async #resolved({ items }: DecisionAnswer): Promise<Map<string, Product>> {
    const resolve = this.resolve ?? pageSettings()?.resolve;
    const ids = items.map(({ id }) => id);
    if (!resolve) return new Map(ids.map((id) => [id, { id, title: id }]));
    const products = await resolve(ids).catch(() => [] as Product[]);
    return new Map(products.map((product) => [product.id, product]));
  }
}

customElements.define('rapport-row', RapportRow);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-row': RapportRow;
  }
}
