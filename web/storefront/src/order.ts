import type { Line } from './cart.js';

/** What the thank-you page needs to know of the order just placed. No name, no address. */
export interface Order {
  readonly id: string;
  readonly lines: readonly (Line & { readonly price: number })[];
  readonly gift: boolean;
}

/** Delivery in minor units. */
export const delivery = { price: 490, freeFrom: 6000 } as const;

export function deliveryFor(goods: number): number {
  return goods === 0 || goods >= delivery.freeFrom ? 0 : delivery.price;
}

export function goodsOf(lines: Order['lines']): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** An order number as it stands on a parcel: the day and five random letters or digits. */
export function orderNumber(now: Date): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const random = [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => letters[byte % letters.length]).join('');
  return `A${now.toISOString().slice(2, 10).replaceAll('-', '')}-${random}`;
}
