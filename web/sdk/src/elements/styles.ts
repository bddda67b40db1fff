import { css } from 'lit';

/** Colours follow the page's color-scheme; every one can be set from outside. */
export const tokens = css`
  :host {
    --_paper: var(--rapport-paper, light-dark(#fbfaf7, #14181d));
    --_card: var(--rapport-card, light-dark(#ffffff, #1b2027));
    --_ink: var(--rapport-ink, light-dark(#1b2430, #ece8df));
    --_muted: var(--rapport-muted, light-dark(#5b6674, #a7b0ba));
    --_line: var(--rapport-line, light-dark(#e3dfd6, #2a313a));
    --_edge: var(--rapport-edge, light-dark(#827d72, #78818c));
    --_moss: var(--rapport-moss, light-dark(#2f6b4f, #82c7a4));
    --_amber: var(--rapport-amber, light-dark(#8a5e08, #e3b558));
    --_slate: var(--rapport-slate, light-dark(#5b6674, #a7b0ba));
    --_brick: var(--rapport-brick, light-dark(#a63a32, #f0978f));
    --_radius: var(--rapport-radius, 10px);
    --_shadow: 0 1px 2px rgb(20 24 29 / 6%), 0 6px 20px rgb(20 24 29 / 7%);
    display: block;
    color: var(--_ink);
    font-family: inherit;
    font-size: 1rem;
    line-height: 1.5;
    text-align: start;
    container-type: inline-size;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  a {
    color: inherit;
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }

  :focus-visible {
    outline: 3px solid var(--_moss);
    outline-offset: 2px;
    border-radius: 4px;
  }

  svg {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.875rem;
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    a {
      transition:
        background-color 120ms,
        border-color 120ms,
        color 120ms;
    }
  }
`;

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  .button,
  .link {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 44px;
    min-inline-size: 44px;
    text-align: center;
    line-height: 1.25;
  }

  .button {
    padding: 0.5rem 1rem;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_card);
    font-weight: 600;
    text-decoration: none;
  }

  .button:hover {
    border-color: var(--_ink);
    background: color-mix(in srgb, var(--_ink) 5%, var(--_card));
  }

  .button:focus-visible {
    border-radius: var(--_radius);
  }

  .button.danger {
    border-color: var(--_brick);
    color: var(--_brick);
  }

  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }

  .link {
    padding: 0 0.25rem;
    margin-inline: -0.25rem;
    border: 0;
    background: none;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  .link:hover {
    text-decoration-thickness: 2px;
  }
`;

export const pills = css`
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.125rem 0.625rem;
    border: 1px solid color-mix(in srgb, currentcolor 45%, transparent);
    border-radius: 99px;
    color: var(--_slate);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.375rem;
    white-space: nowrap;
  }

  .pill.person {
    color: var(--_moss);
  }

  .pill.held {
    color: var(--_amber);
  }

  .pill.bare {
    padding: 0;
    border: 0;
  }
`;
