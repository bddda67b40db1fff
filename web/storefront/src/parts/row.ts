import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** Where a row stands and what the page is about. */
export interface RowPlace {
  readonly surface: 'home' | 'product' | 'cart' | 'checkout';
  readonly item?: string;
  readonly category?: string;
  readonly cart?: readonly string[];
  readonly count: number;
}

/** A row of suggestions; what it holds, why, and the controls are Rapport's own element. */
export function row({ surface, item, category, cart, count }: RowPlace): TemplateResult {
  return html`<rapport-row class="row" surface=${surface} item=${ifDefined(item)} category=${ifDefined(category)}
    cart=${ifDefined(cart?.join(','))} count=${count}></rapport-row>`;
}
