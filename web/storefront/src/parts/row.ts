import type { Surface } from '@rapport/sdk';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** Where a row stands and what the page is about. */
export interface RowPlace {
  readonly surface: Surface;
  readonly item?: string;
  readonly category?: string;
  readonly cart?: readonly string[];
  readonly exclude?: readonly string[];
  readonly query?: string;
  readonly count: number;
  /** Not there while it has nothing to show. */
  readonly optional?: boolean;
}

/** A row of suggestions; what it holds, why, and the controls are Rapport's own element. */
export function row({
  surface,
  item,
  category,
  cart,
  exclude,
  query,
  count,
  optional = false,
}: RowPlace): TemplateResult {
  return html`<rapport-row class="row" surface=${surface} item=${ifDefined(item)} category=${ifDefined(category)}
    cart=${ifDefined(cart?.join(','))} exclude=${ifDefined(exclude?.join(','))} query=${ifDefined(query)} count=${count} ?optional=${optional}></rapport-row>`;
}
