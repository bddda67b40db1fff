import type { TokenSource } from './door.js';

/** What a page says of its shop and of who is there. */
export interface RapportOptions {
  /** Where the server is; empty for the page's own origin. */
  endpoint?: string;
  tenant: string;
  /** Publishable: it writes events and nothing else. */
  writeKey: string;
  /** `en` or `de`; by default the page's. */
  language?: string;
  /** For prices in the privacy centre, e.g. `EUR`. */
  currency?: string;
  /** Gives the customer's token, signed by the shop; null for a visitor without an id. */
  token?: TokenSource;
  /** Called after "Forget me": throw away the token you keep. */
  forgotten?: () => void;
  /** The token of the number this browser had before the customer signed in; null without one. */
  past?: () => Promise<string | null>;
  /** Called when the past was taken along: the number is gone, throw its token away. */
  pastTaken?: () => void;
  /** Whose clocks a customer's requests run by. */
  regime?: 'gdpr' | 'ccpa';
  fetch?: typeof fetch;
  flushMs?: number;
}

/** What changed, so that a page can follow. */
export type ChangeKind =
  | 'consent'
  | 'item'
  | 'hide'
  | 'gift'
  | 'quiz'
  | 'visit'
  | 'forget'
  | 'identity'
  | 'language'
  | 'strength'
  | 'past'
  | 'request';
