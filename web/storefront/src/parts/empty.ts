import { html, type TemplateResult } from 'lit';
import { bird } from './icons.js';

/** What a page says when it has nothing to show. */
export function empty(title: string, text: string, way?: TemplateResult): TemplateResult {
  return html`<div class="empty wrap">
    ${bird}
    <h1 tabindex="-1">${title}</h1>
    <p>${text}</p>
    ${way ?? ''}
  </div>`;
}
