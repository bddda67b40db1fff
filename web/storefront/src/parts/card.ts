import { html, type TemplateResult } from 'lit';
import type { Item } from '../catalogue.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

/** A thing on a shelf. */
export function card(shop: Shop, item: Item): TemplateResult {
  return html`<li class="card" data-testid="card-${item.id}">
    <a class="card-link" href=${address.product(item.id)}>
      <span class="picture"><img src=${item.image} alt="" width="400" height="400" loading="lazy" decoding="async" /></span>
      <span class="card-title">${shop.title(item)}</span>
      <span class="card-price">
        <span class="price">${shop.money(item.price)}</span>
        ${item.inStock ? '' : html`<span class="soldout">${shop.say('product.soldout')}</span>`}
      </span>
    </a>
  </li>`;
}

/** Things side by side. */
export function cards(shop: Shop, items: readonly Item[]): TemplateResult {
  return html`<ul class="cards" role="list">${items.map((item) => card(shop, item))}</ul>`;
}
