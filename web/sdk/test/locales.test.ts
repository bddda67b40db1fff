import { describe, expect, it } from 'vitest';
import { catalogues, Words } from '../src/locales/index.js';

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(catalogues.de)).toEqual(Object.keys(catalogues.en));
  });

  it('fill the same holes in both languages', () => {
    for (const [key, text] of Object.entries(catalogues.en)) {
      expect(holes(catalogues.de[key as keyof typeof catalogues.de]), key).toEqual(holes(text));
    }
  });

  it('leave nothing empty, and translate what is a sentence', () => {
    for (const [key, text] of Object.entries(catalogues.en)) {
      const german = catalogues.de[key as keyof typeof catalogues.de];
      expect(german.trim(), key).not.toBe('');
      if (text.includes(' ')) expect(german, key).not.toBe(text);
    }
  });

  it('count as people do', () => {
    const english = new Words('en');
    expect(english.count('centre.lines', 1)).toBe('1 line about you');
    expect(english.count('centre.lines', 1200)).toBe('1,200 lines about you');
    expect(new Words('de').count('centre.lines', 1200)).toBe('1.200 Zeilen über Sie');
    expect(english.count('device.visit', 0)).toBe('This page remembers nothing from your visit.');
  });
});
