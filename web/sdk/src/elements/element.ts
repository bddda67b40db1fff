import { LitElement, type PropertyDeclarations } from 'lit';
import type { ChangeKind, Rapport } from '../client.js';
import { Words } from '../locales/index.js';
import { followPage, pageSettings } from '../page.js';

/** What the elements have in common: a client that may come late, a language, and following changes. */
export abstract class RapportElement extends LitElement {
  static override properties: PropertyDeclarations = { client: { attribute: false }, lang: {} };

  /** In place of the page's client. */
  declare client: Rapport | undefined;

  #followed: Rapport | undefined;
  #unfollowPage: (() => void) | undefined;
  #words: Words | undefined;

  protected get rapport(): Rapport | undefined {
    return this.client ?? pageSettings()?.client;
  }

  protected get words(): Words {
    const language = (this.lang || this.rapport?.language || document.documentElement.lang).startsWith('de')
      ? 'de'
      : 'en';
    if (this.#words?.language !== language) this.#words = new Words(language);
    return this.#words;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollowPage = followPage(() => this.#meet());
    this.#meet();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollowPage?.();
    this.#followed?.removeEventListener('change', this.#onChange);
    this.#followed = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('client')) this.#meet();
  }

  /** There is a client, or another one. */
  protected abstract met(): void;

  /** Something changed what may be shown. */
  protected abstract changed(kind: ChangeKind): void;

  /** Tells the page outside. */
  protected tell(type: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  #meet(): void {
    const client = this.rapport;
    if (client === this.#followed || !this.isConnected) return;
    this.#followed?.removeEventListener('change', this.#onChange);
    this.#followed = client;
    client?.addEventListener('change', this.#onChange);
    if (client) this.met();
  }

  readonly #onChange = (event: Event): void => {
    this.changed((event as CustomEvent<ChangeKind>).detail);
    this.requestUpdate();
  };
}
