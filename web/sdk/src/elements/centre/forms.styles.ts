import { css } from 'lit';

/** The dial, and the few fields a customer fills in. */
export const formStyles = css`
  fieldset {
    min-inline-size: 0;
    margin: 0;
  }

  legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
    font-size: 1.0625rem;
    font-weight: 600;
  }

  legend + * {
    clear: both;
  }

  .dial {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 1rem;
    margin-block-start: 0.5rem;
  }

  @container (width >= 34rem) {
    .dial {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  .dial label {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 52px;
    cursor: pointer;
  }

  .dial label > span {
    display: grid;
    line-height: 1.3;
  }

  input {
    font: inherit;
    color: inherit;
    accent-color: var(--_moss);
  }

  input[type='radio'] {
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    margin: 0;
  }

  input:not([type='radio']) {
    min-block-size: 44px;
    padding: 0 0.75rem;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) - 2px);
    background: var(--_paper);
  }

  .correction,
  .link-form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }

  .correction {
    padding-block: 0.25rem 0.75rem;
  }

  .correction input {
    inline-size: 5.5rem;
  }

  .correction p,
  .link-form label {
    flex-basis: 100%;
  }

  .link-form input {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }
`;
