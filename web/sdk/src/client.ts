import { deviceHere, forgetDevice, makeDevice } from './device.js';
import { Door, readSubject, type Subject } from './door.js';
import { EventQueue } from './events.js';
import type { ChangeKind, RapportOptions } from './options.js';
import { RapportProblem } from './problem.js';
import type {
  Choice,
  ChoiceAnswer,
  Consents,
  CookieConsentChoice,
  DecisionAnswer,
  DecisionRequest,
  ErasurePlan,
  Everything,
  GivenAnswer,
  Permission,
  PlainPolicy,
  Purpose,
  PurposeState,
  QuizQuestion,
  Receipt,
  Right,
  RightsRequest,
  Signal,
  Strength,
  Wish,
} from './wire.js';

export type { Subject, TokenNeed, TokenSource } from './door.js';
export type { ChangeKind, RapportOptions } from './options.js';
export { RapportProblem } from './problem.js';
export type * from './wire.js';

/** All that a customer can be asked. */
interface Asked {
  purposes: Purpose[];
  permissions: Permission[];
}

/** What follows from a right on the pages. */
const changes: Partial<Record<Right, ChangeKind>> = {
  correct: 'item',
  deleteInference: 'item',
  restrict: 'consent',
  unrestrict: 'consent',
  objection: 'consent',
  optOut: 'consent',
};

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
  readonly #options: RapportOptions;
  #past: string | null = null;
  #language: string | undefined;
  #visit: string[] = [];
  #admitted: Promise<Subject | null> | undefined;
  #lastAdmitted: Subject | null = null;
  #asked = new Map<string, Promise<Asked>>();

  constructor(options: RapportOptions) {
    super();
    const fetcher = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.tenant = options.tenant;
    this.currency = options.currency;
    this.#language = options.language;
    this.#options = options;
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

  /** True where the browser asks sites to keep data to themselves (Global Privacy Control); every request says so by itself. */
  get globalPrivacyControl(): boolean {
    return (globalThis.navigator as { globalPrivacyControl?: boolean } | undefined)?.globalPrivacyControl === true;
  }

  // Decisions

  /** Asks what may be shown. Never rejects: without an answer it is empty and `degraded`. */
  async decide(request: DecisionRequest): Promise<DecisionAnswer> {
    try {
      const subject = await this.#door.subject();
      const known = (await this.#door.token()) !== null;
      const device = subject && !subject.anonymous ? await this.#device() : undefined;
      return await this.#decide(device ? { device, ...request } : request, known).catch((problem) => {
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
  async purposes(): Promise<Purpose[]> {
    return (await this.#ask()).purposes;
  }

  /** The parts of purposes that need a yes of their own, in the page's language. */
  async permissions(): Promise<Permission[]> {
    return (await this.#ask()).permissions ?? [];
  }

  #ask(): Promise<Asked> {
    const language = this.language;
    const known = this.#asked.get(language);
    if (known) return known;
    const asked = this.#door.ask<Asked>(`/v1/purposes?language=${language}`);
    this.#asked.set(language, asked);
    asked.catch(() => this.#asked.delete(language));
    return asked;
  }

  /** What the shop may keep of what happens, and what the customer has of each field. */
  async signals(): Promise<Signal[]> {
    return (await this.#door.ask<{ signals: Signal[] }>(`/v1/signals?language=${this.language}`)).signals;
  }

  /** What the shop never does, and what it does at most: its rules of tact in plain words. */
  rules(): Promise<PlainPolicy> {
    return this.#door.ask<PlainPolicy>(`/v1/policy/plain?language=${this.language}`);
  }

  /** What this customer chose. A visitor without an id has chosen nothing; no request is made to say so. */
  async consents(): Promise<Consents> {
    if (!(await this.#door.token())) {
      const purposes = (await this.purposes()).map(({ id }): PurposeState => ({ id, state: 'none' }));
      return { customer: { known: false }, purposes, entries: [] };
    }
    return this.#door.ask<Consents>('/v1/consents', { asCustomer: true });
  }

  /** Writes choices; effective when it resolves, and written once however often the network makes it try. A yes may make an id; a no never does. */
  async choose(choices: Choice[], surface: string): Promise<ChoiceAnswer> {
    const create = choices.some((choice) => choice.granted);
    const ask = { method: 'PUT', body: { choices, language: this.language, surface } };
    return (await this.#write('/v1/consents', ask, create)) ?? this.#unchanged();
  }

  /** Writes what was chosen in a CookieConsent dialog; see `cookieConsent`. */
  async chooseByDialog(choice: CookieConsentChoice): Promise<ChoiceAnswer> {
    const known = new Set((await this.purposes()).map(({ id }) => id));
    const create = choice.acceptedCategories.some((category) => known.has(category));
    const ask = { method: 'POST', body: choice };
    return (await this.#write('/v1/consents/cookieconsent', ask, create)) ?? this.#unchanged();
  }

  async #write(path: string, ask: { method: string; body: unknown }, create: boolean): Promise<ChoiceAnswer | null> {
    const known = (await this.#door.token()) !== null;
    if (!create && !known) return null;
    // What waits was done under the choices before this one: a no drops it, and a first yes does not reach back.
    if (!create || !known) this.#queue.clear();
    const answer = await this.#door.ask<ChoiceAnswer>(path, {
      ...ask,
      asCustomer: true,
      create,
      once: crypto.randomUUID(),
    });
    this.#resetAdmission();
    if (!answer.purposes.some(({ state }) => state === 'granted' || state === 'restricted')) forgetDevice(this.tenant);
    this.#changed('consent');
    return answer;
  }

  async #unchanged(): Promise<ChoiceAnswer> {
    return { purposes: (await this.consents()).purposes, receipts: [] };
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

  /** The same as one ZIP: a page to read, JSON, and a table for each kind. */
  async archive(): Promise<Blob> {
    const body = { language: this.language, regime: this.#regime };
    const packed = await this.#door.ask<Blob>('/v1/archive', {
      method: 'POST',
      body,
      asCustomer: true,
      file: true,
      timeoutMs: 60_000,
    });
    this.#changed('request');
    return packed;
  }

  /** Asks for a right by law; it is done at once, and its clock and evidence come back. */
  async request(right: Right, wish: Wish = {}): Promise<RightsRequest> {
    const body = { right, regime: this.#regime, language: this.language, ...wish };
    const done = await this.#door.ask<RightsRequest>('/v1/requests', { method: 'POST', body, asCustomer: true });
    this.#resetAdmission();
    this.#changed(changes[right] ?? 'request');
    return done;
  }

  /** This customer's requests, open ones first. */
  async requests(): Promise<RightsRequest[]> {
    return (await this.#door.ask<{ requests: RightsRequest[] }>('/v1/requests', { asCustomer: true })).requests;
  }

  /** What forgetting would take and what stays, before anybody says yes to it. */
  plan(): Promise<ErasurePlan> {
    return this.#door.ask<ErasurePlan>('/v1/requests/plan', { asCustomer: true });
  }

  /** How strongly rows may be personal. */
  async chooseStrength(strength: Strength): Promise<Strength> {
    return (await this.#change<{ strength: Strength }>('strength', 'PUT', '/strength', { strength })).strength;
  }

  /** "Not my taste": stays in the list, and speaks for nothing. */
  exclude(item: string): Promise<unknown> {
    return this.#change('hide', 'POST', '/exclusions', { item });
  }

  include(item: string): Promise<unknown> {
    return this.#change('hide', 'DELETE', `/exclusions/${encodeURIComponent(item)}`);
  }

  /** Deletes every line about an item. */
  deleteItem(item: string): Promise<{ removed: number }> {
    return this.#change('item', 'DELETE', `/items/${encodeURIComponent(item)}`);
  }

  /** "Not for me": the item goes and its topic rests. */
  /** @param asking Said as "how do you know this?": the shop counts it as that, and the topic rests all the same. */
  hide(item: string, asking = false): Promise<unknown> {
    return this.#change('hide', 'POST', '/hides', asking ? { item, askedHow: true } : { item });
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

  /** Removes everything; the receipt says what went and when it is final, and the request what was searched for afterwards. */
  async forget(): Promise<Receipt> {
    this.#queue.clear();
    const body = { right: 'erase', regime: this.#regime, language: this.language };
    const request = await this.#door.ask<RightsRequest>('/v1/requests', { method: 'POST', body, asCustomer: true });
    const receipt = await this.receipt(request.steps.find(({ code }) => code === 'receipt')?.reference ?? '');
    this.#visit = [];
    this.#past = null;
    forgetDevice(this.tenant);
    this.#door.close();
    this.#resetAdmission();
    this.#options.forgotten?.();
    this.#changed('forget');
    return { ...receipt, request };
  }

  /** A receipt by its id; anybody who holds the id may ask. */
  receipt(id: string): Promise<Receipt> {
    return this.#door.ask<Receipt>(`/v1/receipts/${encodeURIComponent(id)}`);
  }

  // The way in by mail, and the past of this browser

  /** Mails a link into the privacy centre, if the shop knows the address; the answer is the same if not. */
  async askLink(email: string): Promise<void> {
    await this.#door.ask('/v1/sign-in', {
      method: 'POST',
      body: { email, tenant: this.tenant, language: this.language },
    });
  }

  /** Opens a link from such a mail, once: a client of its own that speaks for that customer for half an hour, while this one stays who it was. */
  async openLink(link: string): Promise<Rapport> {
    const { token } = await this.#door.ask<{ token: string }>('/v1/sign-in/redeem', { method: 'POST', body: { link } });
    let held: string | null = token;
    const { past: _, pastTaken: __, ...options } = this.#options;
    return new Rapport({
      ...options,
      language: this.language,
      // Over is over: nobody else's token takes its place in the middle of a right.
      token: async ({ renew }) => {
        if (renew) held = null;
        return held;
      },
      forgotten: () => {
        held = null;
      },
    });
  }

  /** True where a customer with a name sits at a browser that had a number before. */
  async hasPast(): Promise<boolean> {
    const subject = await this.#door.subject();
    return subject !== null && !subject.anonymous && (await this.#pastToken()) !== null;
  }

  /** Takes along what this browser did before signing in, after a yes to the permission `past`; the number is forgotten. */
  async takePastAlong(): Promise<{ taken: number; left: number; receipt: Receipt | null }> {
    const token = await this.#pastToken();
    const answer = await this.#mine<{ taken: number; left: number; receipt: Receipt | null }>('POST', '/past', {
      token,
    });
    this.#past = null;
    this.#options.pastTaken?.();
    this.#changed('past');
    return answer;
  }

  async #pastToken(): Promise<string | null> {
    const token = this.#past ?? (await this.#options.past?.()) ?? null;
    return token && readSubject(token)?.anonymous ? token : null;
  }

  /** Call after the visitor signed in or out: the next request asks for a token again. */
  async identityChanged(): Promise<void> {
    await this.#queue.flush();
    this.#queue.clear();
    const before = await this.#door.token();
    this.#past = before && readSubject(before)?.anonymous ? before : null;
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
    const yes = purposes.some((purpose) => purpose.state === 'granted');
    const device = yes && !subject.anonymous ? makeDevice(this.tenant) : undefined;
    this.#lastAdmitted = yes ? { ...subject, ...(device ? { device } : {}) } : null;
    return this.#lastAdmitted;
  }

  /** The device's number for a customer with a name, as events carry it: a decision without it would see less than she allows. */
  async #device(): Promise<string | undefined> {
    return deviceHere(this.tenant) ?? (await this.#admit().catch(() => null))?.device;
  }

  get #regime(): 'gdpr' | 'ccpa' {
    return this.#options.regime ?? 'gdpr';
  }

  #resetAdmission(): void {
    this.#admitted = undefined;
    this.#lastAdmitted = null;
  }

  #changed(kind: ChangeKind): void {
    this.dispatchEvent(new CustomEvent<ChangeKind>('change', { detail: kind }));
  }
}
