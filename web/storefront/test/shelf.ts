import type { Shelf } from '../src/cart.js';

/** A browser's storage in memory. */
export function shelf(held: Record<string, string> = {}): Shelf {
  const map = new Map(Object.entries(held));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}
