import { Door, type Subject, type TokenSource } from './door.js';
import { EventQueue } from './events.js';
import { RapportProblem } from './problem.js';
import type {
  Choice,
  ChoiceAnswer,
  Consents,
  DecisionAnswer,
  DecisionRequest,
  Everything,
  GivenAnswer,
  Purpose,
  PurposeState,
  QuizQuestion,
  Receipt,
  Signal,
} from './wire.js';

export type { Subject, TokenNeed, TokenSource } from './door.js';
export { RapportProblem } from './problem.js';
export type * from './wire.js';

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
  fetch?: typeof fetch;
  flushMs?: number;
}

/** What changed, so that a page can follow. */
export type ChangeKind = 'consent' | 'item' | 'hide' | 'gift' | 'quiz' | 'visit' | 'forget' | 'identity' | 'language';

const MAX_VISIT = 20;
const DECISION_TIMEOUT_MS = 4000;

/**
 * The page's end of Rapport: sends events, asks for decisions, and carries every right of the customer.
 * Events and decisions never throw; the rights reject with a `RapportProblem`, because a page must say when they failed.
 * Dispatches `change` (a CustomEvent whose detail is a ChangeKind) after anything that alters what may be shown.
 */
export class Rapport extends EventTarget {
  readonly tenant: string;
  readonly currency: string | undefined;
  readonly #door: Door;
  readonly #queue: EventQueue;
  readonly #forgotten: (() => void) | undefined;
  #language: string | undefined;
  #visit: string[] = [];
  #admitted: Promise<Subject | null> | undefined;
  #lastAdmitted: Subject | null = null;
  #purposes = new Map<string, Promise<Purpose[]>>();

  constructor(options: RapportOptions) {
    super();
    const fetcher = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.tenant = options.tenant;
    this.currency = options.currency;
    this.#language = options.language;
    this.#forgotten = options.forgotten;
    this.#door = new Door(options.endpoint ?? '', options.tenant, options.token ?? (async () => null), fetcher);
    this.#queue = new EventQueue({
      url: `${this.#door.endpoint}/v1/batch`,
      writeKey: options.writeKey,
      fetch: fetcher,
      admit: () => this.#admit(),
      ...(options.flushMs === undefined ? {} : { flushMs: options.flushMs }),
    });
    globalThis.addEventListener?.('pagehide', () => this.#queue.flushOnExit(this.#lastAdmitted));
  }

  /** `en` or `de`: what was set, else the page's language, else English. */
  get language(): 'en' | 'de' {
    const said = this.#language ?? globalThis.document?.documentElement.lang ?? '';
    return said.toLowerCase().startsWith('de') ? 'de' : 'en';
  }

  set language(value: string) {
    this.#language = value;
    this.#changed('language');
  }

  // Events

  /** Tells what the visitor did, in the words of the Segment e-commerce specification. Leaves the page only after a yes. */
  track(event: string, properties: Record<string, unknown> = {}): void {
    const item = properties.product_id;
    if (event === 'Product Viewed' && typeof item === 'string') {
      this.#visit = [...this.#visit.filter((id) => id !== item), item].slice(-MAX_VISIT);
    }
    this.#queue.add('track', event, properties);
  }

  page(name?: string, properties: Record<string, unknown> = {}): void {
    this.#queue.add('page', name, properties);
  }

  search(query: string): void {
    this.track('Products Searched', { query });
  }

  /** Sends what waits, at once. */
  flush(): Promise<void> {
    return this.#queue.flush();
  }

  // This visit: in this page's memory, nowhere else.

  /** Items looked at in this visit, oldest first. */
  get visit(): readonly string[] {
    return this.#visit;
  }

  clearVisit(): void {
    this.#visit = [];
    this.#changed('visit');
  }

  // Decisions

  /** Asks what may be shown. Never rejects: without an answer it is empty and `degraded`. */
  async decide(request: DecisionRequest): Promise<DecisionAnswer> {
    try {
      const known = (await this.#door.token()) !== null;
      return await this.#decide(request, known).catch((problem) => {
        // A token that can no longer be renewed is no reason to show nothing.
        if (known && problem instanceof RapportProblem && problem.status === 401) return this.#decide(request, false);
        throw problem;
      });
    } catch {
      return { decisionId: '', tier: 'popular', items: [], heldBack: [], degraded: true };
    }
  }

  #decide(request: DecisionRequest, asCustomer: boolean): Promise<DecisionAnswer> {
    const context = { ...request.context };
    // What the page is about is no memory of the visit.
    const visit = this.#visit.filter((id) => id !== context.item && !context.cart?.includes(id));
    if (!asCustomer && visit.length > 0) context.visit ??= visit;
    const body = { language: this.language, ...request, ...(Object.keys(context).length > 0 ? { context } : {}) };
    return this.#door.ask('/v1/decisions', { method: 'POST', body, asCustomer, timeoutMs: DECISION_TIMEOUT_MS });
  }

  // Consent

  /** The purposes a customer can say yes or no to, in the page's language. */
  purposes(): Promise<Purpose[]> {
    const language = this.language;
    const known = this.#purposes.get(language);
    if (known) return known;
    const asked = this.#door.ask<{ purposes: Purpose[] }>(`/v1/purposes?language=${language}`).then((a) => a.purposes);
    this.#purposes.set(language, asked);
    asked.catch(() => this.#purposes.delete(language));
    return asked;
  }

  /** What the shop may keep of what happens, and what the customer has of each field. */
  async signals(): Promise<Signal[]> {
    return (await this.#door.ask<{ signals: Signal[] }>(`/v1/signals?language=${this.language}`)).signals;
  }

  /** What this customer chose. A visitor without an id has chosen nothing; no request is made to say so. */
  async consents(): Promise<Consents> {
    if (!(await this.#door.token())) {
      const purposes = (await this.purposes()).map(({ id }): PurposeState => ({ id, state: 'none' }));
      return { customer: { known: false }, purposes, entries: [] };
    }
    return this.#door.ask<Consents>('/v1/consents', { asCustomer: true });
  }

  /** Writes choices; effective when it resolves. A yes may make an id; a no never does. */
  async choose(choices: Choice[], surface: string): Promise<ChoiceAnswer> {
    const create = choices.some((choice) => choice.granted);
    const known = (await this.#door.token()) !== null;
    if (!create && !known) return { purposes: (await this.consents()).purposes, receipts: [] };
    // What waits was done under the choices before this one: a no drops it, and a first yes does not reach back.
    if (!create || !known) this.#queue.clear();
    const answer = await this.#door.ask<ChoiceAnswer>('/v1/consents', {
      method: 'PUT',
      body: { choices, language: this.language, surface },
      asCustomer: true,
      create,
    });
    this.#resetAdmission();
    this.#changed('consent');
    return answer;
  }

  // Quiz

  /** What the shop asks people whom it does not know yet, in the page's language. */
  async quiz(): Promise<QuizQuestion[]> {
    return (await this.#door.ask<{ questions: QuizQuestion[] }>(`/v1/quiz?language=${this.language}`)).questions;
  }

  /** Keeps answers, for suggestions and nothing else. */
  answerQuiz(answers: GivenAnswer[]): Promise<{ kept: number }> {
    return this.#change('quiz', 'POST', '/quiz', { answers });
  }

  /** Takes all answers back. */
  forgetQuiz(): Promise<{ removed: number }> {
    return this.#change('quiz', 'DELETE', '/quiz');
  }

  // Rights

  /** Whom the shop's token speaks for, or null. */
  subject(): Promise<Subject | null> {
    return this.#door.subject();
  }

  /** All that is held about this customer. */
  everything(): Promise<Everything> {
    return this.#mine<Everything>('GET', '');
  }

  /** The same, as a file to keep. */
  async export(): Promise<Blob> {
    const all = await this.#mine<unknown>('GET', '/export');
    return new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' });
  }

  /** Deletes every line about an item. */
  deleteItem(item: string): Promise<{ removed: number }> {
    return this.#change('item', 'DELETE', `/items/${encodeURIComponent(item)}`);
  }

  /** "Not for me": the item goes and its topic rests. */
  hide(item: string): Promise<unknown> {
    return this.#change('hide', 'POST', '/hides', { item });
  }

  unhide(item: string): Promise<unknown> {
    return this.#change('hide', 'DELETE', `/hides/${encodeURIComponent(item)}`);
  }

  /** "It was a gift": kept with the order, left out of taste. */
  gift(item: string): Promise<unknown> {
    return this.#change('gift', 'POST', '/gifts', { item });
  }

  ungift(item: string): Promise<unknown> {
    return this.#change('gift', 'DELETE', `/gifts/${encodeURIComponent(item)}`);
  }

  /** Removes everything; the receipt says what went and when it is final. */
  async forget(): Promise<Receipt> {
    this.#queue.clear();
    const receipt = await this.#mine<Receipt>('DELETE', '');
    this.#visit = [];
    this.#door.close();
    this.#resetAdmission();
    this.#forgotten?.();
    this.#changed('forget');
    return receipt;
  }

  /** A receipt by its id; anybody who holds the id may ask. */
  receipt(id: string): Promise<Receipt> {
    return this.#door.ask<Receipt>(`/v1/receipts/${encodeURIComponent(id)}`);
  }

  /** Call after the visitor signed in or out: the next request asks for a token again. */
  async identityChanged(): Promise<void> {
    await this.#queue.flush();
    this.#queue.clear();
    this.#door.close();
    this.#resetAdmission();
    this.#changed('identity');
  }

  async #change<T>(kind: ChangeKind, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#mine<T>(method, path, body);
    this.#changed(kind);
    return answer;
  }

  #mine<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#door.ask<T>(`/v1/customers/me${path}`, { method, body, asCustomer: true });
  }

  #admit(): Promise<Subject | null> {
    this.#admitted ??= this.#readAdmission();
    this.#admitted.catch(() => {
      this.#admitted = undefined;
    });
    return this.#admitted;
  }

  async #readAdmission(): Promise<Subject | null> {
    const subject = await this.#door.subject();
    if (!subject) return null;
    const { purposes } = await this.consents();
    this.#lastAdmitted = purposes.some((purpose) => purpose.state === 'granted') ? subject : null;
    return this.#lastAdmitted;
  }

  #resetAdmission(): void {
    this.#admitted = undefined;
    this.#lastAdmitted = null;
  }

  #changed(kind: ChangeKind): void {
    this.dispatchEvent(new CustomEvent<ChangeKind>('change', { detail: kind }));
  }
}
