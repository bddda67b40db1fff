import type { TokenNeed } from '@rapport/sdk';
import type { Shelf } from './cart.js';

const key = 'amsel.pass';

interface Held {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * The token by which the shop's back end vouches for this visitor. It exists only after she said yes to something;
 * until then nothing on this device or on the wire tells one visitor from another.
 */
export class Pass {
  readonly #shelf: Shelf;
  readonly #fetch: typeof fetch;

  constructor(shelf: Shelf, fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#shelf = shelf;
    this.#fetch = fetcher;
  }

  async token({ create, renew }: TokenNeed): Promise<string | null> {
    const held = this.#held();
    if (!held) return create ? this.#ask('/shop/visit') : null;
    if (!renew && Date.parse(held.expiresAt) > Date.now() + 30_000) return held.token;
    return (await this.#ask('/shop/renew', held.token)) ?? (create ? this.#ask('/shop/visit') : null);
  }

  forget(): void {
    this.#shelf.removeItem(key);
  }

  async #ask(path: string, token?: string): Promise<string | null> {
    const answer = await this.#fetch(path, {
      method: 'POST',
      ...(token ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) } : {}),
    });
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
    if (!answer.ok) {
      this.forget();
      return null;
    }
    const { token: fresh, expiresAt } = (await answer.json()) as Held;
    this.#shelf.setItem(key, JSON.stringify({ token: fresh, expiresAt }));
    return fresh;
  }

  #held(): Held | null {
    try {
      return JSON.parse(this.#shelf.getItem(key) ?? 'null') as Held | null;
    } catch {
      return null;
    }
  }
}
