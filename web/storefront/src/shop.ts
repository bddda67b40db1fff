import type { Rapport } from '@rapport/sdk';
import { Cart, type Shelf } from './cart.js';
import type { Catalogue, Category, Item } from './catalogue.js';
import { type Key, type Language, say, sayCount } from './language.js';
import { decimal, money } from './money.js';
import { type Order, orderNumber } from './order.js';
import type { Theme } from './theme.js';
import { Wishes } from './wishes.js';

/** What the shop tells Rapport, in the words of Segment's e-commerce specification. */
type Teller = Pick<Rapport, 'track'>;

const lastOrder = 'amsel.order';

/** The open shop: what it sells, what the visitor has in hand, and the one place where things happen. Dispatches `change`. */
export class Shop extends EventTarget {
  readonly catalogue: Catalogue;
  readonly cart: Cart;
  readonly wishes: Wishes;
  readonly #teller: Teller;
  /** Until the browser is closed. */
  readonly #passing: Shelf;
  language: Language;
  theme: Theme;
  /** True once the visitor said yes to suggestions. */
  remembers = false;
  /** The last thing that happened, for people who do not see it happen. */
  said = '';

  constructor(
    catalogue: Catalogue,
    teller: Teller,
    language: Language,
    theme: Theme,
    lasting: Shelf = localStorage,
    passing: Shelf = sessionStorage,
  ) {
    super();
    this.cart = new Cart(lasting);
    this.wishes = new Wishes(lasting);
    this.#passing = passing;
    this.catalogue = catalogue;
    this.#teller = teller;
    this.language = language;
    this.theme = theme;
    this.cart.retain((id) => catalogue.find(id) !== undefined);
  }

  // Words

  say(key: Key, holes?: Readonly<Record<string, string | number>>): string {
    return say(this.language, key, holes);
  }

  sayCount(one: Key, other: Key, count: number): string {
    return sayCount(this.language, one, other, count);
  }

  money(amountMinor: number): string {
    return money(amountMinor, this.language, this.catalogue.currency);
  }

  title(thing: Item): string {
    return thing.title[this.language];
  }

  // What the visitor does

  view(item: Item): void {
    this.#teller.track('Product Viewed', this.#about(item));
  }

  browse(category: Category): void {
    this.#teller.track('Product List Viewed', { category: category.path });
  }

  look(query: string): void {
    this.#teller.track('Products Searched', { query });
  }

  add(item: Item, quantity = 1): void {
    const wished = this.wishes.has(item.id);
    this.cart.add(item.id, quantity);
    if (wished) this.wishes.toggle(item.id);
    this.#teller.track(wished ? 'Wishlist Product Added to Cart' : 'Product Added', { ...this.#about(item), quantity });
    this.announce(this.say('product.added.said', { item: this.title(item) }));
  }

  /** Sets how many are in the cart, and tells only the difference. */
  put(item: Item, quantity: number): void {
    const before = this.cart.quantity(item.id);
    this.cart.set(item.id, quantity);
    const after = this.cart.quantity(item.id);
    if (after === before) return;
    const event = after > before ? 'Product Added' : 'Product Removed';
    this.#teller.track(event, { ...this.#about(item), quantity: Math.abs(after - before) });
    const holes = { item: this.title(item), count: after };
    this.announce(this.say(after === 0 ? 'cart.removed.said' : 'cart.quantity.said', holes));
  }

  wish(item: Item): void {
    this.wishes.toggle(item.id);
    const event = this.wishes.has(item.id) ? 'Product Added to Wishlist' : 'Product Removed from Wishlist';
    this.#teller.track(event, this.#about(item));
    this.changed();
  }

  /** Places the order: the lines go to Rapport, name and address go nowhere. */
  order(gift: boolean): Order {
    const order: Order = { id: orderNumber(new Date()), lines: this.lines(), gift };
    const products = order.lines.map(({ id, quantity }) => {
      const item = this.catalogue.find(id);
      return { ...(item ? this.#about(item) : { product_id: id }), quantity, ...(gift ? { gift } : {}) };
    });
    this.#teller.track('Order Completed', { order_id: order.id, currency: this.catalogue.currency, products });
    this.#passing.setItem(lastOrder, JSON.stringify(order));
    this.cart.clear();
    this.changed();
    return order;
  }

  // What is at hand

  /** The cart with prices of today. */
  lines(): Order['lines'] {
    return this.cart.lines.map((line) => ({ ...line, price: this.catalogue.find(line.id)?.price ?? 0 }));
  }

  lastOrder(): Order | null {
    return JSON.parse(this.#passing.getItem(lastOrder) ?? 'null') as Order | null;
  }

  forgetOrder(): void {
    this.#passing.removeItem(lastOrder);
  }

  announce(text: string): void {
    this.said = text;
    this.changed();
  }

  changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  /** No more than Rapport keeps: it knows the item's name and shelf itself. */
  #about(item: Item): Record<string, unknown> {
    return { product_id: item.id, price: decimal(item.price) };
  }
}
