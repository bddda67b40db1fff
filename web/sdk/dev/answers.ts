import type { HistoryEntry, Permission, PlainPolicy, Purpose, RecommendedItem, Signal, Tier } from '../src/wire.js';
import { permissionTexts, products, purposeTexts } from './shelf.js';

export function title(item: string): string {
  return products.find(({ id }) => id === item)?.title ?? item;
}

export function topicOf(item: string): string {
  return item === 'p9' || item === 'p10' ? 'Bath > Soap' : item === 'p1' ? 'Home > Candles' : 'Kitchen > Linen';
}

/** One rule is switched off. */
export function policy(language: string): PlainPolicy {
  const german = language === 'de';
  return {
    version: 3,
    rules: [
      {
        rule: 'T5',
        text: german
          ? 'Ein Thema sehen Sie höchstens 3-mal in 7 Tagen.'
          : 'You are shown a topic at most 3 times in 7 days.',
        inForce: true,
      },
      { rule: 'T12', text: german ? 'Ein Geschenk sagt nichts.' : 'A gift says nothing.', inForce: false },
    ],
    topics: [
      { id: 'Kitchen > Linen', title: 'Kitchen > Linen' },
      { id: 'Home > Candles', title: 'Home > Candles' },
      { id: 'D1', title: german ? 'Schwangerschaft und Babys' : 'Pregnancy and babies' },
    ],
  };
}

/** Searches are switched off, and so is the price of what was put in the cart. */
export function signals(language: string): Signal[] {
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

export function purposes(language: string): Purpose[] {
  const texts = language === 'de' ? purposeTexts.de : purposeTexts.en;
  return Object.entries(texts).map(([id, text]) => ({
    id,
    dpvCode: 'dpv:ProvideProductRecommendations',
    textVersion: `${id}/1`,
    retentionDays: 365,
    expiresAfterDays: 365,
    coveredByGpc: id !== 'recommendations',
    text,
  }));
}

/** A token as a shop would sign it, for nobody to check. */
export function tokenOf(sub: string, anon: boolean): string {
  return `head.${btoa(JSON.stringify({ sub, anon }))}.signature`;
}

export function permissions(language: string): Permission[] {
  return Object.entries(language === 'de' ? permissionTexts.de : permissionTexts.en).map(([scope, text]) => ({
    scope,
    textVersion: `${scope}/1`,
    text,
  }));
}

export function reason(tier: Tier, german: boolean, bought: HistoryEntry | undefined): RecommendedItem['reason'] {
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

export function past(): HistoryEntry[] {
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

export function quiz(language: string): { id: string; text: string; answers: { id: string; text: string }[] }[] {
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
