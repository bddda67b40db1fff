import { css } from 'lit';

export const rowStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin-block-end: 0.75rem;
    min-block-size: 44px;
  }

  .title {
    font-family: var(--rapport-heading-font, inherit);
    font-size: clamp(1.1875rem, 1.05rem + 0.6cqi, 1.5rem);
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }

  .turn {
    display: flex;
    gap: 0.5rem;
    margin-inline-start: auto;
  }

  .turn button {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 1px solid var(--_edge);
    border-radius: 50%;
    background: var(--_card);
    font-size: 1.25rem;
  }

  .turn button[disabled] {
    opacity: 0.35;
    cursor: default;
  }

  @media (pointer: coarse) {
    .turn {
      display: none;
    }
  }

  @container (width < 36rem) {
    .turn {
      display: none;
    }
  }

  .items {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(min(var(--rapport-card-width, 10.5rem), 42cqi), 1fr);
    gap: 1rem;
    overflow-x: auto;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 4px;
    scrollbar-width: none;
    /* Room for the focus ring and the shadow inside the scroller. */
    padding: 4px 4px 16px;
    margin: -4px -4px -8px;
  }

  :host([layout='grid']) .items {
    grid-auto-flow: row;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--rapport-card-width, 10.5rem), 100%), 1fr));
  }

  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    max-inline-size: 17rem;
    scroll-snap-align: start;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: 0 1px 3px rgb(20 24 29 / 8%);
    overflow: clip;
  }

  .card a {
    display: flex;
    flex: 1;
    flex-direction: column;
    color: inherit;
    text-decoration: none;
  }

  .card a:focus-visible {
    outline-offset: -3px;
    border-radius: var(--_radius);
  }

  .picture {
    aspect-ratio: var(--rapport-picture-ratio, 1);
    background: color-mix(in srgb, var(--_ink) 4%, var(--_card));
    overflow: clip;
  }

  .picture img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  @media (prefers-reduced-motion: no-preference) {
    .picture img {
      transition: scale 180ms ease-out;
    }

    .card:hover .picture img {
      scale: 1.03;
    }
  }

  .text {
    display: grid;
    gap: 0.125rem;
    padding: 0.75rem 0.75rem 0;
    line-height: 1.35;
  }

  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }

  .card a:hover .name {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  .price {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    column-gap: 0.25rem;
    padding: 0 0.75rem 0.25rem;
  }

  .foot .pill {
    font-size: 0.75rem;
  }

  .why {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .why:hover {
    color: var(--_ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .held {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin-block-start: 0.75rem;
    color: var(--_amber);
    font-size: 0.875rem;
  }

  .held li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }

  .said {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
    margin-block-start: 0.5rem;
  }

  .plain {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding: 1rem;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
    color: var(--_muted);
  }

  .bone {
    border-radius: 4px;
    background: color-mix(in srgb, var(--_ink) 8%, var(--_card));
  }

  .bone.line {
    block-size: 0.875rem;
    margin: 0.25rem 0;
  }

  .bone.short {
    inline-size: 45%;
  }

  .card.waiting {
    padding-block-end: 3rem;
    box-shadow: none;
  }

  @media (prefers-reduced-motion: no-preference) {
    .waiting .bone {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;

export const whyStyles = css`
  dialog {
    inline-size: min(30rem, 100vw);
    max-inline-size: 100vw;
    max-block-size: min(85dvh, 44rem);
    margin: auto;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.4);
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: 0 12px 48px rgb(10 14 18 / 28%);
    overflow: auto;
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(12 16 20 / 45%);
  }

  @media (max-width: 36rem) {
    dialog {
      inline-size: 100vw;
      margin-block-end: 0;
      border-inline: 0;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
  }

  .sheet {
    display: grid;
    gap: 1rem;
    padding: 1rem 1.25rem 1.25rem;
  }

  .sheet > header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 0.5rem;
    margin: 0 -0.5rem 0 0;
  }

  .sheet h3 {
    padding-block: 0.5rem;
    font-family: var(--rapport-heading-font, inherit);
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .icon {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    font-size: 1.25rem;
  }

  .icon:hover {
    background: color-mix(in srgb, var(--_ink) 7%, transparent);
  }

  .reason {
    display: grid;
    justify-items: start;
    gap: 0.5rem;
    font-size: 1.0625rem;
  }

  .evidence {
    display: grid;
    border-block-start: 1px solid var(--_line);
  }

  .evidence li {
    padding-block: 0.75rem 0.25rem;
    border-block-end: 1px solid var(--_line);
  }

  .evidence .actions {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.25rem;
    font-size: 0.9375rem;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .choices .button {
    flex: 1 1 auto;
  }

  h4 {
    margin-block-end: 0.5rem;
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 600;
  }
`;
