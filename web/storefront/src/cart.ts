/** So many of one item. */
export interface Line {
  readonly id: string;
  readonly quantity: number;
}

/** The part of `localStorage` that is needed here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'amsel.cart';
const most = 99;

/** What the visitor means to buy. It stays on her device. */
export class Cart {
  readonly #shelf: Shelf;
  #lines: readonly Line[];

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    this.#lines = read(shelf.getItem(key));
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  get ids(): string[] {
    return this.#lines.map((line) => line.id);
  }

  get count(): number {
    return this.#lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  quantity(id: string): number {
    return this.#lines.find((line) => line.id === id)?.quantity ?? 0;
  }

  add(id: string, quantity = 1): void {
    this.set(id, this.quantity(id) + quantity);
  }

  /** Sets how many; zero or less takes the line out. */
  set(id: string, quantity: number): void {
    const whole = Math.min(Math.trunc(quantity), most);
    if (whole < 1) this.#keep(this.#lines.filter((line) => line.id !== id));
    else if (this.quantity(id) === 0) this.#keep([...this.#lines, { id, quantity: whole }]);
    else this.#keep(this.#lines.map((line) => (line.id === id ? { id, quantity: whole } : line)));
  }

  /** Drops lines the shop no longer sells. */
  retain(sold: (id: string) => boolean): void {
    if (!this.#lines.every((line) => sold(line.id))) this.#keep(this.#lines.filter((line) => sold(line.id)));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(lines: readonly Line[]): void {
    this.#lines = lines;
    if (lines.length === 0) this.#shelf.removeItem(key);
    else this.#shelf.setItem(key, JSON.stringify(lines));
  }
}

function read(text: string | null): readonly Line[] {
  try {
    const lines: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(lines) ? lines.filter(isLine).map(({ id, quantity }) => ({ id, quantity })) : [];
  } catch {
    return [];
  }
}

function isLine(value: unknown): value is Line {
  const line = value as Partial<Line> | null;
  return typeof line?.id === 'string' && Number.isInteger(line.quantity) && (line.quantity ?? 0) > 0;
}
