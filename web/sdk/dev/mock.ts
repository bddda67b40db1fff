import type {
  ConsentEntry,
  ConsentState,
  Everything,
  HistoryEntry,
  Purpose,
  RecommendedItem,
  Signal,
  Tier,
} from '../src/wire.js';
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
  }

  /** A newcomer who just said yes to suggestions. */
  consent(): void {
    this.customer = 'visitor-1';
    this.#choose('recommendations', true, 'home');
  }

  token = async ({ create }: { create: boolean }): Promise<string | null> => {
    if (create) this.customer ??= 'visitor-1';
    return this.customer ? `head.${btoa(JSON.stringify({ sub: this.customer, anon: true }))}.signature` : null;
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
    return this.#route(method, url, body);
  };

  // biome-ignore lint/suspicious/noExplicitAny: the shape depends on the path
  #route(method: string, url: URL, body: any): Response {
    const path = url.pathname.replace('/v1/', '');
    if (path === 'batch') return json({ success: true });
    if (path === 'signals') return json({ signals: signals(url.searchParams.get('language') ?? 'en') });
    if (path === 'purposes') return json({ purposes: purposes(url.searchParams.get('language') ?? 'en') });
    if (path === 'quiz') return json({ questions: quiz(url.searchParams.get('language') ?? 'en') });
    if (path === 'decisions') return json(this.#decide(body));
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
    const bought = this.history.find((line) => line.kind === 'OrderCompleted' && !line.gift);
    const personal = allowed && bought !== undefined && body.surface === 'home';
    const visit = !personal && !this.customer && (body.context?.visit?.length ?? 0) > 0;
    const tier: Tier = personal ? 'person' : visit ? 'session' : body.surface === 'home' ? 'popular' : 'context';
    const items = products
      .filter(({ id }) => !this.hidden.has(id) && id !== bought?.item)
      .slice(0, body.count ?? 12)
      .map(({ id }, index): RecommendedItem => {
        const itemTier: Tier = personal && index > 4 ? 'popular' : tier;
        return { id, tier: itemTier, reason: reason(itemTier, german, bought) };
      });
    const heldBack = personal ? [{ rule: 'T3', count: 2, text: german ? 'zu früh' : 'too soon' }] : [];
    return { decisionId: 'decision-1', tier, items, heldBack, degraded: false };
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
      })),
      entries: this.entries,
    };
  }

  #put(body: { choices: { purpose: string; granted: boolean }[]; surface: string }): unknown {
    const receipts = [];
    for (const { purpose, granted } of body.choices) {
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
    };
  }

  #forget(): unknown {
    this.history = [];
    this.entries = [];
    this.decisions = [];
    this.states.clear();
    this.hidden.clear();
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

function title(item: string): string {
  return products.find(({ id }) => id === item)?.title ?? item;
}

/** Searches are switched off, and so is the price of what was put in the cart. */
function signals(language: string): Signal[] {
  const german = language === 'de';
  const field = (id: string, benefit: string, kept = true) => ({ id, names: [id], benefit, kept });
  const item = field(
    'product_id',
    german ? 'Vorschläge passen zu dem, was Sie gewählt haben.' : 'Suggestions go with what you chose.',
  );
  return [
    {
      id: 'carts',
      title: german ? 'Warenkörbe' : 'Carts',
      kept: true,
      fields: [
        item,
        field(
          'price',
          german ? 'Ihre eigene Liste sagt, was es gekostet hat.' : 'Your own list says what it cost.',
          false,
        ),
      ],
    },
    {
      id: 'searches',
      title: german ? 'Suchen' : 'Searches',
      kept: false,
      fields: [
        field(
          'query',
          german ? 'Ihre eigene Liste sagt, wonach Sie gesucht haben.' : 'Your own list says what you searched for.',
          false,
        ),
      ],
    },
  ];
}

function purposes(language: string): Purpose[] {
  const texts = language === 'de' ? purposeTexts.de : purposeTexts.en;
  return Object.entries(texts).map(([id, text]) => ({
    id,
    dpvCode: 'dpv:ProvideProductRecommendations',
    textVersion: `${id}/1`,
    retentionDays: 365,
    expiresAfterDays: 365,
    text,
  }));
}

function reason(tier: Tier, german: boolean, bought: HistoryEntry | undefined): RecommendedItem['reason'] {
  const none = { evidence: [], purpose: null };
  if (tier === 'popular')
    return { ...none, source: 'many', text: german ? 'Viele kaufen das.' : 'Many people buy this.' };
  if (tier === 'session')
    return {
      ...none,
      source: 'visit',
      text: german ? 'Passt zu dem, was Sie eben angesehen haben.' : 'Goes with what you looked at just now.',
    };
  if (tier === 'context')
    return {
      ...none,
      source: 'page',
      text: german ? 'Wird oft damit zusammen gekauft.' : 'Often bought together with this.',
    };
  const name = bought?.title ?? '';
  return {
    text: german ? `Weil Sie „${name}“ im Mai gekauft haben.` : `Because you bought “${name}” in May.`,
    evidence: [
      { item: bought?.item ?? '', title: name, kind: 'OrderCompleted', at: bought?.at ?? '' },
      { item: 'p3', title: title('p3'), kind: 'ProductViewed', at: '2026-11-20T16:55:00Z' },
    ],
    source: 'observed-here',
    purpose: 'recommendations',
  };
}

function past(): HistoryEntry[] {
  const line = (kind: string, item: string | null, at: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
    index: 0,
    kind,
    item,
    title: item ? title(item) : null,
    at,
    quantity: 1,
    price: null,
    orderId: null,
    text: null,
    provenance: 'observed-here',
    purposes: ['recommendations', 'learning'],
    gift: false,
    ...more,
  });
  return [
    line('OrderCompleted', 'p4', '2026-05-03T11:20:00Z', { price: '48.00', orderId: 'A-1031' }),
    line('ProductViewed', 'p4', '2026-05-02T19:11:00Z'),
    line('OrderCompleted', 'p9', '2026-05-03T11:20:00Z', { price: '14.50', orderId: 'A-1031', gift: true }),
    line('ProductViewed', 'p3', '2026-11-20T16:55:00Z', { purposes: ['recommendations'] }),
    line('AddedToWishlist', 'p2', '2026-11-20T16:59:00Z', { provenance: 'stated' }),
    line('ProductsSearched', null, '2026-11-20T16:50:00Z', { text: 'linen' }),
    line('CategoryViewed', null, '2026-11-20T16:51:00Z', { text: 'Kitchen > Aprons' }),
  ];
}

function quiz(language: string): { id: string; text: string; answers: { id: string; text: string }[] }[] {
  const german = language === 'de';
  return [
    {
      id: 'where',
      text: german ? 'Wo verbringen Sie Ihre freien Tage?' : 'Where do you spend your free days?',
      answers: [
        { id: 'kitchen', text: german ? 'In der Küche' : 'In the kitchen' },
        { id: 'garden', text: german ? 'Im Garten' : 'In the garden' },
        { id: 'away', text: german ? 'Unterwegs' : 'On the road' },
      ],
    },
    {
      id: 'what',
      text: german ? 'Was fassen Sie gern an?' : 'What do you like to touch?',
      answers: [
        { id: 'linen', text: german ? 'Leinen' : 'Linen' },
        { id: 'clay', text: german ? 'Ton' : 'Clay' },
      ],
    },
  ];
}
