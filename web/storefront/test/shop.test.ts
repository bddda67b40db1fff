import { beforeEach, describe, expect, it } from 'vitest';
import { goods } from '../dev/goods.js';
import { Catalogue, type Item } from '../src/catalogue.js';
import { Shop } from '../src/shop.js';
import { shelf } from './shelf.js';

const catalogue = new Catalogue(goods);
const mug = catalogue.find('stoneware-mug-oat') as Item;
const soap = catalogue.find('olive-soap-oat') as Item;

describe('the shop tells', () => {
  let told: [string, Record<string, unknown>][];
  let shop: Shop;

  beforeEach(() => {
    told = [];
    const teller = { track: (event: string, properties = {}) => void told.push([event, properties]) };
    shop = new Shop(catalogue, teller, 'en', 'system', shelf(), shelf());
  });

  it('what was looked at, by its id', () => {
    shop.view(mug);
    expect(told).toEqual([['Product Viewed', { product_id: 'stoneware-mug-oat', price: '8.50' }]]);
  });

  it('only the difference when a quantity changes', () => {
    shop.add(mug);
    shop.put(mug, 4);
    shop.put(mug, 4);
    shop.put(mug, 0);
    expect(told.map(([event, { quantity }]) => [event, quantity])).toEqual([
      ['Product Added', 1],
      ['Product Added', 3],
      ['Product Removed', 4],
    ]);
  });

  it('that a wish came true', () => {
    shop.wish(mug);
    shop.add(mug);
    expect(told.map(([event]) => event)).toEqual(['Product Added to Wishlist', 'Wishlist Product Added to Cart']);
    expect(shop.wishes.has(mug.id)).toBe(false);
  });

  it('an order by its lines, and nothing of the form', () => {
    shop.add(mug, 2);
    shop.add(soap);
    const order = shop.order(false);
    expect(told.at(-1)).toEqual([
      'Order Completed',
      {
        order_id: order.id,
        currency: 'EUR',
        products: [
          { product_id: mug.id, price: '8.50', quantity: 2 },
          { product_id: soap.id, price: '8.50', quantity: 1 },
        ],
      },
    ]);
    expect(shop.cart.lines).toEqual([]);
    expect(shop.lastOrder()).toEqual(order);
  });

  it('of a gift that every line is one', () => {
    shop.add(mug);
    shop.order(true);
    expect(told.at(-1)?.[1].products).toEqual([{ product_id: mug.id, price: '8.50', quantity: 1, gift: true }]);
  });
});
