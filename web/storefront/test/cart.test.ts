import { describe, expect, it } from 'vitest';
import { Cart } from '../src/cart.js';
import { deliveryFor, orderNumber } from '../src/order.js';
import { Wishes } from '../src/wishes.js';
import { shelf } from './shelf.js';

describe('the cart', () => {
  it('counts things, not lines', () => {
    const cart = new Cart(shelf());
    cart.add('mug');
    cart.add('mug', 2);
    cart.add('apron');
    expect(cart.lines).toEqual([
      { id: 'mug', quantity: 3 },
      { id: 'apron', quantity: 1 },
    ]);
    expect(cart.count).toBe(4);
  });

  it('lets go of what is set to nothing', () => {
    const cart = new Cart(shelf());
    cart.add('mug');
    cart.set('mug', 0);
    cart.set('apron', -3);
    expect(cart.lines).toEqual([]);
  });

  it('holds no more than ninety-nine of a thing', () => {
    const cart = new Cart(shelf());
    cart.add('mug', 1000);
    expect(cart.quantity('mug')).toBe(99);
  });

  it('is there on the next visit', () => {
    const device = shelf();
    new Cart(device).add('mug', 2);
    expect(new Cart(device).quantity('mug')).toBe(2);
    new Cart(device).clear();
    expect(device.getItem('amsel.cart')).toBeNull();
  });

  it('survives whatever lies on the device', () => {
    for (const text of ['', '{', 'null', '{"a":1}', '[1,null,{"id":"x"},{"id":"y","quantity":-1}]'])
      expect(new Cart(shelf({ 'amsel.cart': text })).lines, text).toEqual([]);
  });

  it('drops what the shop no longer sells', () => {
    const cart = new Cart(shelf());
    cart.add('mug');
    cart.add('gone');
    cart.retain((id) => id === 'mug');
    expect(cart.ids).toEqual(['mug']);
  });
});

describe('the wish list', () => {
  it('takes a thing on and off', () => {
    const device = shelf();
    const wishes = new Wishes(device);
    wishes.toggle('mug');
    expect(new Wishes(device).has('mug')).toBe(true);
    wishes.toggle('mug');
    expect(device.getItem('amsel.wishes')).toBeNull();
  });
});

describe('an order', () => {
  it('is delivered free from sixty', () => {
    expect([0, 5999, 6000].map(deliveryFor)).toEqual([0, 490, 0]);
  });

  it('has a number that fits on a parcel', () => {
    expect(orderNumber(new Date('2026-11-23T12:00:00Z'))).toMatch(/^A261123-[2-9A-Z]{5}$/);
  });
});
