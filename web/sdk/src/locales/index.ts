import type { Language } from '../wire.js';
import { de } from './de.js';
import { en } from './en.js';

export type Key = keyof typeof en;
export type Catalogue = Record<Key, string>;
/** A key before its plural form is chosen. */
export type CountKey = Key extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;

export const catalogues: Record<Language, Catalogue> = { en, de };

/** The words of one language: texts, counts, dates, prices. */
export class Words {
  readonly language: Language;
  readonly #catalogue: Catalogue;
  readonly #plural: Intl.PluralRules;
  readonly #locale: string;

  constructor(language: Language) {
    this.language = language;
    this.#catalogue = catalogues[language];
    this.#locale = language === 'de' ? 'de-DE' : 'en-GB';
    this.#plural = new Intl.PluralRules(this.#locale);
  }

  say(key: Key, values: Record<string, string | number> = {}): string {
    return this.#catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  }

  /** The text for a name that came from the server, or null when there is none. */
  sayIfKnown(group: string, name: string, values: Record<string, string | number> = {}): string | null {
    const key = `${group}.${name}`;
    return Object.hasOwn(this.#catalogue, key) ? this.say(key as Key, values) : null;
  }

  count(stem: CountKey, n: number, values: Record<string, string | number> = {}): string {
    const zero = `${stem}.zero`;
    const form =
      n === 0 && Object.hasOwn(this.#catalogue, zero) ? 'zero' : this.#plural.select(n) === 'one' ? 'one' : 'other';
    return this.say(`${stem}.${form}` as Key, { n: this.number(n), ...values });
  }

  /** In the quotation marks of the language. */
  quote(text: string): string {
    return this.language === 'de' ? `„${text}“` : `“${text}”`;
  }

  number(n: number): string {
    return new Intl.NumberFormat(this.#locale).format(n);
  }

  date(at: string | null | undefined): string {
    return this.#format(at, { day: 'numeric', month: 'long', year: 'numeric' });
  }

  time(at: string | null | undefined): string {
    return this.#format(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  }

  list(parts: string[]): string {
    return new Intl.ListFormat(this.#locale, { type: 'conjunction' }).format(parts);
  }

  money(amount: string | number, currency: string | undefined): string {
    const value = Number(amount);
    if (!currency || Number.isNaN(value)) return String(amount);
    return new Intl.NumberFormat(this.#locale, { style: 'currency', currency }).format(value);
  }

  #format(at: string | null | undefined, options: Intl.DateTimeFormatOptions): string {
    const date = at ? new Date(at) : null;
    return date && !Number.isNaN(date.getTime()) ? new Intl.DateTimeFormat(this.#locale, options).format(date) : '';
  }
}
