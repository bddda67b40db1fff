import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChangeKind } from '../client.js';
import { pageSettings } from '../page.js';
import { noteRefusal, refusedHere } from '../refusals.js';
import type { Purpose } from '../wire.js';
import { RapportElement } from './element.js';
import { buttons, tokens } from './styles.js';

/** One question, asked where its benefit is: a sentence, the details, and a yes and a no of equal weight. Never a wall. */
export class RapportConsentCard extends RapportElement {
  static override styles = [
    tokens,
    buttons,
    css`
      .ask {
        display: grid;
        gap: 0.75rem;
        padding: 1.25rem;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_card);
        box-shadow: var(--_shadow);
      }

      .question {
        display: grid;
        gap: 0.25rem;
      }

      .title {
        color: var(--_muted);
        font-size: 0.875rem;
        font-weight: 600;
      }

      .benefit {
        font-family: var(--rapport-heading-font, inherit);
        font-size: 1.1875rem;
        font-weight: 600;
        line-height: 1.35;
        text-wrap: pretty;
      }

      details {
        margin-block: -0.5rem;
      }

      summary {
        display: inline-flex;
        align-items: center;
        min-block-size: 44px;
        color: var(--_muted);
        cursor: pointer;
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.2em;
      }

      summary:hover {
        color: var(--_ink);
      }

      dl {
        display: grid;
        gap: 0.5rem 1.25rem;
        padding-block: 0.25rem 0.5rem;
      }

      dt {
        color: var(--_muted);
        font-size: 0.875rem;
      }

      /* The same style for both: nothing nudges. */
      .answers {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.75rem;
      }

      .answers .button {
        inline-size: 100%;
        min-block-size: 48px;
        padding-inline: 0.5rem;
        overflow-wrap: anywhere;
      }

      @container (width >= 40rem) {
        .ask {
          grid-template-columns: 1fr minmax(20rem, auto);
          column-gap: 2rem;
          align-items: center;
        }

        details {
          grid-row: 2;
        }

        details[open] {
          grid-column: 1 / -1;
        }

        dl {
          grid-template-columns: max-content 1fr;
        }

        .answers {
          grid-row: 1 / span 2;
          grid-column: 2;
        }

        .ask:has(details[open]) .answers {
          grid-row: 1;
        }
      }

      .thanks {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 1rem;
        min-block-size: 44px;
        padding: 0.5rem 1.25rem;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_card);
      }
    `,
  ];

  static override properties = {
    purpose: {},
    surface: {},
    asked: { state: true },
    answered: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare purpose: string;
  declare surface: string;
  declare private asked: Purpose | undefined;
  declare private answered: boolean | undefined;
  declare private problem: boolean;
  declare private busy: boolean;

  constructor() {
    super();
    this.purpose = 'recommendations';
    this.surface = 'home';
    this.problem = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    this.hidden = true;
    super.connectedCallback();
  }

  protected override met(): void {
    void this.#look();
  }

  protected override changed(kind: ChangeKind): void {
    if (this.busy) return;
    if (kind === 'forget' || kind === 'identity') this.answered = undefined;
    if (kind !== 'visit' && kind !== 'item' && this.answered === undefined) void this.#look();
    else if (kind === 'consent') void this.#look();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('purpose') && changed.get('purpose') !== undefined) {
      this.answered = undefined;
      void this.#look();
    }
    if (changed.has('lang') && this.asked) void this.#look();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { asked, words } = this;
    if (!asked) return nothing;
    if (this.answered !== undefined) return this.#thanks(asked);
    const { text } = asked;
    return html`<section class="ask" aria-labelledby="benefit" lang=${words.language}>
      <div class="question">
        <p class="title">${text.title}</p>
        <p class="benefit" id="benefit">${text.benefit}</p>
      </div>
      <details>
        <summary>${words.say('ask.details')}</summary>
        <dl>
          <dt>${words.say('ask.data')}</dt>
          <dd>${text.data}</dd>
          <dt>${words.say('ask.retention')}</dt>
          <dd>${text.retention}</dd>
          <dt>${words.say('ask.effectOn')}</dt>
          <dd>${text.effectOn}</dd>
          <dt>${words.say('ask.effectOff')}</dt>
          <dd>${text.effectOff}</dd>
        </dl>
      </details>
      <div class="answers">
        <button part="button yes" class="button" data-testid="consent-yes" aria-disabled=${this.busy} @click=${() => void this.#answer(true)}>${text.accept}</button>
        <button part="button no" class="button" data-testid="consent-no" aria-disabled=${this.busy} @click=${() => void this.#answer(false)}>${text.refuse}</button>
      </div>
      <p role="alert" class="small" ?hidden=${!this.problem}>${this.problem ? words.say('failed') : ''}</p>
    </section>`;
  }

  #thanks({ text }: Purpose): TemplateResult {
    const { words } = this;
    const href = pageSettings()?.privacyHref;
    return html`<div class="thanks" role="status" tabindex="-1">
      <span>${this.answered ? `${words.say('ask.yes')} ${text.effectOn}` : words.say('ask.no')}</span>
      ${href ? html`<a class="link" href=${href}>${words.say('ask.change')}</a>` : nothing}
    </div>`;
  }

  /** Shows the question only if it is open: not answered by this customer, not refused on this device. */
  async #look(): Promise<void> {
    const client = this.rapport;
    if (!client) return;
    try {
      const [purposes, consents] = await Promise.all([client.purposes(), client.consents()]);
      const purpose = purposes.find(({ id }) => id === this.purpose);
      const state = consents.purposes.find(({ id }) => id === this.purpose)?.state ?? 'none';
      const open = (state === 'none' || state === 'expired') && !refusedHere(client.tenant, this.purpose);
      if (!open && this.answered !== undefined && this.answered === (state === 'granted')) return;
      if (open) this.answered = undefined;
      this.asked = purpose;
      this.hidden = !purpose || !open;
    } catch {
      this.hidden = this.answered === undefined;
    }
  }

  async #answer(granted: boolean): Promise<void> {
    const client = this.rapport;
    const purpose = this.asked;
    if (!client || !purpose || this.busy) return;
    this.busy = true;
    this.problem = false;
    try {
      await client.choose([{ purpose: purpose.id, granted, textVersion: purpose.textVersion }], this.surface);
      noteRefusal(client.tenant, purpose.id, !granted);
      this.answered = granted;
      this.tell('rapport-choice', { purpose: purpose.id, granted });
      this.tell('rapport-change', 'consent');
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.thanks')?.focus({ preventScroll: true });
    } catch {
      this.problem = true;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('rapport-consent-card', RapportConsentCard);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-consent-card': RapportConsentCard;
  }
}
