import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type ChangeKind, type Rapport, RapportProblem } from '../client.js';
import { pageSettings } from '../page.js';
import type { ErasurePlan, Receipt } from '../wire.js';
import { deviceSection } from './centre/device.js';
import { formStyles } from './centre/forms.styles.js';
import { knowSection } from './centre/know.js';
import { leaveSection } from './centre/leave.js';
import { limitsSection } from './centre/limits.js';
import { linkSection } from './centre/link.js';
import { logSection } from './centre/log.js';
import { requestsSection } from './centre/requests.js';
import { centreStyles } from './centre/styles.js';
import { useSection } from './centre/use.js';
import { type CentreView, type Held, type Section, sections } from './centre/view.js';
import { RapportElement } from './element.js';
import { buttons, pills, tokens } from './styles.js';

const FIRST_POLL_MS = 1000;
const LAST_POLL_MS = 15_000;
const SAID_MS = 8000;

/** The customer's own page: what is allowed, known, used, limited and kept, and the way out with a receipt. */
export class RapportPrivacyCentre extends RapportElement {
  static override styles = [tokens, buttons, pills, centreStyles, formStyles];

  static override properties = {
    held: { state: true },
    failed: { state: true },
    busy: { state: true },
    said: { state: true },
    problem: { state: true },
    sure: { state: true },
    receipts: { state: true },
    full: { state: true },
    titles: { state: true },
    plan: { state: true },
    correcting: { state: true },
    opened: { state: true },
    mailLink: { type: Boolean, attribute: 'mail-link' },
  };

  declare private held: Held | undefined;
  declare private failed: boolean;
  declare private busy: boolean;
  declare private said: string;
  declare private problem: boolean;
  declare private sure: boolean;
  declare private receipts: Receipt[];
  declare private full: ReadonlySet<string>;
  declare private titles: ReadonlyMap<string, string>;
  declare private plan: ErasurePlan | undefined;
  declare private correcting: string | undefined;
  /** Speaks for who came by a link from a mail, while the page itself stays who it was. */
  declare private opened: Rapport | undefined;
  /** Offers a link by mail to somebody whom the page does not know; for shops whose customers are known by their addresses. */
  declare mailLink: boolean;

  #loads = 0;
  #left = false;
  #polls = new Set<ReturnType<typeof setTimeout>>();
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.failed = false;
    this.busy = false;
    this.said = '';
    this.problem = false;
    this.sure = false;
    this.mailLink = false;
    this.receipts = [];
    this.full = new Set();
    this.titles = new Map();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const poll of this.#polls) clearTimeout(poll);
    this.#polls.clear();
    clearTimeout(this.#quiet);
  }

  /** Fetches everything again. */
  async refresh(): Promise<void> {
    const client = this.rapport;
    if (!client) return;
    const load = ++this.#loads;
    try {
      const held = await fetchAll(client);
      if (load !== this.#loads) return;
      this.held = held;
      this.failed = false;
      void this.#nameItems(held);
    } catch {
      if (load === this.#loads) this.failed = true;
    }
  }

  protected override get rapport(): Rapport | undefined {
    return this.opened ?? super.rapport;
  }

  protected override met(): void {
    void this.#open().then(() => this.refresh());
  }

  /** A link from a mail: used up, and out of the address before anything else can read it. */
  async #open(): Promise<void> {
    const link = /^#rapport-link=([\w-]+)$/.exec(location.hash)?.[1];
    const client = super.rapport;
    if (!link || !client) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    try {
      this.opened = await client.openLink(link);
      this.opened.addEventListener('change', () => this.changed('identity'));
      this.#say(this.words.say('link.opened'), false);
    } catch {
      this.mailLink = true;
      this.#say(this.words.say('link.wrong'), true);
    }
  }

  protected override changed(_: ChangeKind): void {
    if (!this.busy) void this.refresh();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('lang') && this.held) void this.refresh();
    if (changed.has('sure') && this.sure && !this.plan) void this.#fetchPlan();
    if (changed.get('sure') === false && this.sure) this.renderRoot.querySelector<HTMLElement>('#sure')?.focus();
    if (changed.has('held') && this.#left) {
      this.#left = false;
      const receipt = this.renderRoot.querySelector<HTMLElement>('#leave .receipt');
      receipt?.scrollIntoView({ block: 'center' });
      receipt?.focus({ preventScroll: true });
    }
  }

  protected override render(): TemplateResult {
    const { held, words } = this;
    const client = this.rapport;
    if (held && client) return this.#page(this.#view(held, client));
    if (this.failed) {
      return html`<section class="box" role="alert">
        <p>${words.say('centre.failed')}</p>
        <button class="link" @click=${() => void this.refresh()}>${words.say('centre.retry')}</button>
      </section>`;
    }
    return html`<section class="parts" aria-busy="true">
      <p class="unseen" role="status">${words.say('centre.loading')}</p>
      <div class="bone line"></div>
      <div class="bone"></div>
      <div class="bone"></div>
      <div class="bone"></div>
    </section>`;
  }

  #page(view: CentreView): TemplateResult {
    const { words } = this;
    return html`<section class="page" lang=${words.language} aria-label=${words.say('surface.privacy-centre')}>
        <nav aria-label=${words.say('centre.sections')}>
          <ul>
            ${sections.map((name) => html`<li><button class="link" @click=${() => this.#goTo(name)}>${words.say(`${name}.title`)}</button></li>`)}
          </ul>
        </nav>
        <p class="summary">${this.#summary(view)}</p>
        <div class="parts">
          ${this.mailLink && !view.everything ? linkSection(view) : nothing}
          ${useSection(view)} ${knowSection(view)} ${logSection(view)} ${limitsSection(view)} ${requestsSection(view)}
          ${deviceSection(view)} ${leaveSection(view)}
        </div>
      </section>
      <div class="said ${this.problem ? 'problem' : ''}" role="status">${this.said || nothing}</div>`;
  }

  #summary({ everything, purposes, consents, words }: CentreView): string {
    if (!everything) return words.say('centre.nobody');
    const known = new Set(purposes.map(({ id }) => id));
    const yes = consents.purposes.filter(({ id, state }) => state === 'granted' && known.has(id)).length;
    return words.say('centre.summary', {
      yes: words.number(yes),
      purposes: words.count('centre.purposes', purposes.length),
      lines: words.count('centre.lines', everything.total),
    });
  }

  #view(held: Held, client: Rapport): CentreView {
    const { words } = this;
    return {
      ...held,
      client,
      words,
      receipts: this.receipts,
      plan: this.plan,
      correcting: this.correcting,
      correct: (item) => {
        this.correcting = item;
      },
      sure: this.sure,
      busy: this.busy,
      full: this.full,
      title: (item) => this.titles.get(item) ?? item,
      purposeTitle: (id) => held.purposes.find((purpose) => purpose.id === id)?.text.title ?? id,
      showAll: (list) => {
        this.full = new Set([...this.full, list]);
      },
      ask: (sure) => {
        this.plan = undefined;
        this.sure = sure;
      },
      run: (change, said) => void this.#run(change, said),
      keep: (receipt) => this.#keep(receipt),
      refresh: () => void this.refresh(),
    };
  }

  async #run(change: () => Promise<unknown>, said: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const begun = this.renderRoot.querySelector(':focus')?.closest('.part');
    try {
      await change();
      await this.refresh();
      this.#say(said, false);
      await this.updateComplete;
      // What was pressed may be gone now: the keyboard stays in its section.
      if (!this.renderRoot.querySelector(':focus'))
        begun?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
      this.tell('rapport-change', 'centre');
    } catch {
      this.#say(this.words.say('failed'), true);
    } finally {
      this.busy = false;
    }
  }

  #say(text: string, problem: boolean): void {
    this.said = text;
    this.problem = problem;
    clearTimeout(this.#quiet);
    if (!problem) {
      this.#quiet = setTimeout(() => {
        this.said = '';
      }, SAID_MS);
    }
  }

  #keep(receipt: Receipt): void {
    this.receipts = [receipt, ...this.receipts.filter(({ id }) => id !== receipt.id)];
    if (receipt.kind !== 'withdrawal') {
      this.sure = false;
      this.#left = true;
      this.tell('rapport-forgotten', receipt);
    }
    if (!receipt.final) this.#follow(receipt.id, FIRST_POLL_MS);
  }

  /** Asks for a receipt until it is final. */
  #follow(id: string, afterMs: number): void {
    const poll = setTimeout(async () => {
      this.#polls.delete(poll);
      const now = await this.rapport?.receipt(id).catch(() => undefined);
      if (!this.isConnected) return;
      if (now) this.receipts = this.receipts.map((receipt) => (receipt.id === id ? now : receipt));
      if (!now?.final) this.#follow(id, Math.min(afterMs * 1.5, LAST_POLL_MS));
    }, afterMs);
    this.#polls.add(poll);
  }

  async #fetchPlan(): Promise<void> {
    this.plan = await this.rapport?.plan().catch(() => undefined);
  }

  async #nameItems({ everything }: Held): Promise<void> {
    if (!everything) return;
    const titles = new Map(this.titles);
    for (const { item, title } of [...everything.history, ...everything.hidden])
      if (item && title) titles.set(item, title);
    const unnamed = [...new Set(everything.decisions.flatMap(({ items }) => items))].filter((id) => !titles.has(id));
    const products =
      unnamed.length > 0
        ? await pageSettings()
            ?.resolve?.(unnamed)
            .catch(() => [])
        : [];
    for (const { id, title } of products ?? []) titles.set(id, title);
    this.titles = titles;
  }

  #goTo(name: Section): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${name}-title`);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading?.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', block: 'start' });
    heading?.focus({ preventScroll: true });
  }
}

async function fetchAll(client: Rapport): Promise<Held> {
  const subject = await client.subject();
  const [purposes, permissions, consents, signals, policy, everything, requests] = await Promise.all([
    client.purposes(),
    client.permissions(),
    client.consents(),
    client.signals().catch(() => []),
    client.rules().catch(() => null),
    subject ? client.everything().catch(nothingHeld) : null,
    subject ? client.requests().catch(() => []) : [],
  ]);
  return { subject, purposes, permissions, consents, signals, policy, everything, requests };
}

/** A customer the server holds nothing about is nobody to this page. */
function nothingHeld(problem: unknown): null {
  if (problem instanceof RapportProblem && problem.status === 404) return null;
  throw problem;
}

customElements.define('rapport-privacy-centre', RapportPrivacyCentre);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-privacy-centre': RapportPrivacyCentre;
  }
}
