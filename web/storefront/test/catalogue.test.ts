import { describe, expect, it } from 'vitest';
import { goods } from '../dev/goods.js';
import { Catalogue, sorted } from '../src/catalogue.js';

const catalogue = new Catalogue(goods);

describe('the catalogue', () => {
  it('finds by the beginning of words, in both languages, whatever the accents', () => {
    expect(catalogue.search('MUG oat').map(({ id }) => id)).toEqual(['stoneware-mug-oat']);
    expect(catalogue.search('kuche').every(({ categorySlug }) => categorySlug === 'kitchen')).toBe(true);
    expect(catalogue.search('seife').map(({ id }) => id)).toContain('olive-soap-oat');
    expect(catalogue.search('nothing-of-the-kind')).toEqual([]);
    expect(catalogue.search('  ')).toEqual([]);
  });

  it('puts titles before descriptions', () => {
    expect(catalogue.search('linen')[0]?.title.en).toMatch(/^Linen/);
  });

  it('sorts without changing the shelf', () => {
    const shelf = catalogue.shelf('kitchen');
    const prices = sorted(shelf, 'price-up', 'en').map(({ price }) => price);
    expect(prices).toEqual(prices.toSorted((left, right) => left - right));
    expect(sorted(shelf, 'price-down', 'en')[0]?.price).toBe(prices.at(-1));
    expect(sorted(shelf, 'shop', 'en').findIndex((item) => !item.inStock)).toBeGreaterThanOrEqual(
      shelf.filter((item) => item.inStock).length,
    );
  });

  it('shows new things that can be bought', () => {
    const newest = catalogue.newest(20);
    expect(newest.length).toBe(catalogue.categories.length);
    expect(newest.every(({ inStock }) => inStock)).toBe(true);
  });
});
