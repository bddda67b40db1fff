import { describe, expect, it } from 'vitest';
import { address, routeOf, samePlace } from '../src/router.js';

const at = (path: string) => routeOf(new URL(path, 'http://shop'));

describe('routes', () => {
  it('name every page of the shop', () => {
    expect(at('/')).toEqual({ page: 'home' });
    expect(at('/c/tea-coffee')).toEqual({ page: 'category', slug: 'tea-coffee', sorting: 'shop' });
    expect(at('/c/tea-coffee?sort=price-up')).toEqual({ page: 'category', slug: 'tea-coffee', sorting: 'price-up' });
    expect(at('/p/linen-apron')).toEqual({ page: 'product', id: 'linen-apron' });
    expect(at('/search?q=%20linen%20')).toEqual({ page: 'search', query: 'linen' });
    expect(['/cart', '/checkout', '/thanks', '/your-data'].map((path) => at(path).page)).toEqual([
      'cart',
      'checkout',
      'thanks',
      'your-data',
    ]);
  });

  it('do not guess', () => {
    for (const path of ['/c', '/c/', '/c/a/b', '/p/', '/p/%E0%A4%A', '/cart/more', '/console'])
      expect(at(path), path).toEqual({ page: 'not-found' });
    expect(at('/c/tea?sort=magic')).toMatchObject({ sorting: 'shop' });
  });

  it('lead back to where an address was made for', () => {
    const awkward = 'a b/ü?&#%';
    expect(at(address.product(awkward))).toEqual({ page: 'product', id: awkward });
    expect(at(address.category(awkward, 'name'))).toEqual({ page: 'category', slug: awkward, sorting: 'name' });
    expect(at(address.search(awkward))).toEqual({ page: 'search', query: awkward });
  });

  it('stay in place when a shelf is sorted, and move when the item changes', () => {
    expect(samePlace(at('/c/tea'), at('/c/tea?sort=name'))).toBe(true);
    expect(samePlace(at('/p/a'), at('/p/b'))).toBe(false);
    expect(samePlace(at('/'), at('/cart'))).toBe(false);
  });
});
