import { html, type TemplateResult } from 'lit';
import { address, type Route } from '../router.js';
import type { Shop } from '../shop.js';
import { bird, icons } from './icons.js';

/** The sign over the door: name, search, cart, and the shelves. */
export function header(shop: Shop, route: Route, search: (query: string) => void): TemplateResult {
  const count = shop.cart.count;
  const label = count === 0 ? shop.say('nav.cart.none') : shop.sayCount('nav.cart.one', 'nav.cart.other', count);
  return html`<header class="head">
    <div class="head-bar wrap">
      <a class="logo" href=${address.home} aria-label=${shop.say('nav.home')}>${bird}<span class="logo-name">Amsel</span></a>
      ${searchField(shop, route, search, 'head-search')}
      <nav class="head-tools" aria-label=${shop.say('nav.tools')}>
        <a class="tool tool-search" href=${address.search('')} aria-label=${shop.say('nav.search')}>${icons.search}</a>
        <a class="tool tool-data" href=${address.yourData} aria-current=${route.page === 'your-data' ? 'page' : 'false'}>
          ${shop.say('nav.data')}
        </a>
        <a class="tool tool-cart" href=${address.cart} aria-label=${label} data-testid="nav-cart"
          aria-current=${route.page === 'cart' ? 'page' : 'false'}>
          ${icons.cart}<span class="tool-text">${shop.say('nav.cart')}</span>
          ${count === 0 ? '' : html`<span class="badge" aria-hidden="true">${count}</span>`}
        </a>
      </nav>
    </div>
    <nav class="shelves" aria-label=${shop.say('nav.shelves')}>
      <ul class="wrap" role="list">
        ${shop.catalogue.categories.map(({ slug, name }) => {
          const here = route.page === 'category' && route.slug === slug;
          return html`<li><a href=${address.category(slug)} aria-current=${here ? 'page' : 'false'}>${name[shop.language]}</a></li>`;
        })}
      </ul>
    </nav>
  </header>`;
}

/** A field that leads to the search page. */
export function searchField(shop: Shop, route: Route, search: (query: string) => void, style: string): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    search(String(new FormData(form).get('q') ?? '').trim());
  };
  return html`<form class="search ${style}" role="search" aria-label=${shop.say('nav.search.label')} action="/search" @submit=${submit}>
    <input type="search" name="q" autocomplete="off" spellcheck="false" enterkeyhint="search"
      aria-label=${shop.say('nav.search.label')} placeholder=${shop.say('nav.search.hint')}
      .value=${route.page === 'search' ? route.query : ''} />
    <button type="submit" aria-label=${shop.say('nav.search')}>${icons.search}</button>
  </form>`;
}
