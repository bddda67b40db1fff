import type {
  ConsentEntry,
  ConsentState,
  Everything,
  HistoryEntry,
  Inference,
  RecommendedItem,
  RightsRequest,
  Strength,
  Tier,
} from '../src/wire.js';
import { past, permissions, policy, purposes, quiz, reason, signals, title, tokenOf, topicOf } from './answers.js';
import { products, purposeTexts } from './shelf.js';

/** A server of its own in the page's memory: enough of the API to work on the elements without a back end. */
export class MockServer {
  readonly requests: { method: string; path: string; body: unknown }[] = [];
  customer: string | null = null;
  states = new Map<string, { state: ConsentState; since: string }>();
  entries: ConsentEntry[] = [];
  history: HistoryEntry[] = [];
  hidden = new Set<string>();
  decisions: Everything['decisions'] = [];
  inferences: Inference[] = [];
  parts = new Map<string, { state: ConsentState; since: string }>();
  strength: Strength = 'full';
  rights: RightsRequest[] = [];
  /** Until when nobody may ask again about a purpose. */
  askAgainAt = new Map<string, string>();
  barred = new Map<string, string>();
  /** How many answers to writes of choices get lost on their way back. */
  lost = 0;
  #written = new Map<string, unknown>();
  away = false;
  delayMs = 0;
  #receipts = new Map<string, { kind: string; asked: number }>();
  #clock = Date.parse('2026-11-23T09:00:00Z');

  /** A customer with two yeses and a past. */
  settle(): void {
    this.customer = 'visitor-1';
    for (const id of ['recommendations', 'learning']) this.#choose(id, true, 'home');
    this.#choose('email', false, 'checkout');
    this.history = past();
    this.decisions = [
      {
        id: 'd3',
        at: '2026-11-23T08:41:00Z',
        surface: 'home',
        tier: 'person',
        items: ['p1', 'p2', 'p3', 'p5', 'p6', 'p7', 'p8'],
        heldBack: ['T3:2'],
        uses: ['recommendations'],
      },
      {
        id: 'd2',
        at: '2026-11-20T17:02:00Z',
        surface: 'product',
        tier: 'person',
        items: ['p4', 'p6'],
        heldBack: [],
        uses: ['recommendations'],
      },
      {
        id: 'd1',
        at: '2026-11-20T16:58:00Z',
        surface: 'cart',
        tier: 'context',
        items: ['p2', 'p9'],
        heldBack: ['T1'],
        uses: [],
      },
    ];
    this.hidden = new Set(['p10']);
    this.inferences = [
      {
        topic: 'Kitchen > Linen',
        provenance: 'inferred',
        standing: 'carried',
        from: [
          { item: 'p4', title: title('p4') },
          { item: 'p3', title: title('p3') },
        ],
        since: '2026-05-02T19:11:00Z',
      },
      {
        topic: 'Kitchen > Boards',
        provenance: 'inferred',
        standing: 'thisVisit',
        from: [{ item: 'p2', title: title('p2') }],
        since: '2026-11-20T16:59:00Z',
      },
    ];
    this.#note('export', 'fulfilled', '2026-10-02T08:00:00Z', '2026-11-02T08:00:00Z', [
      ['handed-over', { history: 5, consents: 3 }],
    ]);
  }

  /** A newcomer who just said yes to suggestions. */
  consent(): void {
    this.customer = 'visitor-1';
    this.#choose('recommendations', true, 'home');
  }

  /** True for a customer with a name. */
  named = false;

  token = async ({ create }: { create: boolean }): Promise<string | null> => {
    if (create) this.customer ??= 'visitor-1';
    return this.customer ? tokenOf(this.customer, !this.named) : null;
  };

  forgotten = (): void => {
    this.customer = null;
  };

  fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), 'http://shop.test');
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.requests.push({ method, path: url.pathname, body });
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    if (this.away) return json({ code: 'store-unavailable' }, 503);
    const key = new Headers(init.headers).get('Idempotency-Key');
    const answer = key && this.#written.has(key) ? json(this.#written.get(key)) : this.#route(method, url, body);
    if (key) {
      this.#written.set(key, await answer.clone().json());
      if (this.lost-- > 0) throw new TypeError('the answer was lost');
    }
    return answer;
  };

  // biome-ignore lint/suspicious/noExplicitAny: the shape depends on the path
  #route(method: string, url: URL, body: any): Response {
    const path = url.pathname.replace('/v1/', '');
    if (path === 'batch') return json({ success: true });
    if (path === 'signals') return json({ signals: signals(url.searchParams.get('language') ?? 'en') });
    if (path === 'policy/plain') return json(policy(url.searchParams.get('language') ?? 'en'));
    if (path === 'purposes') {
      const language = url.searchParams.get('language') ?? 'en';
      return json({ purposes: purposes(language), permissions: permissions(language) });
    }
    if (path === 'sign-in') return json(null, 202);
    if (path === 'sign-in/redeem')
      return body.link === 'good'
        ? json({ token: tokenOf('ann@example.org', false), expiresInSeconds: 1800 })
        : json({ code: 'wrong-link' }, 401);
    if (path === 'archive') return new Response(new Blob(['PK']), { headers: { 'Content-Type': 'application/zip' } });
    if (path === 'requests/plan') return json(this.#plan());
    if (path === 'requests')
      return method === 'POST'
        ? json(this.#request(body), 201)
        : json({ open: 0, overdue: 0, requests: [...this.rights].reverse() });
    if (path === 'quiz') return json({ questions: quiz(url.searchParams.get('language') ?? 'en') });
    if (path === 'decisions') return json(this.#decide(body));
    if (path === 'consents/cookieconsent') {
      const choice = (granted: boolean) => (purpose: string) => ({ purpose, granted });
      return json(
        this.#put({
          choices: [...body.acceptedCategories.map(choice(true)), ...body.rejectedCategories.map(choice(false))],
          surface: 'cookie-consent',
        }),
      );
    }
    if (path === 'consents') return method === 'PUT' ? json(this.#put(body)) : json(this.#consents());
    if (path.startsWith('receipts/')) return json(this.#receipt(path.slice(9)));
    if (path.startsWith('customers/me')) return this.#rights(method, path.slice(12), body);
    return json({ code: 'not-found' }, 404);
  }

  #rights(method: string, path: string, body: { item?: string } | undefined): Response {
    const item = decodeURIComponent(path.split('/')[2] ?? body?.item ?? '');
    if (path === '' && method === 'DELETE') return json(this.#forget(), 202);
    if (path === '' || path === '/export') return json(this.#everything());
    if (path === '/quiz') return json({ kept: 1 });
    if (path === '/past') return json({ taken: 3, left: 0, receipt: null });
    if (path === '/strength') {
      this.strength = (body as unknown as { strength: Strength }).strength;
      return json({ strength: this.strength });
    }
    if (path.startsWith('/exclusions')) {
      if (method === 'POST')
        this.history.push({
          ...(this.history.find((line) => line.item === item) as HistoryEntry),
          kind: 'ExcludedFromTaste',
        });
      else this.history = this.history.filter((line) => line.item !== item || line.kind !== 'ExcludedFromTaste');
      return json({ excluded: method === 'POST' });
    }
    if (path.startsWith('/items/')) {
      const before = this.history.length;
      this.history = this.history.filter((line) => line.item !== item);
      return json({ removed: before - this.history.length });
    }
    if (path.startsWith('/hides')) {
      if (method === 'POST') this.hidden.add(item);
      else this.hidden.delete(item);
      return json({});
    }
    this.history = this.history.map((line) => (line.item === item ? { ...line, gift: method === 'POST' } : line));
    return json({});
  }

  #decide(body: { surface: string; count?: number; language?: string; context?: { visit?: string[] } }): unknown {
    const german = body.language === 'de';
    const allowed = this.customer !== null && this.states.get('recommendations')?.state === 'granted';
    const excluded = new Set(this.history.filter(({ kind }) => kind === 'ExcludedFromTaste').map(({ item }) => item));
    const bought = this.history.find(
      (line) => line.kind === 'OrderCompleted' && !line.gift && !excluded.has(line.item),
    );
    const personal = allowed && bought !== undefined && body.surface === 'home';
    const visit = !personal && !this.customer && (body.context?.visit?.length ?? 0) > 0;
    const tier: Tier = personal ? 'person' : visit ? 'session' : body.surface === 'home' ? 'popular' : 'context';
    const items = products
      .filter(({ id }) => !this.hidden.has(id) && id !== bought?.item && !this.#isLimited(topicOf(id)))
      .slice(0, body.count ?? 12)
      .map(({ id }, index): RecommendedItem => {
        const itemTier: Tier = personal && index > 4 ? 'popular' : tier;
        return { id, tier: itemTier, reason: reason(itemTier, german, bought) };
      });
    const heldBack = personal ? [{ rule: 'T3', count: 2, text: german ? 'zu früh' : 'too soon' }] : [];
    const limited = products.filter(({ id }) => this.#isLimited(topicOf(id))).length;
    if (limited > 0)
      heldBack.push({ rule: 'T15', count: limited, text: german ? 'Ihr Nein' : 'you said it is not for you' });
    return { decisionId: 'decision-1', tier, items, heldBack, degraded: false };
  }

  #isLimited(topic: string): boolean {
    return this.parts.get(`topic:${topic}`)?.state === 'refused';
  }

  #consents(): unknown {
    return {
      customer: { known: this.customer !== null },
      purposes: Object.keys(purposeTexts.en).map((id) => ({
        id,
        state: this.states.get(id)?.state ?? 'none',
        since: this.states.get(id)?.since ?? null,
        textVersion: `${id}/1`,
        expiresAt: this.states.get(id)?.state === 'granted' ? '2027-11-23T09:00:00Z' : null,
        askAgainAt: this.askAgainAt.get(id) ?? null,
        barred: this.barred.get(id) ?? null,
      })),
      parts: [...this.parts].map(([scope, part]) => ({ purpose: 'recommendations', scope, ...part })),
      contextualOnly: false,
      entries: this.entries,
    };
  }

  #put(body: { choices: { purpose: string; granted: boolean; scope?: string }[]; surface: string }): unknown {
    const receipts = [];
    for (const { purpose, granted, scope } of body.choices) {
      if (scope) {
        this.parts.set(scope, { state: granted ? 'granted' : 'refused', since: new Date(this.#clock).toISOString() });
        continue;
      }
      const before = this.states.get(purpose)?.state;
      this.#choose(purpose, granted, body.surface);
      if (!granted && before === 'granted') {
        this.history = this.history
          .map((line) => ({ ...line, purposes: line.purposes.filter((id) => id !== purpose) }))
          .filter((line) => line.purposes.length > 0);
        if (purpose === 'learning') receipts.push(this.#newReceipt('withdrawal'));
      }
    }
    return { ...(this.#consents() as object), receipts };
  }

  #choose(purpose: string, granted: boolean, surface: string): void {
    this.#clock += 61_000;
    const at = new Date(this.#clock).toISOString();
    const state = granted ? 'granted' : this.states.get(purpose)?.state === 'granted' ? 'withdrawn' : 'refused';
    this.states.set(purpose, { state, since: at });
    this.entries.push({
      purpose,
      choice: state,
      at,
      textVersion: `${purpose}/1`,
      language: 'en',
      surface,
      source: 'customer',
    });
  }

  #everything(): Everything {
    const hidden = [...this.hidden].map((item) => ({
      item,
      title: title(item),
      topic: 'Bath > Soap',
      at: '2026-11-02T10:00:00Z',
    }));
    return {
      customer: { id: this.customer ?? '', anonymous: true },
      total: this.history.length + this.entries.length,
      history: this.history.map((line, index) => ({ ...line, index })),
      consents: this.entries,
      decisions: this.decisions,
      hidden,
      inferences: this.inferences,
      uses: [
        { date: '2026-11-23', purpose: 'recommendations', surface: 'home', times: 4 },
        { date: '2026-11-20', purpose: 'recommendations', surface: 'home', times: 2 },
        { date: '2026-11-20', purpose: 'recommendations', surface: 'product', times: 1 },
      ].filter(() => this.decisions.length > 0),
      recipients: [
        { name: 'Amsel', role: 'shop', country: '', purposes: Object.keys(purposeTexts.en) },
        { name: 'Post & Paket', role: 'processor', country: 'DE', purposes: ['email'] },
      ],
      strength: this.strength,
    };
  }

  #plan(): unknown {
    return {
      removes: {
        history: this.history.length,
        consents: this.entries.length,
        decisions: this.decisions.length,
        learned: this.history.filter(({ purposes }) => purposes.includes('learning')).length,
      },
      searched: ['store', 'keys', 'decisionLog', 'caches', 'models'],
      stays: ['choices-without-identity', 'keyed-hash', 'sent-cannot-be-recalled', 'backups-without-key'],
    };
  }

  #request(body: {
    right: RightsRequest['right'];
    purposes?: string[];
    topic?: string;
    item?: string;
    quantity?: number;
  }): RightsRequest {
    const { right, purposes: named, topic, item, quantity } = body;
    if (right === 'deleteInference') this.inferences = this.inferences.filter((drawn) => drawn.topic !== topic);
    if (right === 'correct')
      this.history = this.history.map((line) =>
        line.item === item ? { ...line, quantity: quantity ?? line.quantity } : line,
      );
    for (const [id, held] of this.states) {
      if (right === 'restrict' && held.state === 'granted') this.states.set(id, { ...held, state: 'restricted' });
      if (right === 'unrestrict' && held.state === 'restricted') this.states.set(id, { ...held, state: 'granted' });
    }
    if (right === 'objection' || right === 'optOut')
      for (const id of named?.length ? named : this.states.keys()) this.#choose(id, false, 'rights');
    const receipt = right === 'erase' ? (this.#forget() as { id: string }).id : null;
    const steps: [string, Record<string, number>, string?][] = receipt
      ? [
          ['erased', { history: 7 }],
          ['residue-scan', { found: 0 }],
          ['receipt', {}, receipt],
        ]
      : [[right === 'restrict' ? 'restricted' : 'done', {}]];
    return this.#note(
      right,
      receipt ? 'finishing' : 'fulfilled',
      '2026-11-23T09:12:00Z',
      '2026-12-23T09:12:00Z',
      steps,
    );
  }

  #note(
    right: RightsRequest['right'],
    status: RightsRequest['status'],
    receivedAt: string,
    dueAt: string,
    steps: [string, Record<string, number>, string?][],
  ): RightsRequest {
    const request: RightsRequest = {
      id: `q${this.rights.length + 1}-kW7xR2`,
      right,
      regime: 'gdpr',
      channel: 'customer',
      receivedAt,
      confirmBy: null,
      dueAt,
      extendableTo: null,
      status,
      overdue: false,
      finishedAt: status === 'fulfilled' ? receivedAt : null,
      steps: [['received', {}] as [string, Record<string, number>, string?], ...steps].map(
        ([code, counts, reference]) => ({ code, at: receivedAt, counts, reference: reference ?? null }),
      ),
      signature: 'MEUCIQ…',
    };
    this.rights.push(request);
    return request;
  }

  #forget(): unknown {
    this.history = [];
    this.entries = [];
    this.decisions = [];
    this.states.clear();
    this.hidden.clear();
    this.inferences = [];
    return this.#newReceipt('erasure');
  }

  #newReceipt(kind: string): unknown {
    const id = `r${this.#receipts.size + 1}-hB2kQ9vX0mT4`;
    this.#receipts.set(id, { kind, asked: 0 });
    return this.#receipt(id);
  }

  #receipt(id: string): unknown {
    const { kind, asked } = this.#receipts.get(id) ?? { kind: 'erasure', asked: 0 };
    this.#receipts.set(id, { kind, asked: asked + 1 });
    const final = asked >= 2;
    return {
      id,
      tenant: 'demo',
      kind,
      requestedAt: '2026-11-23T09:12:00Z',
      removed: { history: 7, consents: 3, decisions: 3 },
      modelHashBefore: '5f3a9c0e7b1d44c2a8e6f0913b7d52ce5f3a9c0e7b1d44c2a8e6f0913b7d52ce',
      modelHashAfter: final ? 'c07e1f9a3d5b4e2688aa01b9d4c6f7e3c07e1f9a3d5b4e2688aa01b9d4c6f7e3' : null,
      finalAt: final ? '2026-11-23T09:14:10Z' : null,
      final,
      notes: ['sent-cannot-be-recalled'],
      signature: 'MEUCIQ…',
    };
  }
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}
