import { LitElement } from 'lit';

export class RapportRow extends LitElement {}

customElements.define('rapport-row', RapportRow);
