import { describe, expect, it } from 'vitest';
import { chooseLanguage, say, sayCount } from '../src/language.js';
import { de } from '../src/locales/de.js';
import { en } from '../src/locales/en.js';
import { decimal, minor, money } from '../src/money.js';

const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the catalogues', () => {
  it('have the same keys in the same order', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  it('have the same holes, and no empty text', () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(holes(de[key]), key).toEqual(holes(en[key]));
      expect(de[key].trim() && en[key].trim(), key).not.toBe('');
    }
  });

  it('fill holes and choose the number', () => {
    expect(say('de', 'title.page', { page: 'Küche' })).toBe('Küche · Amsel');
    expect(sayCount('en', 'category.one', 'category.other', 1)).toBe('1 thing');
    expect(sayCount('de', 'category.one', 'category.other', 2)).toBe('2 Dinge');
  });
});

describe('the language', () => {
  it('is what the visitor chose, else what her browser asks for, else English', () => {
    expect(chooseLanguage('de', ['en'])).toBe('de');
    expect(chooseLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(null, ['fr'])).toBe('en');
    expect(chooseLanguage('xx', ['de'])).toBe('de');
  });
});

describe('prices', () => {
  it('are written as the language writes them', () => {
    expect(money(123450, 'en', 'EUR')).toBe('€1,234.50');
    expect(money(123450, 'de', 'EUR')).toBe('1.234,50\u00a0€');
  });

  it('are counted in cents', () => {
    expect(minor('12.30')).toBe(1230);
    expect(minor(0.1 + 0.2)).toBe(30);
    expect(decimal(1205)).toBe('12.05');
  });
});
