import { html, type TemplateResult } from 'lit';
import { cards } from '../parts/card.js';
import { icons } from '../parts/icons.js';
import { row } from '../parts/row.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

export function home(shop: Shop): TemplateResult {
  const { categories } = shop.catalogue;
  return html`
    <section class="hero wrap">
      <div class="hero-words">
        <h1 tabindex="-1">${shop.say('home.title')}</h1>
        <p>${shop.say('home.text')}</p>
        <a class="button" href="#new">${shop.say('home.start')} ${icons.arrow}</a>
      </div>
      ${strip(shop)}
    </section>

    <section class="beside wrap">
      ${row({ surface: 'home', count: 8 })}
      <rapport-consent-card purpose="recommendations" surface="home"></rapport-consent-card>
      <rapport-quiz></rapport-quiz>
    </section>

    ${shop.remembers ? html`<section class="wrap aside-row">${row({ surface: 'buyAgain', count: 8, optional: true })}</section>` : ''}

    <section class="wrap" aria-labelledby="around">
      <h2 id="around">${shop.say('home.shelves')}</h2>
      <ul class="doors" role="list">
        ${categories.map(({ slug, name }) => {
          const cover = shop.catalogue.shelf(slug)[0];
          return html`<li><a class="door" href=${address.category(slug)}>
            <span class="picture">${cover ? html`<img src=${cover.image} alt="" width="400" height="400" loading="lazy" />` : ''}</span>
            <span>${name[shop.language]}</span>
          </a></li>`;
        })}
      </ul>
    </section>

    <section class="wrap" aria-labelledby="new">
      <div class="section-head">
        <h2 id="new">${shop.say('home.new')}</h2>
        <p class="quiet">${shop.say('home.new.text')}</p>
      </div>
      ${cards(shop, shop.catalogue.newest(10))}
    </section>

    <section class="word" aria-labelledby="word">
      <div class="wrap">
        <h2 id="word">${shop.say('home.word.title')}</h2>
        <ul role="list">
          <li>${shop.say('home.word.one')}</li>
          <li>${shop.say('home.word.two')}</li>
          <li>${shop.say('home.word.three')} <a href=${address.yourData}>${shop.say('home.word.link')}</a></li>
        </ul>
      </div>
    </section>
  `;
}

/** A calm strip of the shop's own pictures: a thing from the middle of three shelves that stand apart. */
function strip(shop: Shop): TemplateResult {
  const pictures = shop.catalogue.categories
    .filter((_, place) => place % 3 === 1)
    .map(({ slug }) => shop.catalogue.shelf(slug).filter((item) => item.inStock))
    .map((shelf) => shelf[Math.floor(shelf.length / 2)])
    .filter((item) => item !== undefined)
    .slice(0, 3);
  return html`<ul class="strip" role="list">
    ${pictures.map(
      (item) => html`<li><a class="picture" href=${address.product(item.id)} aria-label=${shop.title(item)}>
        <img src=${item.image} alt="" width="400" height="400" />
      </a></li>`,
    )}
  </ul>`;
}
