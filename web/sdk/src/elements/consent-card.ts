import { LitElement } from 'lit';

export class RapportConsentCard extends LitElement {}

customElements.define('rapport-consent-card', RapportConsentCard);
