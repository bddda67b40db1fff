import { html, nothing, type TemplateResult } from 'lit';
import { noteRefusal } from '../../refusals.js';
import type { Purpose, PurposeState } from '../../wire.js';
import { receiptCard } from './receipt.js';
import { type CentreView, section } from './view.js';

/** What you let us use: a switch a purpose, with its effect before and after. */
export function useSection(view: CentreView): TemplateResult {
  const { words, purposes } = view;
  return section(
    view,
    'use',
    html`<p class="muted">${words.say('use.intro')}</p>
      <ul class="stack">
        ${purposes.map((purpose) => permission(view, purpose))}
      </ul>
      ${view.signals.length > 0 ? signalsBox(view) : nothing}
      ${view.receipts.filter(({ kind }) => kind === 'withdrawal').map((receipt) => receiptCard(view, receipt))}`,
  );
}

function permission(view: CentreView, purpose: Purpose): TemplateResult {
  const { words } = view;
  const { id, text } = purpose;
  const state = view.consents.purposes.find((candidate) => candidate.id === id);
  const on = state?.state === 'granted';
  return html`<li class="box permission">
    <div class="head">
      <h3 id="use-${id}">${text.title}</h3>
      <button
        class="switch"
        role="switch"
        aria-checked=${on ? 'true' : 'false'}
        aria-labelledby="use-${id}"
        aria-describedby="use-${id}-now"
        aria-disabled=${view.busy}
        @click=${() => turn(view, purpose, !on)}
      >
        <span aria-hidden="true">${words.say(on ? 'use.on' : 'use.off')}</span><span class="track" aria-hidden="true"></span>
      </button>
    </div>
    <p class="muted small">${since(view, state)}</p>
    <dl class="effects" id="use-${id}-now">
      <dt>${words.say('use.now')}</dt>
      <dd>${on ? text.effectOn : text.effectOff}</dd>
      <dt>${words.say(on ? 'use.ifOff' : 'use.ifOn')}</dt>
      <dd>${on ? text.effectOff : text.effectOn}</dd>
    </dl>
    <details>
      <summary>${words.say('use.more')}</summary>
      <dl class="facts">
        <dt>${words.say('ask.data')}</dt>
        <dd>${text.data}</dd>
        <dt>${words.say('ask.retention')}</dt>
        <dd>${text.retention}</dd>
        <dt>${words.say(on ? 'use.text' : 'use.textNow')}</dt>
        <dd>“${text.benefit}” <span class="muted">(${(on && state?.textVersion) || purpose.textVersion})</span></dd>
      </dl>
    </details>
  </li>`;
}

/** Field by field, what a yes lets the shop keep; what it switched off is named too. */
function signalsBox({ signals, words }: CentreView): TemplateResult {
  return html`<details class="box thing signals">
    <summary>${words.say('use.signals')}</summary>
    <p class="muted small">${words.say('use.signalsHint')}</p>
    ${signals.map(
      ({
        title,
        kept,
        fields,
      }) => html`<h3>${title}${kept ? nothing : html` <span class="pill">${words.say('use.notKept')}</span>`}</h3>
        <ul class="lines">
          ${fields.map(
            (field) => html`<li>
              <span class="what"><code>${field.id}</code>${!kept || field.kept ? nothing : html` <span class="pill">${words.say('use.notKept')}</span>`}</span>
              <span class="muted small">${field.benefit}</span>
            </li>`,
          )}
        </ul>`,
    )}
  </details>`;
}

function since({ words }: CentreView, state: PurposeState | undefined): string | typeof nothing {
  if (state?.state === 'expired') return words.say('use.expired');
  if (!state?.since) return nothing;
  const parts = [words.say('use.since', { date: words.date(state.since) })];
  if (state.state === 'granted' && state.expiresAt)
    parts.push(words.say('use.until', { date: words.date(state.expiresAt) }));
  return parts.join(' · ');
}

function turn(view: CentreView, { id, text, textVersion }: Purpose, granted: boolean): void {
  const { client, words } = view;
  view.run(
    async () => {
      const answer = await client.choose([{ purpose: id, granted, textVersion }], 'privacy-centre');
      noteRefusal(client.tenant, id, !granted);
      for (const receipt of answer.receipts ?? []) view.keep(receipt);
    },
    words.say(granted ? 'use.turnedOn' : 'use.turnedOff', { title: text.title }),
  );
}
