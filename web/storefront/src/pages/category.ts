import { html, type TemplateResult } from 'lit';
import { type Category, type Sorting, sorted, sortings } from '../catalogue.js';
import { cards } from '../parts/card.js';
import { row } from '../parts/row.js';
import type { Shop } from '../shop.js';

export function category(shop: Shop, shelf: Category, sorting: Sorting, sort: (by: Sorting) => void): TemplateResult {
  const items = sorted(shop.catalogue.shelf(shelf.slug), sorting, shop.language);
  const choose = (event: Event) => sort((event.currentTarget as HTMLSelectElement).value as Sorting);
  return html`
    <div class="page-head wrap">
      <div>
        <h1 tabindex="-1">${shelf.name[shop.language]}</h1>
        <p class="lead">${shelf.line[shop.language]}</p>
        <p class="quiet">${shop.sayCount('category.one', 'category.other', items.length)}</p>
      </div>
      <label class="sort">
        <span>${shop.say('category.sort')}</span>
        <select @change=${choose}>
          ${sortings.map((by) => html`<option value=${by} ?selected=${by === sorting}>${shop.say(`category.sort.${by}`)}</option>`)}
        </select>
      </label>
    </div>
    <div class="wrap">${cards(shop, items)}</div>
    <div class="wrap aside-row">
      ${row({ surface: 'home', category: shelf.path, count: 6 })}
    </div>
  `;
}
