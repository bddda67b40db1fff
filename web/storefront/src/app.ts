import type { ChangeKind, Rapport } from '@rapport/sdk';
import { html, LitElement, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Sorting } from './catalogue.js';
import type { Key, Language } from './language.js';
import { cart } from './pages/cart.js';
import { category } from './pages/category.js';
import './pages/checkout.js';
import { home } from './pages/home.js';
import { product } from './pages/product.js';
import { search } from './pages/search.js';
import { thanks } from './pages/thanks.js';
import { yourData } from './pages/your-data.js';
import { empty } from './parts/empty.js';
import { footer } from './parts/footer.js';
import { header } from './parts/header.js';
import { bird } from './parts/icons.js';
import { Ranking } from './ranking.js';
import { address, type Route, Router, samePlace } from './router.js';
import type { Shop } from './shop.js';
import { paint, type Theme } from './theme.js';

/** What the visitor sees: header, one page, footer. */
export class AmselShop extends LitElement {
  #shop: Shop | undefined;
  #rapport: Rapport | undefined;
  #ranking: Ranking | undefined;
  #closed: ((key: Key) => string) | undefined;
  #changes = 0;
  /** False from an order until Rapport has it. */
  #told = true;
  readonly #router = new Router((route, from, scroll) => void this.#arrive(route, from, scroll));

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Opens the doors. */
  open(shop: Shop, rapport: Rapport): void {
    this.#shop = shop;
    this.#rapport = rapport;
    this.#ranking = new Ranking(rapport);
    shop.addEventListener('change', () => this.#follow());
    rapport.addEventListener('change', (event) => this.#heed((event as CustomEvent<ChangeKind>).detail));
    void this.#heed('identity');
    this.#tell(this.#router.route);
    this.#follow();
  }

  /** Says that the shop cannot be opened. */
  close(say: (key: Key) => string): void {
    this.#closed = say;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const shop = this.#shop;
    if (!shop) return this.#closed ? this.#shut(this.#closed) : opening();
    const { route } = this.#router;
    const look = (query: string) => this.#router.go(address.search(query));
    return html`
      <a class="skip" href="#content">${shop.say('nav.skip')}</a>
      ${header(shop, route, look)}
      <main id="content" tabindex="-1">${keyed(route.page, this.#page(shop, route, look))}</main>
      ${footer(
        shop,
        (language) => this.#speak(language),
        (theme) => this.#paint(theme),
      )}
      <div class="unseen" role="status">${shop.said}</div>
    `;
  }

  protected override updated(): void {
    const shop = this.#shop;
    if (shop) document.title = titleOf(shop, this.#router.route);
  }

  #page(shop: Shop, route: Route, look: (query: string) => void): TemplateResult {
    switch (route.page) {
      case 'home':
        return home(shop);
      case 'category': {
        const shelf = shop.catalogue.category(route.slug);
        const sort = (by: Sorting) => this.#router.go(address.category(route.slug, by), 'replace');
        return shelf ? category(shop, shelf, route.sorting, sort) : lost(shop);
      }
      case 'product': {
        const item = shop.catalogue.find(route.id);
        return item ? product(shop, item) : lost(shop);
      }
      case 'search':
        return search(shop, route, look, this.#ranking?.of(route.query));
      case 'cart':
        return cart(shop);
      case 'checkout':
        return html`<amsel-checkout .shop=${shop} .tick=${this.#changes} .placed=${() => void this.#placed()}></amsel-checkout>`;
      case 'thanks':
        return thanks(shop, this.#told);
      case 'your-data':
        return yourData(shop);
      case 'not-found':
        return lost(shop);
    }
  }

  #shut(say: (key: Key) => string): TemplateResult {
    const again = html`<button type="button" class="button" @click=${() => location.reload()}>${say('shop.closed.again')}</button>`;
    return html`<main class="shut" role="alert">${empty(say('shop.closed.title'), say('shop.closed.text'), again)}</main>`;
  }

  /** A new place: tell what was looked at, then put the eye and the keyboard at its beginning. */
  async #arrive(route: Route, from: Route, scroll: number): Promise<void> {
    const shop = this.#shop;
    if (!shop) return;
    shop.said = '';
    if (JSON.stringify(route) !== JSON.stringify(from)) this.#tell(route);
    this.#follow();
    await this.updateComplete;
    if (samePlace(route, from)) return;
    await this.querySelector<LitElement>('amsel-checkout')?.updateComplete;
    this.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    scrollTo({ top: scroll, behavior: 'instant' });
  }

  /** The thanks do not wait for Rapport; what goes with the order does. */
  async #placed(): Promise<void> {
    this.#told = false;
    this.#router.go(address.thanks, 'replace');
    await this.#rapport?.flush();
    this.#told = true;
    this.#follow();
  }

  #tell(route: Route): void {
    const shop = this.#shop;
    if (!shop) return;
    if (route.page === 'product') {
      const item = shop.catalogue.find(route.id);
      if (item) shop.view(item);
    } else if (route.page === 'category') {
      const shelf = shop.catalogue.category(route.slug);
      if (shelf) shop.browse(shelf);
    } else if (route.page === 'search' && route.query) {
      shop.look(route.query);
      void this.#rank(route);
    }
  }

  /** Puts what was found in the order that suits a visitor who said yes. */
  async #rank(route: Route): Promise<void> {
    const shop = this.#shop;
    if (!shop?.remembers || route.page !== 'search' || route.query === '') return;
    await this.#ranking?.ask(route.query, shop.catalogue.search(route.query));
    this.#follow();
  }

  /** After a choice about her data: know whether the visitor lets us remember, and keep no order of somebody we forgot. */
  async #heed(kind: ChangeKind): Promise<void> {
    const shop = this.#shop;
    if (!shop || !this.#rapport) return;
    if (kind === 'forget') shop.forgetOrder();
    if (kind === 'consent' || kind === 'forget' || kind === 'identity') {
      const consents = await this.#rapport.consents().catch(() => null);
      shop.remembers =
        consents?.purposes.some(({ id, state }) => id === 'recommendations' && state === 'granted') ?? false;
      this.#ranking?.forget();
      void this.#rank(this.#router.route);
      this.#follow();
    }
  }

  #speak(language: Language): void {
    localStorage.setItem('amsel.language', language);
    document.documentElement.lang = language;
    if (this.#shop) this.#shop.language = language;
    if (this.#rapport) this.#rapport.language = language;
    this.#follow();
  }

  #paint(theme: Theme): void {
    paint(theme);
    if (this.#shop) this.#shop.theme = theme;
    this.#follow();
  }

  #follow(): void {
    this.#changes++;
    this.requestUpdate();
  }
}

function titleOf(shop: Shop, route: Route): string {
  const page = pageName(shop, route);
  return page ? shop.say('title.page', { page }) : shop.say('title.home');
}

function pageName(shop: Shop, route: Route): string {
  switch (route.page) {
    case 'home':
      return '';
    case 'category':
      return shop.catalogue.category(route.slug)?.name[shop.language] ?? shop.say('lost.title');
    case 'product': {
      const item = shop.catalogue.find(route.id);
      return item ? shop.title(item) : shop.say('lost.title');
    }
    case 'search':
      return route.query ? shop.say('search.title.for', { query: route.query }) : shop.say('search.title');
    case 'cart':
      return shop.say('cart.title');
    case 'checkout':
      return shop.say('checkout.title');
    case 'thanks':
      return shop.say('thanks.title');
    case 'your-data':
      return shop.say('data.title');
    case 'not-found':
      return shop.say('lost.title');
  }
}

function lost(shop: Shop): TemplateResult {
  return empty(
    shop.say('lost.title'),
    shop.say('lost.text'),
    html`<a class="button" href=${address.home}>${shop.say('lost.link')}</a>`,
  );
}

function opening(): TemplateResult {
  return html`<div class="opening" aria-busy="true">${bird}</div>`;
}

customElements.define('amsel-shop', AmselShop);
