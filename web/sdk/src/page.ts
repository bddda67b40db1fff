import type { Rapport } from './client.js';
import type { Resolve } from './wire.js';

/** What all elements of a page share, unless one is given its own. */
export interface PageSettings {
  client: Rapport;
  /** Turns item ids into what a card shows. */
  resolve?: Resolve;
  /** Where the page with the privacy centre is; linked from the consent card and from "Why?". */
  privacyHref?: string;
}

let settings: PageSettings | undefined;
const followers = new Set<() => void>();

/** Gives every Rapport element of the page its client; call once, before or after the elements are there. */
export function useRapport(client: Rapport, more: Omit<PageSettings, 'client'> = {}): void {
  settings = { client, ...more };
  for (const follow of followers) follow();
}

/** The page's settings, and a way to hear when they arrive. */
export function pageSettings(): PageSettings | undefined {
  return settings;
}

export function followPage(follower: () => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}
