import { html, svg, type TemplateResult } from 'lit';

function icon(drawing: TemplateResult<2>): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${drawing}</svg>`;
}

export const icons = {
  search: icon(svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`),
  cart: icon(
    svg`<path d="M4 9.5h16l-1.6 9.2a2 2 0 0 1-2 1.6H7.6a2 2 0 0 1-2-1.6z"/><path d="m8 9.5 3-6M16 9.5l-3-6M9.5 13v4M14.5 13v4"/>`,
  ),
  heart: icon(svg`<path d="M12 20S4 15.2 4 9.4A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.4C20 15.2 12 20 12 20z"/>`),
  plus: icon(svg`<path d="M12 6v12M6 12h12"/>`),
  minus: icon(svg`<path d="M6 12h12"/>`),
  arrow: icon(svg`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  check: icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
} as const;

/** The blackbird of the shop's sign. */
export const bird = html`<svg class="bird" viewBox="0 0 48 40" width="48" height="40" aria-hidden="true" focusable="false">
  <path class="bird-beak" d="M38.5 9.5 47 13l-8.5 3z" />
  <path
    class="bird-body"
    d="M39.8 12.6c0 11.7-7.6 19.9-18.3 19.9-4.2 0-7.3-.7-9.9-2L1.5 35.8l4.7-8.3C9.7 16.6 16 12.3 24.6 11.3c1-4.7 4-7.3 7.8-7.3 4.4 0 7.4 3.7 7.4 8.6z"
  />
  <path class="bird-leg" d="M22 32v6M27 31.5V38" />
  <circle class="bird-eye" cx="34" cy="10.5" r="1.7" />
</svg>`;
