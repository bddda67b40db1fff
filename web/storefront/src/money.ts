import type { Language } from './language.js';

const regions: Record<Language, string> = { en: 'en-IE', de: 'de-DE' };
const formats = new Map<string, Intl.NumberFormat>();

/** Minor units (cents) from what a catalogue writes: `12.3`, `"12.30"`. */
export function minor(price: number | string): number {
  return Math.round(Number(price) * 100);
}

/** A price as the language writes it: `€12.30`, `12,30 €`. */
export function money(amountMinor: number, language: Language, currency: string): string {
  const key = `${language} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(regions[language], { style: 'currency', currency });
  formats.set(key, format);
  return format.format(amountMinor / 100);
}

/** A price as the API writes it: `12.30`. */
export function decimal(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}
