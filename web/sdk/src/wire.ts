/** What goes over the wire, as the server speaks it. */

export type Surface =
  | 'home'
  | 'product'
  | 'cart'
  | 'checkout'
  | 'buyAgain'
  | 'becauseViewed'
  | 'upsell'
  | 'crossSell'
  | 'afterSale'
  | 'search'
  | 'searchEmpty'
  | 'loyalty'
  | 'mail'
  | 'playlist'
  | 'next';
export type Tier = 'person' | 'session' | 'context' | 'popular';
export type ConsentState = 'granted' | 'refused' | 'withdrawn' | 'none' | 'expired';
export type Language = 'en' | 'de';

export interface DecisionRequest {
  surface: Surface;
  context?: { item?: string; cart?: string[]; category?: string; visit?: string[]; query?: string; results?: string[] };
  filters?: { categories?: string[]; inStockOnly?: boolean; priceFrom?: string; priceTo?: string };
  exclude?: string[];
  count?: number;
  language?: string;
}

export interface Evidence {
  /** Null where the evidence is no item: a tier of the loyalty programme. */
  item: string | null;
  title: string;
  kind: string;
  at: string;
}

export interface Reason {
  text: string;
  evidence: Evidence[];
  source: string;
  purpose: string | null;
}

export interface RecommendedItem {
  id: string;
  tier: Tier;
  reason: Reason;
}

export interface HeldBack {
  rule: string;
  count: number;
  text?: string;
}

export interface DecisionAnswer {
  decisionId: string;
  tier: Tier;
  items: RecommendedItem[];
  heldBack: HeldBack[];
  /** True when the answer is plain content because something was away. */
  degraded: boolean;
}

export interface PurposeText {
  title: string;
  benefit: string;
  data: string;
  retention: string;
  effectOn: string;
  effectOff: string;
  accept: string;
  refuse: string;
}

export interface Purpose {
  id: string;
  dpvCode: string;
  textVersion: string;
  retentionDays: number;
  expiresAfterDays: number;
  text: PurposeText;
}

/** One kind of thing a shop may keep after a yes. */
export interface Signal {
  id: string;
  title: string;
  /** False: the shop has switched it off. */
  kept: boolean;
  fields: { id: string; names: string[]; benefit: string; kept: boolean }[];
}

export interface PurposeState {
  id: string;
  state: ConsentState;
  since?: string | null;
  textVersion?: string | null;
  expiresAt?: string | null;
}

export interface ConsentEntry {
  purpose: string;
  choice: string;
  at: string;
  textVersion: string;
  language: string;
  surface: string;
  source: string;
}

export interface Consents {
  customer: { known: boolean };
  purposes: PurposeState[];
  entries: ConsentEntry[];
}

export interface Choice {
  purpose: string;
  granted: boolean;
  textVersion: string;
}

export interface ChoiceAnswer {
  purposes: PurposeState[];
  receipts: Receipt[];
}

export interface QuizQuestion {
  id: string;
  text: string;
  answers: { id: string; text: string }[];
}

export interface GivenAnswer {
  question: string;
  answer: string;
}

export interface HistoryEntry {
  index: number;
  kind: string;
  item: string | null;
  title: string | null;
  at: string;
  quantity: number;
  price: string | number | null;
  orderId: string | null;
  text: string | null;
  provenance: string;
  purposes: string[];
  gift: boolean;
}

export interface LoggedDecision {
  id: string;
  at: string;
  surface: string;
  tier: string;
  items: string[];
  heldBack: string[];
  uses: string[];
}

export interface HiddenEntry {
  item: string;
  title: string | null;
  topic: string | null;
  at: string;
}

/** Everything held about one customer. */
export interface Everything {
  customer: { id: string; anonymous: boolean };
  total: number;
  history: HistoryEntry[];
  consents: ConsentEntry[];
  decisions: LoggedDecision[];
  hidden: HiddenEntry[];
}

export interface Receipt {
  id: string;
  tenant: string;
  kind: string;
  requestedAt: string;
  removed: Record<string, number>;
  modelHashBefore: string | null;
  modelHashAfter: string | null;
  finalAt: string | null;
  final: boolean;
  notes: string[];
  signature: string;
}

/** A product as the shop shows it on a card. */
export interface Product {
  id: string;
  title: string;
  price?: string;
  url?: string;
  image?: string;
}

export type Resolve = (ids: string[]) => Promise<Product[]>;
