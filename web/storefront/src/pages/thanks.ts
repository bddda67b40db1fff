import { html, type TemplateResult } from 'lit';
import type { Order } from '../order.js';
import { empty } from '../parts/empty.js';
import { bird } from '../parts/icons.js';
import { row } from '../parts/row.js';
import { sums } from '../parts/sums.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

/** @param told Whether Rapport has the order by now, so that it can say what goes with it. */
export function thanks(shop: Shop, told: boolean): TemplateResult {
  const order = shop.lastOrder();
  const way = html`<a class="button" href=${address.home}>${shop.say('thanks.home')}</a>`;
  if (!order) return empty(shop.say('thanks.none.title'), shop.say('thanks.none.text'), way);
  return html`<div class="thanks wrap">
    ${bird}
    <h1 tabindex="-1">${shop.say('thanks.title')}</h1>
    <p class="lead">${shop.say('thanks.text', { order: order.id })}</p>
    <p class="quiet">${shop.say('thanks.demo')}</p>
    <ul class="brief" role="list">
      ${order.lines.map(({ id, quantity }) => {
        const item = shop.catalogue.find(id);
        return item
          ? html`<li><span class="picture"><img src=${item.image} alt="" width="200" height="200" /></span>
              <span>${shop.title(item)}</span><span class="quiet">× ${quantity}</span></li>`
          : '';
      })}
    </ul>
    ${sums(shop, order.lines)} ${shop.remembers ? learned(shop, order) : ''}
    ${way}
  </div>
  ${told && shop.remembers && !order.gift ? html`<div class="wrap aside-row">${row({ surface: 'afterSale', count: 6, optional: true })}</div>` : ''}`;
}

/** What the order taught us, in one sentence; said only to people who let us learn. */
function learned(shop: Shop, order: Order): TemplateResult {
  const [first, ...others] = order.lines;
  const item = shop.catalogue.find(first?.id ?? '');
  const count = others.length;
  const sentence = order.gift
    ? shop.say('thanks.learned.gift')
    : shop.say(count === 0 ? 'thanks.learned.one' : 'thanks.learned.many', {
        item: item ? shop.title(item) : '',
        count,
      });
  return html`<section class="learned" aria-labelledby="learned" data-testid="learned">
    <h2 id="learned">${shop.say('thanks.learned.title')}</h2>
    <p>${sentence} <a href=${address.yourData}>${shop.say('thanks.learned.link')}</a></p>
  </section>`;
}
