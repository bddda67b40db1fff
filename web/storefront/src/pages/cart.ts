import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Item } from '../catalogue.js';
import { empty } from '../parts/empty.js';
import { icons } from '../parts/icons.js';
import { row } from '../parts/row.js';
import { sums } from '../parts/sums.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

export function cart(shop: Shop): TemplateResult {
  const lines = shop.lines();
  if (lines.length === 0) {
    const way = html`<a class="button" href=${address.home}>${shop.say('cart.empty.link')}</a>`;
    return html`${empty(shop.say('cart.empty.title'), shop.say('cart.empty.text'), way)} ${list(shop)}`;
  }
  return html`
    <div class="page-head wrap"><h1 tabindex="-1">${shop.say('cart.title')}</h1></div>
    <div class="two wrap">
      <ul class="lines" role="list">
        ${repeat(
          lines,
          (line) => line.id,
          (line) => {
            const item = shop.catalogue.find(line.id);
            return item ? lineOf(shop, item, line.quantity) : '';
          },
        )}
      </ul>
      <section class="till" aria-labelledby="sum">
        <h2 id="sum">${shop.say('cart.summary')}</h2>
        ${sums(shop, lines)}
        <a class="button" href=${address.checkout} data-testid="cart-checkout">${shop.say('cart.checkout')} ${icons.arrow}</a>
      </section>
    </div>
    <div class="wrap aside-row">${row({ surface: 'cart', cart: shop.cart.ids, count: 6 })}</div>
    ${list(shop)}
  `;
}

function lineOf(shop: Shop, item: Item, quantity: number): TemplateResult {
  const name = { item: shop.title(item) };
  return html`<li class="line" data-testid="line-${item.id}">
    <a class="picture" href=${address.product(item.id)} tabindex="-1" aria-hidden="true">
      <img src=${item.image} alt="" width="200" height="200" />
    </a>
    <div class="line-words">
      <a class="line-title" href=${address.product(item.id)}>${shop.title(item)}</a>
      ${quantity > 1 ? html`<span class="quiet small">${shop.say('cart.each', { price: shop.money(item.price) })}</span>` : ''}
    </div>
    <span class="price line-price">${shop.money(item.price * quantity)}</span>
    <div class="line-hands">
      <div class="stepper" role="group" aria-label=${shop.say('cart.quantity', name)}>
        <button type="button" aria-label=${shop.say('cart.fewer', name)} ?disabled=${quantity === 1}
          @click=${() => shop.put(item, quantity - 1)}>${icons.minus}</button>
        <span class="stepper-count">${quantity}</span>
        <button type="button" aria-label=${shop.say('cart.more', name)} @click=${() => shop.put(item, quantity + 1)}>${icons.plus}</button>
      </div>
      <button type="button" class="link" aria-label=${shop.say('cart.remove.item', name)} @click=${() => shop.put(item, 0)}>
        ${shop.say('cart.remove')}
      </button>
    </div>
  </li>`;
}

/** What was put aside for later. */
function list(shop: Shop): TemplateResult | '' {
  const wished = shop.wishes.ids.map((id) => shop.catalogue.find(id)).filter((item) => item !== undefined);
  if (wished.length === 0) return '';
  return html`<section class="wrap aside-row" aria-labelledby="list">
    <h2 id="list">${shop.say('cart.list')}</h2>
    <ul class="wishes" role="list">
      ${wished.map(
        (item) => html`<li>
          <a class="picture" href=${address.product(item.id)} tabindex="-1" aria-hidden="true"><img src=${item.image} alt="" width="200" height="200" /></a>
          <a class="line-title" href=${address.product(item.id)}>${shop.title(item)}</a>
          <span class="price">${shop.money(item.price)}</span>
          ${
            item.inStock
              ? html`<button type="button" class="button button-plain button-small"
                aria-label=${shop.say('cart.list.add.item', { item: shop.title(item) })} @click=${() => shop.add(item)}>
                ${shop.say('cart.list.add')}
              </button>`
              : html`<span class="soldout">${shop.say('product.soldout')}</span>`
          }
        </li>`,
      )}
    </ul>
  </section>`;
}
