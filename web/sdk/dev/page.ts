import { Rapport, useRapport } from '../src/index.js';
import { MockServer } from './mock.js';
import { products } from './shelf.js';

// ?view=shop|quiz|centre &settled &consented &lang=de &away &delay=ms
const asked = new URLSearchParams(location.search);
const language = asked.get('lang') ?? 'en';
document.documentElement.lang = language;

const server = new MockServer();
if (asked.has('settled')) server.settle();
else if (asked.has('consented')) server.consent();
server.away = asked.has('away');
server.delayMs = Number(asked.get('delay') ?? 0);

const rapport = new Rapport({
  endpoint: location.origin,
  tenant: 'demo',
  writeKey: 'wk_dev',
  language,
  currency: 'EUR',
  token: server.token,
  forgotten: server.forgotten,
  fetch: server.fetch,
});

useRapport(rapport, {
  resolve: async (ids) => products.filter(({ id }) => ids.includes(id)),
  privacyHref: '?view=centre&settled',
});

const stage = document.querySelector('#stage') as HTMLElement;
stage.innerHTML =
  asked.get('view') === 'centre'
    ? '<rapport-privacy-centre></rapport-privacy-centre>'
    : asked.get('view') === 'quiz'
      ? '<rapport-quiz></rapport-quiz><rapport-row surface="home"></rapport-row>'
      : `<rapport-consent-card purpose="recommendations" surface="home"></rapport-consent-card>
       <rapport-row surface="home"></rapport-row>
       <rapport-row surface="product" item="p1" count="4"></rapport-row>`;

Object.assign(globalThis, { rapport, server });
