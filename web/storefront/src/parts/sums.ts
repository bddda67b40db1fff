import { html, type TemplateResult } from 'lit';
import { delivery, deliveryFor, goodsOf, type Order } from '../order.js';
import type { Shop } from '../shop.js';

/** Goods, delivery, total. */
export function sums(shop: Shop, lines: Order['lines']): TemplateResult {
  const goods = goodsOf(lines);
  const fee = deliveryFor(goods);
  return html`<dl class="sums">
      <div><dt>${shop.say('cart.goods')}</dt><dd>${shop.money(goods)}</dd></div>
      <div><dt>${shop.say('cart.delivery')}</dt><dd>${fee === 0 ? shop.say('cart.delivery.free') : shop.money(fee)}</dd></div>
      <div class="sums-total"><dt>${shop.say('cart.total')}</dt><dd>${shop.money(goods + fee)}</dd></div>
    </dl>
    ${fee === 0 ? '' : html`<p class="quiet small">${shop.say('cart.delivery.hint', { free: shop.money(delivery.freeFrom) })}</p>`}`;
}
