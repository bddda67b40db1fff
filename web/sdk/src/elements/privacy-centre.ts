import { LitElement } from 'lit';

export class RapportPrivacyCentre extends LitElement {}

customElements.define('rapport-privacy-centre', RapportPrivacyCentre);
