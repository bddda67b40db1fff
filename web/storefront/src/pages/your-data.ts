import { html, type TemplateResult } from 'lit';
import type { Shop } from '../shop.js';

export function yourData(shop: Shop): TemplateResult {
  return html`<div class="data wrap">
    <h1 tabindex="-1">${shop.say('data.title')}</h1>
    <p class="lead">${shop.say('data.text')}</p>
    <rapport-privacy-centre></rapport-privacy-centre>
  </div>`;
}
