import { html, type TemplateResult } from 'lit';
import type { Tier } from '../wire.js';

const drawn = {
  person: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="8" r="4" /><path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6" /></svg>`,
  session: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3.5 2" /></svg>`,
  context: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3.5h9l4 4v13H6z" /><path d="M9.5 12.5h6M9.5 16.5h6" /></svg>`,
  popular: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20V12M10 20V5M16 20v-9M21.5 20H2.5" /></svg>`,
  held: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5" /><path d="M9.75 9v6M14.25 9v6" /></svg>`,
  why: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5" /><path d="M9.7 9.5a2.4 2.4 0 1 1 3.6 2.1c-.9.5-1.3 1-1.3 1.9M12 16.7v.1" /></svg>`,
  close: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg>`,
  previous: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14.5 5.5 8 12l6.5 6.5" /></svg>`,
  next: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 5.5 16 12l-6.5 6.5" /></svg>`,
  gift: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9.5h16v4H4zM5.5 13.5v7h13v-7M12 9.5v11M12 9.5C8 9.5 7 4 9.5 4 11.5 4 12 9.5 12 9.5S12.5 4 14.5 4C17 4 16 9.5 12 9.5" /></svg>`,
  tick: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5" /></svg>`,
} satisfies Record<string, TemplateResult>;

export type Icon = keyof typeof drawn;

export function icon(name: Icon): TemplateResult {
  return drawn[name];
}

/** The tier as an icon and a word. */
export function tierPill(tier: Tier, word: string, bare = false): TemplateResult {
  return html`<span part="pill" class="pill ${tier} ${bare ? 'bare' : ''}">${icon(tier)}${word}</span>`;
}
