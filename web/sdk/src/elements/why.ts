import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locales/index.js';
import type { Evidence, Product, RecommendedItem } from '../wire.js';
import { icon, tierPill } from './icons.js';
import { kindKey } from './names.js';

/** What a customer can do about a reason. */
export type WhyAction =
  | { do: 'hide'; item: string; title: string; asking?: true }
  | { do: 'gift'; item: string; title: string }
  | { do: 'forget'; item: string; title: string }
  | { do: 'stop'; purpose: string }
  | { do: 'visit' };

export interface WhyView {
  words: Words;
  item: RecommendedItem;
  product: Product | undefined;
  /** The title of the purpose the evidence was kept for. */
  purposeTitle: string | null;
  /** True when there is a customer to whom the controls can apply. */
  known: boolean;
  privacyHref: string | undefined;
  problem: boolean;
  busy: boolean;
  act: (action: WhyAction) => void;
  close: () => void;
}

/** The reason of one item with its evidence, and what can be done about it. */
export function whySheet(view: WhyView): TemplateResult {
  const { words, item, act } = view;
  const title = view.product?.title ?? item.id;
  const { reason } = item;
  return html`<div class="sheet">
    <header>
      <h3 id="why-title">${title}</h3>
      <button class="icon" aria-label=${words.say('why.close')} @click=${view.close}>${icon('close')}</button>
    </header>
    <div class="reason">${tierPill(item.tier, words.say(`tier.${item.tier}`))}<p>${reason.text}</p></div>
    ${item.tier === 'person' && reason.evidence.length > 0 ? evidenceList(view) : nothing}
    <p class="muted small">${basis(view)}</p>
    <p role="alert" class="small" ?hidden=${!view.problem}>${view.problem ? words.say('failed') : ''}</p>
    <div class="choices">
      ${
        view.known
          ? html`<button class="button" aria-disabled=${view.busy} @click=${() => act({ do: 'hide', item: item.id, title })}>
              ${words.say('why.notForMe')}
            </button>`
          : nothing
      }
      ${
        view.known && item.tier === 'person'
          ? html`<button class="button" aria-disabled=${view.busy} @click=${() => act({ do: 'hide', item: item.id, title, asking: true })}>
              ${words.say('why.tooClose')}
            </button>`
          : nothing
      }
      ${
        item.tier === 'person' && reason.purpose
          ? html`<button class="button" aria-disabled=${view.busy} @click=${() => act({ do: 'stop', purpose: reason.purpose ?? '' })}>
              ${words.say('why.stop')}
            </button>`
          : nothing
      }
      ${
        item.tier === 'session' && !view.known
          ? html`<button class="button" aria-disabled=${view.busy} @click=${() => act({ do: 'visit' })}>${words.say('why.clearVisit')}</button>`
          : nothing
      }
    </div>
    ${view.privacyHref ? html`<p><a class="link" href=${view.privacyHref}>${words.say('why.all')}</a></p>` : nothing}
  </div>`;
}

function basis({ words, item, purposeTitle, known }: WhyView): string {
  if (item.reason.purpose) return words.say('why.used', { purpose: purposeTitle ?? item.reason.purpose });
  if (item.tier === 'session' && !known) return words.say('why.visit');
  return item.tier === 'person' || item.tier === 'session' ? '' : words.say('why.nothing');
}

function evidenceList(view: WhyView): TemplateResult {
  return html`<div>
    <h4>${view.words.say('why.rests')}</h4>
    <ul class="evidence">
      ${view.item.reason.evidence.map((evidence) => evidenceLine(view, evidence))}
    </ul>
  </div>`;
}

function evidenceLine({ words, busy, act }: WhyView, evidence: Evidence): TemplateResult {
  const kind = kindKey(evidence.kind);
  const bought = kind === 'ordercompleted';
  const viewed = kind === 'productviewed' || kind === 'productclicked';
  const { item, title } = evidence;
  const evidenceActions = (item: string) => html`<div class="actions">
      <button class="link" aria-disabled=${busy} @click=${() => act({ do: 'forget', item, title })}>
        ${words.say(viewed ? 'why.forgetViewed' : bought ? 'why.forgetBought' : 'why.forgetItem')}
      </button>
      ${
        bought
          ? html`<button class="link" aria-disabled=${busy} @click=${() => act({ do: 'gift', item, title })}>${words.say('why.gift')}</button>`
          : nothing
      }
    </div>`;
  return html`<li>
    <p><strong>${title}</strong></p>
    <p class="muted small">${[words.sayIfKnown('kind', kind), words.date(evidence.at)].filter(Boolean).join(' · ')}</p>
    ${item === null ? nothing : evidenceActions(item)}
  </li>`;
}
