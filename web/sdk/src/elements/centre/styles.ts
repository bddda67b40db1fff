import { css } from 'lit';

export const centreStyles = css`
  .page {
    display: grid;
    grid-template-columns: minmax(0, 46rem);
    gap: 2rem;
  }

  nav {
    display: none;
  }

  @container (width >= 58rem) {
    .page {
      grid-template-columns: 14rem minmax(0, 46rem);
      column-gap: 3rem;
    }

    .summary,
    .parts {
      grid-column: 2;
    }

    nav {
      display: block;
      grid-column: 1;
      grid-row: 1 / span 2;
      align-self: start;
      position: sticky;
      inset-block-start: 1.5rem;
    }

    nav .link {
      justify-content: start;
      inline-size: 100%;
      margin: 0;
      padding: 0 0.75rem;
      border-radius: var(--_radius);
      text-align: start;
      text-decoration: none;
    }

    nav .link:hover {
      background: color-mix(in srgb, var(--_ink) 6%, transparent);
    }
  }

  .summary {
    font-family: var(--rapport-heading-font, inherit);
    font-size: clamp(1.25rem, 1.1rem + 0.8cqi, 1.5625rem);
    line-height: 1.4;
    text-wrap: pretty;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 3rem;
  }

  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 0.75rem;
    scroll-margin-block-start: 1.5rem;
  }

  .part > * {
    inline-size: 100%;
  }

  .part > .link {
    inline-size: auto;
  }

  h2 {
    font-family: var(--rapport-heading-font, inherit);
    font-size: clamp(1.25rem, 1.15rem + 0.5cqi, 1.5rem);
    font-weight: 600;
    line-height: 1.25;
    scroll-margin-block-start: 1.5rem;
  }

  h3 {
    font-size: 1.0625rem;
    font-weight: 600;
    line-height: 1.35;
  }

  .stack,
  .ways {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .box {
    padding: 1rem 1.25rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
  }

  .box.thing > * + * {
    margin-block-start: 0.25rem;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }

  .permission .head {
    flex-wrap: nowrap;
    justify-content: space-between;
  }

  .switch {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 0.625rem;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 99px;
    background: none;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .track {
    position: relative;
    inline-size: 48px;
    block-size: 28px;
    border: 2px solid var(--_edge);
    border-radius: 99px;
    background: transparent;
  }

  .track::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: var(--_edge);
  }

  [aria-checked='true'] .track {
    border-color: var(--_moss);
    background: var(--_moss);
  }

  [aria-checked='true'] .track::after {
    inset-inline-start: 23px;
    background: var(--_paper);
  }

  @media (prefers-reduced-motion: no-preference) {
    .track,
    .track::after {
      transition:
        inset-inline-start 140ms ease-out,
        background-color 140ms,
        border-color 140ms;
    }
  }

  @media (forced-colors: active) {
    [aria-checked='true'] .track {
      background: Highlight;
    }

    .track::after {
      background: ButtonText;
    }
  }

  .effects,
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  dt {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  dd + dt {
    margin-block-start: 0.5rem;
  }

  .effects {
    margin-block-start: 0.75rem;
  }

  @container (width >= 34rem) {
    .effects,
    .facts {
      grid-template-columns: 9.5rem minmax(0, 1fr);
      align-items: baseline;
      gap: 0.375rem 1.25rem;
    }

    dd + dt {
      margin: 0;
    }
  }

  summary {
    display: list-item;
    inline-size: fit-content;
    padding-block: 0.625rem;
    min-block-size: 44px;
    cursor: pointer;
  }

  .permission summary {
    color: var(--_muted);
  }

  .permission details {
    margin-block: 0.25rem -0.5rem;
  }

  .permission .facts {
    padding-block-end: 0.75rem;
  }

  details.thing {
    padding-block: 0.25rem;
  }

  details.thing[open] {
    padding-block-end: 1rem;
  }

  .thing summary {
    font-weight: 600;
  }

  .total {
    font-variant-numeric: tabular-nums;
  }

  .lines li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
    padding-block: 0.375rem;
    font-variant-numeric: tabular-nums;
  }

  .lines li + li {
    border-block-start: 1px solid var(--_line);
  }

  .lines time {
    font-size: 0.875rem;
  }

  .lines .small {
    flex-basis: 100%;
  }

  .things {
    padding-block: 0.25rem;
  }

  .things > li {
    padding-block: 0.75rem 0.375rem;
  }

  .things > li + li {
    border-block-start: 1px solid var(--_line);
  }

  .things .lines li {
    padding-block: 0;
    border: 0;
  }

  .things .pill {
    margin-inline-start: 0.5rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.5rem;
  }

  .log li {
    padding-block: 0.75rem;
  }

  .log {
    padding-block: 0.25rem;
  }

  .log li + li {
    border-block-start: 1px solid var(--_line);
  }

  .log .facts {
    margin-block-start: 0.25rem;
    row-gap: 0.125rem;
  }

  .log .held {
    color: var(--_amber);
  }

  .held svg {
    margin-inline-end: 0.375rem;
    vertical-align: -0.125em;
  }

  .undoables > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1.5rem;
    min-block-size: 44px;
    padding-block: 0.375rem;
  }

  .undoables > li > p {
    flex: 1 1 16rem;
  }

  .undoables > li + li {
    border-block-start: 1px solid var(--_line);
  }

  ul.box.undoables {
    padding-block: 0.5rem;
  }

  .way {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    align-content: space-between;
    gap: 1rem;
  }

  @container (width >= 34rem) {
    .ways:not(:has(.sure)) {
      grid-template-columns: 1fr 1fr;
    }
  }

  .goes {
    margin-block-start: 0.75rem;
    padding: 0.625rem 0.875rem;
    border-radius: calc(var(--_radius) - 2px);
    background: color-mix(in srgb, var(--_ink) 4%, transparent);
  }

  .permission .goes summary {
    min-block-size: 44px;
    color: inherit;
  }

  .permission details.goes {
    margin-block: 0.75rem 0;
    padding-block: 0;
  }

  .permission .goes .points {
    padding-block-end: 0.75rem;
  }

  .permission > p:last-child {
    margin-block-start: 0.75rem;
  }

  .requests {
    padding-block: 0.25rem;
  }

  .requests > li {
    padding-block: 0.75rem 0.25rem;
  }

  .requests > li + li {
    border-block-start: 1px solid var(--_line);
  }

  .requests .facts {
    margin-block-start: 0.25rem;
    row-gap: 0.125rem;
  }

  .uses {
    padding-block: 0.25rem;
  }

  .uses li {
    justify-content: space-between;
  }

  .points {
    display: grid;
    gap: 0.375rem;
    padding-inline-start: 1.25rem;
    list-style: disc;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
    gap: 0.75rem;
    inline-size: 100%;
  }

  .receipt {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 0.75rem;
  }

  .receipt .head {
    justify-content: space-between;
    inline-size: 100%;
  }

  .receipt .facts {
    inline-size: 100%;
  }

  .hash {
    font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .said {
    position: sticky;
    inset-block-end: 1rem;
    z-index: 1;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin: 1.5rem auto 0;
    padding: 0.75rem 1.25rem;
    border-radius: var(--_radius);
    background: var(--_ink);
    color: var(--_paper);
    box-shadow: var(--_shadow);
  }

  .said:empty {
    padding: 0;
    margin: 0;
  }

  .said.problem {
    background: var(--_brick);
    color: light-dark(#fff, #14181d);
  }

  .bone {
    block-size: 6rem;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_ink) 7%, var(--_card));
  }

  .bone.line {
    block-size: 1.75rem;
    inline-size: min(28rem, 100%);
  }
`;
