import type { Rapport } from '@rapport/sdk';
import type { Item } from './catalogue.js';

/** As many results as Rapport puts in order at once; the others follow as they were found. */
const MOST = 100;

/** The order in which the results of the last search suit this visitor. Asked only after a yes. */
export class Ranking {
  readonly #rapport: Pick<Rapport, 'decide'>;
  #query = '';
  #order: readonly string[] = [];

  constructor(rapport: Pick<Rapport, 'decide'>) {
    this.#rapport = rapport;
  }

  /** Nothing where nothing is known of this visitor that moves a result. */
  of(query: string): readonly string[] {
    return query === this.#query ? this.#order : [];
  }

  /** Keeps an answer only if it is about the latest query. */
  async ask(query: string, found: readonly Item[]): Promise<void> {
    [this.#query, this.#order] = [query, []];
    if (found.length < 2) return;
    const results = found.slice(0, MOST).map(({ id }) => id);
    const { items } = await this.#rapport.decide({ surface: 'search', context: { query, results } });
    if (query === this.#query && items.some(({ tier }) => tier === 'person')) this.#order = items.map(({ id }) => id);
  }

  forget(): void {
    [this.#query, this.#order] = ['', []];
  }
}

/** The things in another order. None is added and none is lost: what the order does not name comes last, as it stood. */
export function inOrder(found: readonly Item[], order: readonly string[]): readonly Item[] {
  const places = new Map(order.map((id, place) => [id, place]));
  const place = ({ id }: Item): number => places.get(id) ?? places.size;
  return found.toSorted((left, right) => place(left) - place(right));
}
