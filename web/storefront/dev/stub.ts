import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { goods, picture } from './goods.js';

type Json = Record<string, unknown>;
type Answer = (request: {
  readonly body: Json;
  readonly customer: string | null;
  readonly path: string;
  readonly language: string;
}) => unknown;

interface Customer {
  granted: Record<string, boolean>;
  history: Json[];
}

/** A stand-in for shop and Rapport with the shapes of their answers and none of their sense. For `npm run dev` alone. */
export function stub(): Plugin {
  const customers = new Map<string, Customer>();
  const routes = routesOver(customers);
  const answer = async (request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stub');
    const drawn = /^\/shop\/pictures\/(.+)\.svg$/.exec(url.pathname)?.[1];
    if (drawn) return void response.setHeader('Content-Type', 'image/svg+xml').end(picture(drawn));
    const route = routes.find(([pattern]) => pattern.test(`${request.method} ${url.pathname}`));
    if (!route) return next();
    const body = await read(request);
    const bearer = /^Bearer .*?\.(.*?)\./.exec(request.headers.authorization ?? '')?.[1];
    const customer = bearer ? (JSON.parse(atob(bearer)) as { sub: string }).sub : null;
    const said = route[1]({ body, customer, path: url.pathname, language: url.searchParams.get('language') ?? 'en' });
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(said));
  };
  const use = (server: { middlewares: { use: (handler: typeof answer) => void } }): void =>
    void server.middlewares.use(answer);
  return { name: 'stub', configureServer: use, configurePreviewServer: use };
}

function routesOver(customers: Map<string, Customer>): readonly [RegExp, Answer][] {
  const of = (id: string | null): Customer => {
    const customer = customers.get(id ?? '') ?? { granted: {}, history: [] };
    if (id) customers.set(id, customer);
    return customer;
  };
  const consents = (id: string | null) => ({
    customer: { known: id !== null },
    purposes: purposes('en').map(({ id: purpose }) => ({
      id: purpose,
      state: { true: 'granted', false: 'refused' }[String(of(id).granted[purpose])] ?? 'none',
    })),
    entries: Object.entries(of(id).granted).map(([purpose, granted]) => ({
      purpose,
      choice: granted ? 'granted' : 'refused',
      at: new Date().toISOString(),
      textVersion: `${purpose}/1`,
      language: 'en',
      surface: 'home',
      source: 'customer',
    })),
    receipts: [],
  });
  const visit = () => {
    const sub = crypto.randomUUID();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    return { token: `e30.${btoa(JSON.stringify({ sub, anon: true }))}.`, customer: sub, expiresAt };
  };
  return [
    [
      /^GET \/shop\/config.json/,
      () => ({ tenant: 'demo', writeKey: 'wk_demo', currency: 'EUR', languages: ['en', 'de'] }),
    ],
    [/^GET \/shop\/catalogue.json/, () => goods],
    [/^POST \/shop\/(visit|renew)/, visit],
    [/^GET \/v1\/purposes/, ({ language }) => ({ purposes: purposes(language) })],
    [/^GET \/v1\/consents/, ({ customer }) => consents(customer)],
    [
      /^PUT \/v1\/consents/,
      ({ customer, body }) => {
        for (const { purpose, granted } of body.choices as { purpose: string; granted: boolean }[])
          of(customer).granted[purpose] = granted;
        return consents(customer);
      },
    ],
    [
      /^POST \/v1\/decisions/,
      ({ body, customer }) =>
        decide(body, customer !== null && of(customer).granted.recommendations === true ? of(customer) : null),
    ],
    [
      /^POST \/v1\/batch/,
      ({ body }) => {
        for (const event of body.batch as Json[])
          remember(of(String(event.anonymousId ?? event.userId ?? '') || null), event);
        return { success: true };
      },
    ],
    [/^GET \/v1\/customers\/me/, ({ customer }) => everything(customer, of(customer), consents(customer).entries)],
    [/^(POST|DELETE) \/v1\/customers\/me\//, () => ({ removed: 1 })],
    [
      /^DELETE \/v1\/customers\/me/,
      ({ customer }) => {
        customers.delete(customer ?? '');
        return {
          id: 'r1',
          tenant: 'demo',
          kind: 'erasure',
          requestedAt: new Date().toISOString(),
          removed: { history: 3, consents: 1 },
          modelHashBefore: 'a1',
          modelHashAfter: 'b2',
          finalAt: null,
          final: false,
          notes: [],
          signature: '',
        };
      },
    ],
  ];
}

function decide(body: Json, customer: Customer | null): Json {
  const context = (body.context ?? {}) as { item?: string; cart?: string[]; category?: string; visit?: string[] };
  const about =
    context.item ?? context.cart?.[0] ?? context.visit?.at(-1) ?? (customer?.history[0]?.item as string | undefined);
  const shelf =
    goods.items.find((item) => item.id === about)?.categorySlug ?? context.category?.split(' > ')[0]?.toLowerCase();
  const tier =
    customer && customer.history.length > 0
      ? 'person'
      : context.visit && !context.item && !context.cart
        ? 'session'
        : about || shelf
          ? 'context'
          : 'popular';
  const evidence = goods.items.find((item) => item.id === about);
  const items = goods.items
    .filter(
      (item) =>
        item.inStock &&
        item.id !== about &&
        (!shelf || item.categorySlug === shelf) &&
        !context.cart?.includes(item.id),
    )
    .slice(0, Number(body.count ?? 12))
    .map(({ id }) => ({
      id,
      tier,
      reason: {
        text: evidence ? `Because you looked at ${evidence.title.en}` : 'Many people buy this',
        source: tier === 'person' ? 'observed-here' : 'many',
        purpose: tier === 'person' ? 'recommendations' : null,
        evidence:
          evidence && tier === 'person'
            ? [{ item: evidence.id, title: evidence.title.en, kind: 'productViewed', at: new Date().toISOString() }]
            : [],
      },
    }));
  return {
    decisionId: crypto.randomUUID(),
    tier,
    items,
    heldBack: tier === 'person' ? [{ rule: 'T3', count: 2, text: 'too soon' }] : [],
    degraded: false,
  };
}

function remember(customer: Customer, event: Json): void {
  if (customer.granted.recommendations !== true || event.type !== 'track') return;
  const properties = event.properties as Json;
  const lines = (properties.products ?? [properties]) as Json[];
  for (const line of lines) {
    const item = goods.items.find(({ id }) => id === line.product_id);
    customer.history.unshift({
      index: customer.history.length,
      kind: camel(String(event.event)),
      item: item?.id ?? null,
      title: item?.title.en ?? null,
      at: event.timestamp,
      quantity: line.quantity ?? 1,
      price: line.price ?? null,
      orderId: properties.order_id ?? null,
      text: properties.query ?? properties.category ?? null,
      provenance: 'observedHere',
      purposes: ['recommendations'],
      gift: line.gift === true,
    });
  }
}

function everything(id: string | null, { history }: Customer, entries: readonly unknown[]): Json {
  return {
    customer: { id, anonymous: true },
    total: history.length + entries.length,
    history,
    consents: entries,
    decisions: [],
    hidden: [],
  };
}

function camel(event: string): string {
  return (
    {
      'Product Viewed': 'productViewed',
      'Product Added': 'addedToCart',
      'Order Completed': 'orderCompleted',
      'Product List Viewed': 'categoryViewed',
      'Products Searched': 'productsSearched',
    }[event] ?? event
  );
}

function purposes(language: string) {
  const texts: readonly [string, string, string][] = [
    ['recommendations', 'Suggestions on this site', 'Vorschläge auf dieser Seite'],
    ['email', 'Suggestions by e-mail', 'Vorschläge per E-Mail'],
    ['learning', 'Learning for others', 'Lernen für andere'],
    ['measurement', 'Measuring what helps', 'Messen, was hilft'],
  ];
  return texts.map(([id, en, de]) => ({
    id,
    dpvCode: `dpv:${id}`,
    textVersion: `${id}/1`,
    retentionDays: 365,
    expiresAfterDays: 365,
    text: {
      title: language === 'de' ? de : en,
      benefit: 'See things that go with what you chose before.',
      data: 'What you view, put in your cart, wish for and buy in this shop.',
      retention: 'Kept for 365 days, then gone.',
      effectOn: 'Rows in the shop suit you, and each item says why.',
      effectOff: 'Rows show what the page is about or what many buy.',
      accept: 'Use my choices',
      refuse: 'Not this time',
    },
  }));
}

async function read(request: IncomingMessage): Promise<Json> {
  let text = '';
  for await (const part of request) text += String(part);
  try {
    return JSON.parse(text || '{}') as Json;
  } catch {
    return {};
  }
}
