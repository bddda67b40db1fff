import { html, type TemplateResult } from 'lit';
import { cards } from '../parts/card.js';
import { searchField } from '../parts/header.js';
import { row } from '../parts/row.js';
import { inOrder } from '../ranking.js';
import { address, type Route } from '../router.js';
import type { Shop } from '../shop.js';

/** @param order What suits the visitor, best first, once Rapport has said it of just this query. */
export function search(
  shop: Shop,
  route: Route & { page: 'search' },
  go: (query: string) => void,
  order: readonly string[] = [],
): TemplateResult {
  const found = inOrder(shop.catalogue.search(route.query), order);
  const count =
    route.query === ''
      ? shop.say('search.start')
      : found.length === 0
        ? shop.say('search.none.text')
        : shop.sayCount('search.one', 'search.other', found.length);
  const title =
    route.query === ''
      ? shop.say('search.title')
      : found.length === 0
        ? shop.say('search.none.title')
        : shop.say('search.title.for', { query: route.query });
  return html`
    <div class="page-head page-head-search wrap">
      <div>
        <h1 tabindex="-1">${title}</h1>
        <p class="quiet" role="status">${count}${order.length > 0 ? ` · ${shop.say('search.suited')}` : ''}</p>
      </div>
      ${searchField(shop, route, go, 'page-search')}
    </div>
    <div class="wrap">${found.length > 0 ? cards(shop, found) : shelves(shop)}</div>
    ${
      route.query !== '' && found.length === 0
        ? html`<div class="wrap aside-row">${row({ surface: 'searchEmpty', query: route.query, count: 8, optional: true })}</div>`
        : ''
    }
  `;
}

function shelves(shop: Shop): TemplateResult {
  return html`<ul class="chips" role="list">
    ${shop.catalogue.categories.map(
      ({ slug, name }) => html`<li><a class="chip" href=${address.category(slug)}>${name[shop.language]}</a></li>`,
    )}
  </ul>`;
}
