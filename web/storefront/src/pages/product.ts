import { html, type TemplateResult } from 'lit';
import type { Item } from '../catalogue.js';
import { delivery } from '../order.js';
import { icons } from '../parts/icons.js';
import { row } from '../parts/row.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

export function product(shop: Shop, item: Item): TemplateResult {
  const shelf = shop.catalogue.category(item.categorySlug)?.name[shop.language] ?? item.category;
  return html`
    <article class="product wrap">
      <p class="crumbs"><a href=${address.category(item.categorySlug)}>${shelf}</a></p>
      <div class="product-picture picture"><img src=${item.image} alt=${shop.title(item)} width="800" height="800" /></div>
      <div class="product-words">
        <h1 tabindex="-1">${shop.title(item)}</h1>
        <p class="product-price"><span class="price">${shop.money(item.price)}</span> <span class="quiet small">${shop.say('product.tax')}</span></p>
        <p class="product-text">${item.description[shop.language]}</p>
        <p class="stock ${item.inStock ? '' : 'stock-out'}">
          ${item.inStock ? shop.say('product.instock') : shop.say('product.soldout.text')}
        </p>
        ${actions(shop, item)} ${facts(shop, item, shelf)}
      </div>
    </article>
    <div class="wrap aside-row">${row({ surface: 'product', item: item.id, count: 6 })}</div>
  `;
}

function actions(shop: Shop, item: Item): TemplateResult {
  const held = shop.cart.quantity(item.id) > 0;
  const wished = shop.wishes.has(item.id);
  return html`<div class="actions">
    ${
      item.inStock
        ? html`<button type="button" class="button" data-testid="add-to-cart" @click=${() => shop.add(item)}>
          ${held ? icons.check : icons.cart} ${shop.say(held ? 'product.added' : 'product.add')}
        </button>`
        : ''
    }
    <button type="button" class="button button-plain" data-testid="wish" aria-pressed=${wished} @click=${() => shop.wish(item)}>
      ${icons.heart} ${shop.say(wished ? 'product.wished' : 'product.wish')}
    </button>
    ${held ? html`<a class="to-cart" href=${address.cart}>${shop.say('product.tocart')} ${icons.arrow}</a>` : ''}
  </div>`;
}

function facts(shop: Shop, item: Item, shelf: string): TemplateResult {
  const fee = { price: shop.money(delivery.price), free: shop.money(delivery.freeFrom) };
  return html`<dl class="facts">
    <div><dt>${shop.say('product.fact.delivery')}</dt><dd>${shop.say('product.fact.delivery.text', fee)}</dd></div>
    <div><dt>${shop.say('product.fact.return')}</dt><dd>${shop.say('product.fact.return.text')}</dd></div>
    ${
      item.consumable
        ? html`<div><dt>${shop.say('product.fact.refill')}</dt><dd>${shop.say('product.fact.refill.text')}</dd></div>`
        : ''
    }
    <div><dt>${shop.say('product.fact.shelf')}</dt><dd><a href=${address.category(item.categorySlug)}>${shelf}</a></dd></div>
  </dl>`;
}
