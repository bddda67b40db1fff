import type { Localized } from './language.js';
import { minor } from './money.js';

/** A shelf of the shop. */
export interface Category {
  readonly slug: string;
  /** The head of the path by which its items name their category. */
  readonly path: string;
  readonly name: Localized;
  /** What the shopkeeper says of it. */
  readonly line: Localized;
}

/** A thing the shop sells. Prices in minor units. */
export interface Item {
  readonly id: string;
  readonly title: Localized;
  readonly category: string;
  readonly categorySlug: string;
  readonly description: Localized;
  readonly price: number;
  readonly image: string;
  readonly inStock: boolean;
  readonly consumable: boolean;
}

/** The catalogue as the back end writes it. */
export interface CatalogueFile {
  readonly currency: string;
  readonly categories: readonly Category[];
  readonly items: readonly (Omit<Item, 'price'> & { readonly price: number | string })[];
}

export const sortings = ['shop', 'price-up', 'price-down', 'name'] as const;

/** An order in which a shelf can be read; `shop` is the shopkeeper's own. */
export type Sorting = (typeof sortings)[number];

/** Everything the shop sells, in the shopkeeper's order: the newest come last. */
export class Catalogue {
  readonly currency: string;
  readonly categories: readonly Category[];
  readonly items: readonly Item[];
  readonly #byId: ReadonlyMap<string, Item>;

  constructor(file: CatalogueFile) {
    this.currency = file.currency;
    this.categories = file.categories;
    this.items = file.items.map((item) => ({ ...item, price: minor(item.price) }));
    this.#byId = new Map(this.items.map((item) => [item.id, item]));
  }

  static async load(): Promise<Catalogue> {
    const answer = await fetch('/shop/catalogue.json');
    if (!answer.ok) throw new Error(`catalogue: ${answer.status}`);
    return new Catalogue((await answer.json()) as CatalogueFile);
  }

  find(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  category(slug: string): Category | undefined {
    return this.categories.find((category) => category.slug === slug);
  }

  shelf(slug: string): readonly Item[] {
    return this.items.filter((item) => item.categorySlug === slug);
  }

  /** The latest arrival of each shelf that is in stock. */
  newest(count: number): readonly Item[] {
    const latest = this.categories.map((category) => this.shelf(category.slug).findLast((item) => item.inStock));
    return latest.filter((item) => item !== undefined).slice(0, count);
  }

  /** The items in which every word of the query is found, best first: titles before shelves before descriptions. */
  search(query: string): readonly Item[] {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const rated = this.items.map((item) => ({ item, rate: this.#rate(item, words) }));
    return rated
      .filter(({ rate }) => rate > 0)
      .sort((left, right) => right.rate - left.rate)
      .map(({ item }) => item);
  }

  #rate(item: Item, words: readonly string[]): number {
    const category = this.category(item.categorySlug)?.name;
    const fields: readonly [number, readonly string[]][] = [
      [9, wordsOf(`${item.title.en} ${item.title.de}`)],
      [3, wordsOf(`${category?.en} ${category?.de} ${item.category}`)],
      [1, wordsOf(`${item.description.en} ${item.description.de}`)],
    ];
    const rates = words.map((word) => Math.max(...fields.map(([weight, field]) => weight * fit(word, field))));
    return rates.includes(0) ? 0 : rates.reduce((sum, rate) => sum + rate, 0);
  }
}

/** 2 where a word begins so, 1 where a compound holds it (German hides the soap in the Olivenseife), else 0. */
function fit(word: string, field: readonly string[]): number {
  if (field.some((known) => known.startsWith(word))) return 2;
  return word.length >= 4 && field.some((known) => known.includes(word)) ? 1 : 0;
}

/** The items in another order; the shopkeeper's own puts what is sold out last. */
export function sorted(items: readonly Item[], by: Sorting, language: keyof Localized): readonly Item[] {
  switch (by) {
    case 'price-up':
      return items.toSorted((left, right) => left.price - right.price);
    case 'price-down':
      return items.toSorted((left, right) => right.price - left.price);
    case 'name':
      return items.toSorted((left, right) => left.title[language].localeCompare(right.title[language], language));
    case 'shop':
      return items.toSorted((left, right) => Number(right.inStock) - Number(left.inStock));
  }
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
