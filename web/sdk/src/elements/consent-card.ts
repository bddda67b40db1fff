import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChangeKind, Rapport } from '../client.js';
import { pageSettings } from '../page.js';
import { noteRefusal, refusedHere } from '../refusals.js';
import type { Consents, Permission, Purpose } from '../wire.js';
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

      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        font-size: 0.9375rem;
      }

      dt {
        color: var(--_muted);
        font-size: 0.875rem;
      }

      dd + dt {
        margin-block-start: 0.375rem;
      }

      @container (width >= 26rem) {
        dl {
          grid-template-columns: max-content minmax(0, 1fr);
          align-items: baseline;
          gap: 0.25rem 1.25rem;
        }

        dd + dt {
          margin: 0;
        }
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

      @container (width >= 52rem) {
        .ask {
          grid-template-columns: minmax(0, 1fr) minmax(20rem, auto);
          column-gap: 3rem;
          align-items: center;
        }

        .answers {
          grid-row: 1 / span 2;
          grid-column: 2;
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
    permission: {},
    surface: {},
    asked: { state: true },
    answered: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare purpose: string;
  /** A part of the purpose that needs a yes of its own: `past`, `devices`, a sensitive class. Asked only where the purpose itself is said yes to. */
  declare permission: string | undefined;
  declare surface: string;
  declare private asked: Purpose | Permission | undefined;
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
    if ((changed.has('purpose') && changed.get('purpose') !== undefined) || (changed.has('permission') && this.asked)) {
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
      <div class="answers">
        <button part="button yes" class="button" data-testid="consent-yes" aria-disabled=${this.busy} @click=${() => void this.#answer(true)}>${text.accept}</button>
        <button part="button no" class="button" data-testid="consent-no" aria-disabled=${this.busy} @click=${() => void this.#answer(false)}>${text.refuse}</button>
      </div>
      <p role="alert" class="small" ?hidden=${!this.problem}>${this.problem ? words.say('failed') : ''}</p>
    </section>`;
  }

  #thanks({ text }: Purpose | Permission): TemplateResult {
    const { words } = this;
    const href = pageSettings()?.privacyHref;
    return html`<div class="thanks" role="status" tabindex="-1">
      <span>${this.answered ? `${words.say('ask.yes')} ${text.effectOn}` : words.say('ask.no')}</span>
      ${href ? html`<a class="link" href=${href}>${words.say('ask.change')}</a>` : nothing}
    </div>`;
  }

  /** Shows the question only if it is open. */
  async #look(): Promise<void> {
    const client = this.rapport;
    if (!client) return;
    try {
      const [purposes, consents] = await Promise.all([client.purposes(), client.consents()]);
      const purpose = purposes.find(({ id }) => id === this.purpose);
      const asked = this.permission
        ? (await client.permissions()).find(({ scope }) => scope === this.permission)
        : purpose;
      const state = this.#stateIn(consents)?.state ?? 'none';
      const open = purpose !== undefined && asked !== undefined && (await this.#mayAsk(client, purpose, consents));
      if (!open && this.answered !== undefined && this.answered === (state === 'granted')) return;
      if (open) this.answered = undefined;
      this.asked = asked;
      this.hidden = !open;
    } catch {
      this.hidden = this.answered === undefined;
    }
  }

  #stateIn({ purposes, parts }: Consents): { state: string } | undefined {
    return this.permission
      ? parts?.find(({ purpose, scope }) => purpose === this.purpose && scope === this.permission)
      : purposes.find(({ id }) => id === this.purpose);
  }

  /**
   * Not while a yes holds or a no rests, not after a no on this device, not of a child,
   * and not what the browser itself says no to: who wants it all the same finds the switch among her data.
   */
  async #mayAsk(client: Rapport, purpose: Purpose, consents: Consents): Promise<boolean> {
    const whole = consents.purposes.find(({ id }) => id === purpose.id);
    if (consents.contextualOnly || whole?.barred || (purpose.coveredByGpc && client.globalPrivacyControl)) return false;
    if (this.permission) {
      const isOpen = whole?.state === 'granted' && (this.#stateIn(consents)?.state ?? 'expired') === 'expired';
      return (
        isOpen && !refusedHere(client.tenant, this.#name) && (this.permission !== 'past' || (await client.hasPast()))
      );
    }
    const { state = 'none', askAgainAt } = whole ?? {};
    if (state === 'granted' || state === 'restricted' || (askAgainAt && Date.parse(askAgainAt) > Date.now()))
      return false;
    // Only the server knows that a no has had its rest; the note on this device has no date.
    const isRested = (state === 'refused' || state === 'withdrawn') && askAgainAt === null;
    if (state === 'refused' || state === 'withdrawn') return isRested;
    return !refusedHere(client.tenant, this.#name);
  }

  /** Under which a no is noted on this device. */
  get #name(): string {
    return this.permission ? `${this.purpose}:${this.permission}` : this.purpose;
  }

  async #answer(granted: boolean): Promise<void> {
    const client = this.rapport;
    const purpose = this.asked;
    if (!client || !purpose || this.busy) return;
    this.busy = true;
    this.problem = false;
    try {
      const scope = this.permission ? { scope: this.permission } : {};
      await client.choose(
        [{ purpose: this.purpose, granted, textVersion: purpose.textVersion, ...scope }],
        this.surface,
      );
      noteRefusal(client.tenant, this.#name, !granted);
      if (granted && this.permission === 'past') await client.takePastAlong();
      this.answered = granted;
      this.tell('rapport-choice', { purpose: this.purpose, ...scope, granted });
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
