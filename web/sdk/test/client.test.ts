import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rapport, type RapportOptions, RapportProblem } from '../src/client.js';
import { cookieConsent } from '../src/cookie-consent.js';
import type { TrackedEvent } from '../src/events.js';

interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  keepalive: boolean;
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

const granted = { customer: { known: true }, purposes: [{ id: 'recommendations', state: 'granted' }], entries: [] };
const refused = { customer: { known: true }, purposes: [{ id: 'recommendations', state: 'refused' }], entries: [] };

function tokenOf(sub: string, anon = true): string {
  return `h.${btoa(JSON.stringify({ sub, anon }))}.s`;
}

/** A client against answers written down here; every request is kept. */
function clientWith(answers: (sent: Sent) => Answer, options: Partial<RapportOptions> = {}) {
  const sent: Sent[] = [];
  const fetcher = async (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request: Sent = {
      url: String(url),
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      keepalive: init.keepalive ?? false,
    };
    sent.push(request);
    const { status = 200, body = {}, headers = {} } = answers(request);
    return new Response(JSON.stringify(body), { status, headers });
  };
  const client = new Rapport({
    endpoint: 'https://rapport.test/',
    tenant: 'demo',
    writeKey: 'wk_1',
    language: 'en',
    token: async () => tokenOf('visitor-1'),
    fetch: fetcher,
    flushMs: 5,
    ...options,
  });
  return { client, sent, batches: () => sent.filter(({ url }) => url.endsWith('/v1/batch')) };
}

function eventsOf(request: Sent | undefined): TrackedEvent[] {
  return (request?.body as { batch?: TrackedEvent[] } | undefined)?.batch ?? [];
}

afterEach(() => vi.useRealTimers());

describe('events', () => {
  it('go out in one batch, in the shape of the Segment specification', async () => {
    const { client, batches } = clientWith(() => ({ body: granted }));

    client.track('Product Viewed', { product_id: 'p1' });
    client.search('linen');
    client.page('Home');
    await client.flush();

    expect(batches()).toHaveLength(1);
    const [batch] = batches();
    expect(batch?.headers.Authorization).toBe(`Basic ${btoa('wk_1:')}`);
    expect((batch?.body as { sentAt?: string } | undefined)?.sentAt).toMatch(/^\d{4}-.*Z$/);
    const [viewed, searched, page] = eventsOf(batch);
    expect(viewed).toMatchObject({
      type: 'track',
      event: 'Product Viewed',
      properties: { product_id: 'p1' },
      anonymousId: 'visitor-1',
    });
    expect(searched).toMatchObject({ event: 'Products Searched', properties: { query: 'linen' } });
    expect(page).toMatchObject({ type: 'page', name: 'Home' });
    expect(new Set([viewed?.messageId, searched?.messageId, page?.messageId]).size).toBe(3);
  });

  it('carry nothing about device, page or network', async () => {
    const { client, batches } = clientWith(() => ({ body: granted }));

    client.track('Product Viewed', { product_id: 'p1' });
    await client.flush();

    const [event] = eventsOf(batches()[0]);
    expect(Object.keys(event ?? {}).sort()).toEqual([
      'anonymousId',
      'event',
      'messageId',
      'properties',
      'timestamp',
      'type',
    ]);
  });

  it('name a signed-in customer as userId', async () => {
    const { client, batches } = clientWith(() => ({ body: granted }), { token: async () => tokenOf('anna', false) });

    client.track('Order Completed', { order_id: 'A1', products: [] });
    await client.flush();

    expect(eventsOf(batches()[0])[0]).toMatchObject({ userId: 'anna' });
    expect(eventsOf(batches()[0])[0]).not.toHaveProperty('anonymousId');
  });

  it('are never sent for a visitor without an id, and no request is made at all', async () => {
    const { client, sent } = clientWith(() => ({}), { token: async () => null });

    client.track('Product Viewed', { product_id: 'p1' });
    await client.flush();

    expect(sent).toEqual([]);
  });

  it('are dropped when the customer refused', async () => {
    const { client, batches } = clientWith(() => ({ body: refused }));

    client.track('Product Viewed', { product_id: 'p1' });
    await client.flush();

    expect(batches()).toEqual([]);
  });

  it('from before the first yes are not sent after it', async () => {
    let token: string | null = null;
    const { client, batches } = clientWith(() => ({ body: { ...granted, receipts: [] } }), {
      flushMs: 60_000,
      token: async ({ create }) => (token ??= create ? tokenOf('new') : null),
    });

    client.track('Product Viewed', { product_id: 'before' });
    await client.choose([{ purpose: 'recommendations', granted: true, textVersion: 'recommendations/1' }], 'home');
    client.track('Product Viewed', { product_id: 'after' });
    await client.flush();

    expect(eventsOf(batches()[0]).map(({ properties }) => properties.product_id)).toEqual(['after']);
  });

  it('are sent again with the same message ids after a passing failure, and not before Retry-After', async () => {
    vi.useFakeTimers();
    let failures = 2;
    const { client, batches } = clientWith(({ url }) =>
      url.endsWith('/v1/batch') && failures-- > 0
        ? { status: failures === 1 ? 503 : 429, headers: { 'Retry-After': '7' } }
        : { body: granted },
    );

    client.track('Product Viewed', { product_id: 'p1' });
    await vi.advanceTimersByTimeAsync(10);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(batches()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_100);
    await vi.advanceTimersByTimeAsync(7_100);

    expect(batches()).toHaveLength(3);
    expect(new Set(batches().map((batch) => eventsOf(batch)[0]?.messageId)).size).toBe(1);
  });

  it('are not sent again after a refusal for good', async () => {
    vi.useFakeTimers();
    const { client, batches } = clientWith(({ url }) =>
      url.endsWith('/v1/batch') ? { status: 400 } : { body: granted },
    );

    client.track('Product Viewed', { product_id: 'p1' });
    await vi.advanceTimersByTimeAsync(120_000);

    expect(batches()).toHaveLength(1);
  });

  it('over 32 KB never leave, and big queues leave in several batches', async () => {
    const { client, batches } = clientWith(() => ({ body: granted }), { flushMs: 60_000 });

    client.track('Product Viewed', { product_id: 'x'.repeat(40_000) });
    for (let n = 0; n < 250; n++) client.track('Product Viewed', { product_id: `p${n}` });
    await client.flush();

    expect(batches().map((batch) => eventsOf(batch).length)).toEqual([100, 100, 50]);
  });

  it('stop at once when a purpose is withdrawn', async () => {
    let state = granted;
    const { client, batches } = clientWith(
      ({ method }) => {
        if (method === 'PUT') state = refused;
        return { body: { ...state, receipts: [] } };
      },
      { flushMs: 60_000 },
    );
    client.track('Product Viewed', { product_id: 'p0' });
    await client.flush();

    client.track('Product Viewed', { product_id: 'p1' });
    await client.choose([{ purpose: 'recommendations', granted: false, textVersion: 'recommendations/1' }], 'home');
    client.track('Product Viewed', { product_id: 'p2' });
    await client.flush();

    expect(batches()).toHaveLength(1);
  });
});

describe('decisions', () => {
  const answer = { decisionId: 'd', tier: 'popular', items: [], heldBack: [], degraded: false };

  it('carry the visit only while there is no identity', async () => {
    let token: string | null = null;
    const { client, sent } = clientWith(() => ({ body: answer }), { token: async () => token });
    client.track('Product Viewed', { product_id: 'p1' });
    client.track('Product Viewed', { product_id: 'p2' });
    client.track('Product Viewed', { product_id: 'p1' });

    await client.decide({ surface: 'home' });
    token = tokenOf('visitor-1');
    await client.identityChanged();
    await client.decide({ surface: 'home' });

    const [without, withIdentity] = sent.filter(({ url }) => url.endsWith('/v1/decisions'));
    expect(without?.body).toEqual({ language: 'en', surface: 'home', context: { visit: ['p2', 'p1'] } });
    expect(without?.headers).toMatchObject({ 'Rapport-Tenant': 'demo' });
    expect(without?.headers).not.toHaveProperty('Authorization');
    expect(withIdentity?.body).toEqual({ language: 'en', surface: 'home' });
    expect(withIdentity?.headers.Authorization).toBe(`Bearer ${token}`);
  });

  it('fall back to an empty, degraded answer instead of throwing', async () => {
    const { client } = clientWith(() => ({ status: 503 }));

    expect(await client.decide({ surface: 'home' })).toMatchObject({ items: [], degraded: true });
  });

  it('renew the token once on 401', async () => {
    const needs: boolean[] = [];
    const { client, sent } = clientWith(
      ({ headers }) => (headers.Authorization === `Bearer ${tokenOf('old')}` ? { status: 401 } : { body: answer }),
      {
        token: async ({ renew }) => {
          needs.push(renew);
          return tokenOf(renew ? 'fresh' : 'old');
        },
      },
    );

    expect(await client.decide({ surface: 'home' })).toMatchObject({ degraded: false });
    expect(needs).toEqual([false, true]);
    expect(sent).toHaveLength(2);
  });

  it('are made without the customer when the token cannot be renewed', async () => {
    const { client } = clientWith(({ headers }) => (headers.Authorization ? { status: 401 } : { body: answer }), {
      token: async ({ renew }) => (renew ? null : tokenOf('old')),
    });

    expect(await client.decide({ surface: 'home' })).toMatchObject({ degraded: false });
  });
});

describe('choices and rights', () => {
  it('make an id with a yes only', async () => {
    const creates: boolean[] = [];
    const { client, sent } = clientWith(() => ({ body: { purposes: [], receipts: [] } }), {
      token: async ({ create }) => {
        creates.push(create);
        return create ? tokenOf('new') : null;
      },
    });

    await client.choose([{ purpose: 'email', granted: false, textVersion: 'email/1' }], 'home');
    expect(creates).not.toContain(true);
    expect(sent.filter(({ method }) => method === 'PUT')).toEqual([]);

    await client.choose([{ purpose: 'email', granted: true, textVersion: 'email/1' }], 'home');
    const put = sent.find(({ method }) => method === 'PUT');
    expect(put?.headers.Authorization).toBe(`Bearer ${tokenOf('new')}`);
    expect(put?.body).toEqual({
      choices: [{ purpose: 'email', granted: true, textVersion: 'email/1' }],
      language: 'en',
      surface: 'home',
    });
  });

  it('tell every follower what changed', async () => {
    const { client } = clientWith(() => ({ body: {} }));
    const heard: string[] = [];
    client.addEventListener('change', (event) => heard.push((event as CustomEvent<string>).detail));

    await client.hide('p1');
    await client.gift('p2');
    await client.deleteItem('a/b');
    client.clearVisit();

    expect(heard).toEqual(['hide', 'gift', 'item', 'visit']);
  });

  it('reject with the code of the problem', async () => {
    const { client } = clientWith(() => ({ status: 422, body: { code: 'unknown-text-version' } }));

    await expect(client.choose([{ purpose: 'email', granted: true, textVersion: 'email/0' }], 'home')).rejects.toEqual(
      new RapportProblem('unknown-text-version', 422),
    );
  });

  it('forget everything here too', async () => {
    let token: string | null = tokenOf('visitor-1');
    const answers = ({ method }: Sent): Answer =>
      method === 'POST'
        ? { status: 201, body: { id: 'q1', steps: [{ code: 'receipt', reference: 'r1' }] } }
        : { body: { id: 'r1', final: false } };
    const { client, sent } = clientWith(answers, {
      token: async () => token,
      forgotten: () => {
        token = null;
      },
      flushMs: 60_000,
    });
    client.track('Product Viewed', { product_id: 'p1' });

    const receipt = await client.forget();
    await client.flush();

    expect(receipt.id).toBe('r1');
    expect(client.visit).toEqual([]);
    expect(await client.subject()).toBeNull();
    expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /v1/requests',
      'GET /v1/receipts/r1',
    ]);
    expect(receipt.request?.id).toBe('q1');
  });

  it('write a choice once, however often its answer gets lost', async () => {
    let tries = 0;
    const { client, sent } = clientWith(() => {
      if (++tries < 3) throw new TypeError('lost');
      return { body: { purposes: [], receipts: [] } };
    });

    await client.choose([{ purpose: 'email', granted: true, textVersion: 'email/1' }], 'home');
    await client.choose([{ purpose: 'email', granted: false, textVersion: 'email/1' }], 'home');

    const keys = sent.filter(({ method }) => method === 'PUT').map(({ headers }) => headers['Idempotency-Key']);
    expect(keys).toHaveLength(4);
    expect(keys[0]).toMatch(/^[\w-]{36}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('do not try again what the server refused', async () => {
    const { client, sent } = clientWith(() => ({ status: 422, body: { code: 'unknown-text-version' } }));

    await client.choose([{ purpose: 'email', granted: true, textVersion: 'x' }], 'home').catch(() => undefined);

    expect(sent).toHaveLength(1);
  });
});

describe('a device', () => {
  const held = new Map<string, string>();
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
  const named = { token: async () => tokenOf('ann', false) };

  beforeEach(() => {
    held.clear();
    vi.stubGlobal('localStorage', storage);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is told with the events and the decisions of a customer with a name, by the same number', async () => {
    const { client, sent, batches } = clientWith(() => ({ body: granted }), named);

    await client.decide({ surface: 'home' });
    client.track('Product Viewed', { product_id: 'p1' });
    await client.flush();
    await client.decide({ surface: 'home' });

    const devices = sent
      .filter(({ url }) => url.endsWith('/v1/decisions'))
      .map(({ body }) => (body as { device?: string }).device);
    expect(devices[0]).toMatch(/^[\w-]{36}$/);
    expect(eventsOf(batches()[0])[0]).toMatchObject({ userId: 'ann', anonymousId: devices[0] });
    expect(devices[1]).toBe(devices[0]);
  });

  it('has no number before a yes, nor for a visitor without a name, nor after the last yes is taken back', async () => {
    const no = clientWith(() => ({ body: refused }), named);
    await no.client.decide({ surface: 'home' });
    const anonymous = clientWith(() => ({ body: granted }));
    anonymous.client.track('Product Viewed', { product_id: 'p1' });
    await anonymous.client.flush();
    await anonymous.client.decide({ surface: 'home' });
    expect(held.size).toBe(0);
    expect(eventsOf(anonymous.batches()[0])[0]).toMatchObject({ anonymousId: 'visitor-1' });

    let state = granted;
    const { client } = clientWith(() => ({ body: state }), named);
    await client.decide({ surface: 'home' });
    expect(held.size).toBe(1);
    state = refused;
    await client.choose([{ purpose: 'recommendations', granted: false, textVersion: 'recommendations/1' }], 'home');
    expect(held.size).toBe(0);
  });
});

describe('a link from a mail', () => {
  it('opens a client of its own, and an hour that is over puts nobody else in its place', async () => {
    let redeemed = true;
    const { client, sent } = clientWith(({ url }) =>
      url.endsWith('/redeem')
        ? { body: { token: tokenOf('ann', false) } }
        : redeemed
          ? { body: {} }
          : { status: 401, body: { code: 'expired-token' } },
    );

    const opened = await client.openLink('secret');
    await opened.everything();
    redeemed = false;

    await expect(opened.forget()).rejects.toEqual(new RapportProblem('expired-token', 401));
    expect((await client.subject())?.id).toBe('visitor-1');
    const asked = sent.filter(({ url }) => !url.endsWith('/redeem')).map(({ headers }) => headers.Authorization);
    expect(asked).toEqual([`Bearer ${tokenOf('ann', false)}`, `Bearer ${tokenOf('ann', false)}`]);
    expect(sent[0]?.body).toEqual({ link: 'secret' });
  });
});

describe('the past of a browser', () => {
  it('is offered after signing in, and taken along with the token of its number', async () => {
    let token = tokenOf('visitor-1');
    const { client, sent } = clientWith(() => ({ body: { taken: 3, left: 0, receipt: null, purposes: [] } }), {
      token: async () => token,
    });
    await client.subject();
    expect(await client.hasPast()).toBe(false);
    token = tokenOf('ann', false);
    await client.identityChanged();
    expect(await client.hasPast()).toBe(true);

    await client.takePastAlong();

    expect(sent.find(({ url }) => url.endsWith('/me/past'))?.body).toEqual({ token: tokenOf('visitor-1') });
    expect(await client.hasPast()).toBe(false);
  });
});

describe('a CookieConsent dialog', () => {
  const words = { purposes: [{ id: 'recommendations' }, { id: 'email' }], permissions: [], receipts: [] };
  const dialog = (acceptType: string, acceptedCategories: string[], rejectedCategories: string[]) => ({
    getCookie: () => ({ consentId: 'c-1' }),
    getUserPreferences: () => ({ acceptType, acceptedCategories, rejectedCategories }),
  });

  it('becomes a choice here with its four members, under our names for its categories', async () => {
    const { client, sent } = clientWith(() => ({ body: words }));

    await cookieConsent(client, dialog('custom', ['necessary', 'personal'], ['email']), {
      personal: 'recommendations',
    }).onFirstConsent();

    expect(sent.find(({ url }) => url.endsWith('/v1/consents/cookieconsent'))?.body).toEqual({
      consentId: 'c-1',
      acceptType: 'custom',
      acceptedCategories: ['necessary', 'recommendations'],
      rejectedCategories: ['email'],
    });
  });

  it('makes no id with a no', async () => {
    const creates: boolean[] = [];
    const { client, sent } = clientWith(() => ({ body: words }), {
      token: async ({ create }) => {
        creates.push(create);
        return null;
      },
    });

    await cookieConsent(client, dialog('necessary', ['necessary'], ['recommendations', 'email'])).onChange();

    expect(creates).not.toContain(true);
    expect(sent.some(({ url }) => url.includes('cookieconsent'))).toBe(false);
  });
});
