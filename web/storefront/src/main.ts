import '@fontsource-variable/fraunces/opsz.css';
import '@fontsource-variable/source-sans-3/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/head.css';
import './styles/foot.css';
import './styles/pieces.css';
import './styles/home.css';
import './styles/shelf.css';
import './styles/product.css';
import './styles/cart.css';
import './styles/checkout.css';
import { Rapport, useRapport } from '@rapport/sdk';
import './app.js';
import type { AmselShop } from './app.js';
import { Catalogue } from './catalogue.js';
import { chooseLanguage, say } from './language.js';
import { money } from './money.js';
import { Pass } from './pass.js';
import { address } from './router.js';
import { Shop } from './shop.js';
import { rememberedTheme } from './theme.js';

interface Config {
  readonly tenant: string;
  readonly writeKey: string;
  readonly currency: string;
}

async function config(): Promise<Config> {
  const answer = await fetch('/shop/config.json');
  if (!answer.ok) throw new Error(`config: ${answer.status}`);
  return (await answer.json()) as Config;
}

const language = chooseLanguage(localStorage.getItem('amsel.language'), navigator.languages);
document.documentElement.lang = language;
await customElements.whenDefined('amsel-shop');
const front = document.querySelector('amsel-shop') as AmselShop;

try {
  const [catalogue, { tenant, writeKey, currency }] = await Promise.all([Catalogue.load(), config()]);
  const pass = new Pass(localStorage);
  const rapport = new Rapport({
    tenant,
    writeKey,
    currency,
    language,
    token: (need) => pass.token(need),
    forgotten: () => pass.forget(),
  });
  const shop = new Shop(catalogue, rapport, language, rememberedTheme());
  useRapport(rapport, {
    privacyHref: address.yourData,
    resolve: async (ids) =>
      ids
        .map((id) => catalogue.find(id))
        .filter((item) => item !== undefined)
        .map((item) => ({
          id: item.id,
          title: shop.title(item),
          price: money(item.price, shop.language, catalogue.currency),
          url: address.product(item.id),
          image: item.image,
        })),
  });
  front.open(shop, rapport);
} catch {
  front.close((key) => say(language, key));
}
