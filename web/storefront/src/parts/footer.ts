import { html, type TemplateResult } from 'lit';
import { type Language, languages } from '../language.js';
import { address } from '../router.js';
import type { Shop } from '../shop.js';
import { type Theme, themes } from '../theme.js';
import { bird } from './icons.js';

const names: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The end of every page: where we are, your data, language, colours. */
export function footer(shop: Shop, speak: (language: Language) => void, paint: (theme: Theme) => void): TemplateResult {
  return html`<footer class="foot">
    <div class="foot-grid wrap">
      <div class="foot-word">
        ${bird}
        <p>${shop.say('footer.line')}</p>
        <p class="quiet">${shop.say('footer.demo')}</p>
      </div>
      <nav class="foot-links" aria-label=${shop.say('footer.you')}>
        <h2>${shop.say('footer.you')}</h2>
        <ul role="list">
          <li><a href=${address.yourData} data-testid="nav-your-data">${shop.say('footer.data')}</a></li>
          <li><a href=${address.cart}>${shop.say('footer.cart')}</a></li>
          <li><a href=${address.search('')}>${shop.say('footer.search')}</a></li>
        </ul>
      </nav>
      <div class="foot-choices">
        <fieldset class="choice">
          <legend>${shop.say('footer.language')}</legend>
          ${languages.map(
            (language) => html`<button type="button" lang=${language} data-testid="lang-${language}"
              aria-pressed=${shop.language === language} @click=${() => speak(language)}>${names[language]}</button>`,
          )}
        </fieldset>
        <fieldset class="choice">
          <legend>${shop.say('footer.theme')}</legend>
          ${themes.map(
            (theme) => html`<button type="button" data-testid="theme-${theme}"
              aria-pressed=${shop.theme === theme} @click=${() => paint(theme)}>${shop.say(`footer.theme.${theme}`)}</button>`,
          )}
        </fieldset>
      </div>
    </div>
  </footer>`;
}
