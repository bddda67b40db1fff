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
export type ConsentState = 'granted' | 'refused' | 'withdrawn' | 'restricted' | 'none' | 'expired';
export type Strength = 'little' | 'half' | 'full';
export type Language = 'en' | 'de';

export interface DecisionRequest {
  surface: Surface;
  context?: { item?: string; cart?: string[]; category?: string; visit?: string[]; query?: string; results?: string[] };
  filters?: { categories?: string[]; inStockOnly?: boolean; priceFrom?: string; priceTo?: string };
  exclude?: string[];
  count?: number;
  language?: string;
  /** Which of the customer's devices this is; the client says it by itself. */
  device?: string;
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
  /** Whether the browser's Global Privacy Control speaks of it: then nobody asks by themselves. */
  coveredByGpc: boolean;
  text: PurposeText;
}

/** A part of a purpose that needs a yes of its own: `devices`, `past`, a sensitive class. */
export interface Permission {
  scope: string;
  textVersion: string;
  text: PurposeText;
}

/** The shop's rules of tact in plain words, and the topics a customer can say no to. */
export interface PlainPolicy {
  version: number;
  /** `inForce` is false where the shop has switched a rule off, or only counts. */
  rules: { rule: string; text: string; inForce: boolean }[];
  topics: { id: string; title: string }[];
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
  /** Nobody may ask before; null where the question is open. */
  askAgainAt?: string | null;
  /** `gpc` where the browser's signal bars it whatever was chosen before, `child` for a child. */
  barred?: string | null;
}

/** What holds for a part of a purpose. */
export interface PartState {
  purpose: string;
  scope: string;
  state: ConsentState;
  since: string;
}

export interface ConsentEntry {
  purpose: string;
  choice: string;
  at: string;
  textVersion: string;
  language: string;
  surface: string;
  source: string;
  scope?: string | null;
}

export interface Consents {
  customer: { known: boolean };
  purposes: PurposeState[];
  entries: ConsentEntry[];
  parts?: PartState[];
  /** True for a child: nothing may be asked. */
  contextualOnly?: boolean;
}

export interface Choice {
  purpose: string;
  granted: boolean;
  textVersion: string;
  /** A part of the purpose; without it, the whole. */
  scope?: string;
}

/** What a CookieConsent dialog says. */
export interface CookieConsentChoice {
  consentId: string;
  acceptType: string;
  acceptedCategories: string[];
  rejectedCategories: string[];
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
  inferences: Inference[];
  uses: UseEntry[];
  recipients: Recipient[];
  strength: Strength;
}

/** A conclusion drawn from history: a topic. */
export interface Inference {
  topic: string;
  provenance: string;
  standing: string;
  from: { item: string; title: string | null }[];
  since: string;
}

/** Used for a purpose on a day, so many times. */
export interface UseEntry {
  date: string;
  purpose: string;
  surface: string;
  times: number;
}

/** Who has the data. */
export interface Recipient {
  name: string;
  role: string;
  country: string;
  purposes: string[];
}

export type Right =
  | 'access'
  | 'export'
  | 'correct'
  | 'erase'
  | 'anonymise'
  | 'restrict'
  | 'unrestrict'
  | 'objection'
  | 'optOut'
  | 'deleteInference';

/** What exactly is asked for. */
export interface Wish {
  purposes?: string[];
  item?: string;
  orderId?: string;
  quantity?: number;
  gift?: boolean;
  topic?: string;
}

/** A request by law with its clock and its evidence. */
export interface RightsRequest {
  id: string;
  right: Right;
  regime: string;
  channel: string;
  receivedAt: string;
  confirmBy: string | null;
  dueAt: string;
  extendableTo: string | null;
  status: 'open' | 'finishing' | 'fulfilled' | 'refused';
  overdue: boolean;
  finishedAt: string | null;
  steps: { code: string; at: string; counts: Record<string, number>; reference: string | null }[];
  signature: string;
}

/** What an erasure would take, and what it cannot. */
export interface ErasurePlan {
  removes: Record<string, number>;
  searched: string[];
  stays: string[];
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
  /** The request it answers, for what was done on this page. */
  request?: RightsRequest;
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
