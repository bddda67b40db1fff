import type { DecisionAnswer } from '@rapport/sdk';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Key } from '../language.js';
import { deliveryFor, goodsOf } from '../order.js';
import { empty } from '../parts/empty.js';
import { row } from '../parts/row.js';
import { sums } from '../parts/sums.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';

const fields = ['name', 'street', 'postcode', 'city', 'email'] as const;
type Field = (typeof fields)[number];

const autocomplete = {
  name: 'name',
  street: 'street-address',
  postcode: 'postal-code',
  city: 'address-level2',
  email: 'email',
} as const;

/** The till. What is typed here stays in the form: nothing reads it but the check whether it is complete. */
export class AmselCheckout extends LitElement {
  static override properties: PropertyDeclarations = {
    shop: { attribute: false },
    placed: { attribute: false },
    tick: { attribute: false },
    better: { state: true },
  };

  declare shop: Shop;
  declare placed: () => void;
  /** Changes whenever the shop does, so that the page follows. */
  declare tick: number;
  /** What the first row shows, so that the second shows none of it; unknown until it was asked. */
  declare private better: readonly string[] | undefined;
  #wrong: Partial<Record<Field, Key>> = {};

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { shop } = this;
    const lines = shop.lines();
    if (lines.length === 0) {
      const way = html`<a class="button" href=${address.home}>${shop.say('cart.empty.link')}</a>`;
      return empty(shop.say('cart.empty.title'), shop.say('cart.empty.text'), way);
    }
    const goods = goodsOf(lines);
    const total = shop.money(goods + deliveryFor(goods));
    return html`
      <div class="page-head wrap"><h1 tabindex="-1">${shop.say('checkout.title')}</h1></div>
      <div class="two wrap">
        <form class="form" novalidate @submit=${this.#submit}>
          <p class="note">${shop.say('checkout.demo')}</p>
          <fieldset>
            <legend>${shop.say('checkout.address')}</legend>
            <div class="fields">${fields.map((field) => this.#field(field))}</div>
          </fieldset>
          <fieldset>
            <legend>${shop.say('checkout.payment')}</legend>
            <label class="option"><input type="radio" name="payment" value="invoice" checked /> ${shop.say('checkout.payment.invoice')}</label>
            <label class="option"><input type="radio" name="payment" value="transfer" /> ${shop.say('checkout.payment.transfer')}</label>
          </fieldset>
          <label class="option option-gift">
            <input type="checkbox" name="gift" data-testid="checkout-gift" aria-describedby="gift-text" />
            <span>${shop.say('checkout.gift')}<span class="quiet small" id="gift-text">${shop.say('checkout.gift.text')}</span></span>
          </label>
          <button type="submit" class="button" data-testid="checkout-place">${shop.say('checkout.place', { total })}</button>
        </form>
        <section class="till" aria-labelledby="order">
          <h2 id="order">${shop.say('checkout.order')}</h2>
          <ul class="brief" role="list">
            ${lines.map(({ id, quantity }) => {
              const item = shop.catalogue.find(id);
              return item
                ? html`<li><span class="picture"><img src=${item.image} alt="" width="200" height="200" /></span>
                    <span>${shop.title(item)}</span><span class="quiet">× ${quantity}</span></li>`
                : '';
            })}
          </ul>
          ${sums(shop, lines)}
          <a class="link" href=${address.cart}>${shop.say('checkout.change')}</a>
        </section>
      </div>
      <div class="wrap aside-rows">
        <div @rapport-loaded=${this.#heed}>${row({ surface: 'upsell', cart: shop.cart.ids, count: 4, optional: true })}</div>
        ${
          this.better
            ? html`<div>${row({ surface: 'crossSell', cart: shop.cart.ids, exclude: this.better, count: 4, optional: true })}</div>`
            : ''
        }
      </div>
    `;
  }

  readonly #heed = ({ detail }: CustomEvent<DecisionAnswer>): void => {
    this.better = detail.items.map(({ id }) => id);
  };

  #field(field: Field): TemplateResult {
    const { shop } = this;
    const wrong = this.#wrong[field];
    return html`<label class="field field-${field}">
      <span>${shop.say(`checkout.${field}`)}</span>
      <input name=${field} type=${field === 'email' ? 'email' : 'text'} value=${shop.say(`checkout.person.${field}`)}
        autocomplete=${autocomplete[field]} inputmode=${ifDefined(field === 'postcode' ? 'numeric' : undefined)} required
        aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${ifDefined(wrong ? `wrong-${field}` : undefined)} />
      ${wrong ? html`<span class="wrong" id="wrong-${field}">${shop.say(wrong)}</span>` : ''}
    </label>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = new FormData(form);
    this.#wrong = Object.fromEntries(
      fields.map((field) => [field, faultOf(field, String(said.get(field) ?? '').trim())]).filter(([, fault]) => fault),
    ) as Partial<Record<Field, Key>>;
    this.requestUpdate();
    await this.updateComplete;
    const first = form.querySelector<HTMLInputElement>('[aria-invalid=true]');
    if (first) return first.focus();
    this.shop.order(said.has('gift'));
    this.placed();
  };
}

function faultOf(field: Field, value: string): Key | undefined {
  if (value === '') return 'checkout.missing';
  if (field === 'postcode' && !/^\d{5}$/.test(value)) return 'checkout.invalid.postcode';
  if (field === 'email' && !/^\S+@\S+$/.test(value)) return 'checkout.invalid.email';
  return undefined;
}

customElements.define('amsel-checkout', AmselCheckout);
