import type { Shelf } from './cart.js';

const key = 'amsel.wishes';

/** What the visitor put aside for later. It stays on her device. */
export class Wishes {
  readonly #shelf: Shelf;
  #ids: readonly string[];

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    this.#ids = shelf.getItem(key)?.split(' ').filter(Boolean) ?? [];
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  has(id: string): boolean {
    return this.#ids.includes(id);
  }

  toggle(id: string): void {
    this.#ids = this.has(id) ? this.#ids.filter((known) => known !== id) : [...this.#ids, id];
    if (this.#ids.length === 0) this.#shelf.removeItem(key);
    else this.#shelf.setItem(key, this.#ids.join(' '));
  }
}
