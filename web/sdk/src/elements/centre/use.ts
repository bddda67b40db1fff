import { html, nothing, type TemplateResult } from 'lit';
import { noteRefusal } from '../../refusals.js';
import type { HistoryEntry, Permission, Purpose, PurposeState, PurposeText, Strength } from '../../wire.js';
import { receiptCard } from './receipt.js';
import { type CentreView, happened, section } from './view.js';

const strengths: Strength[] = ['little', 'half', 'full'];
const MOST_NAMED = 12;

/** What you let us use: a switch a purpose with its data, its time and its effect before and after; and how strongly. */
export function useSection(view: CentreView): TemplateResult {
  const { words, purposes } = view;
  return section(
    view,
    'use',
    html`<p class="muted">${words.say('use.intro')}</p>
      <ul class="stack">
        ${purposes.map((purpose) => permission(view, purpose))} ${devices(view)}
      </ul>
      ${strengthBox(view)} ${view.signals.length > 0 ? signalsBox(view) : nothing}
      ${view.receipts.filter(({ kind }) => kind === 'withdrawal').map((receipt) => receiptCard(view, receipt))}`,
  );
}

function permission(view: CentreView, purpose: Purpose): TemplateResult {
  const { words } = view;
  const { id, text } = purpose;
  const state = view.consents.purposes.find((candidate) => candidate.id === id);
  const rests = state?.state === 'restricted';
  const on = state?.state === 'granted' && !state.barred;
  return html`<li class="box permission" data-purpose=${id}>
    <div class="head">
      <h3 id="use-${id}">${text.title}</h3>
      ${toggle(view, `use-${id}`, on, rests, () => turn(view, purpose, !on))}
    </div>
    <p class="muted small">${since(view, state)}</p>
    ${notice(view, `use-${id}`, text, on)}
    ${on ? goes(view, id) : nothing}
    <p class="muted small">
      ${words.say(on ? 'use.text' : 'use.textNow')}: ${words.quote(text.benefit)}
      (${(on && state?.textVersion) || purpose.textVersion})
    </p>
  </li>`;
}

/** A switch named by the element of that id and described by its `-now`. */
export function toggle(view: CentreView, id: string, on: boolean, stuck: boolean, press: () => void): TemplateResult {
  return html`<button
    class="switch"
    role="switch"
    aria-checked=${on ? 'true' : 'false'}
    aria-labelledby=${id}
    aria-describedby="${id}-now"
    aria-disabled=${view.busy || stuck}
    @click=${() => (stuck ? undefined : press())}
  >
    <span aria-hidden="true">${view.words.say(on ? 'use.on' : 'use.off')}</span><span class="track" aria-hidden="true"></span>
  </button>`;
}

/** Beside every switch, without a click: what it does, which data, how long. */
export function notice({ words }: CentreView, id: string, text: PurposeText, on: boolean): TemplateResult {
  return html`<dl class="effects notice" id="${id}-now">
    <dt>${words.say('use.now')}</dt>
    <dd>${on ? text.effectOn : text.effectOff}</dd>
    <dt>${words.say(on ? 'use.ifOff' : 'use.ifOn')}</dt>
    <dd>${on ? text.effectOff : text.effectOn}</dd>
    <dt>${words.say('ask.data')}</dt>
    <dd>${text.data}</dd>
    <dt>${words.say('ask.retention')}</dt>
    <dd>${text.retention}</dd>
  </dl>`;
}

/** What is deleted when a purpose is switched off: the lines that are kept for nothing else. */
export function goingWith(history: HistoryEntry[], purpose: string): HistoryEntry[] {
  return history.filter(({ purposes }) => purposes.length === 1 && purposes[0] === purpose);
}

function goes(view: CentreView, id: string): TemplateResult {
  const { words } = view;
  const history = view.everything?.history ?? [];
  const going = goingWith(history, id);
  const staying = history.filter(({ purposes }) => purposes.length > 1 && purposes.includes(id)).length;
  const stays = staying > 0 ? ` ${words.count('use.stays', staying)}` : '';
  if (going.length === 0) return html`<p class="small goes" data-goes="">${words.say('use.goes.none')}${stays}</p>`;
  const named = going.slice(0, MOST_NAMED).map((line) => {
    const what = happened(words, line);
    return line.item ? `${what}: ${line.title || line.item}` : what;
  });
  const rest = going.length - named.length;
  return html`<details class="small goes" data-goes=${going.map(({ index }) => index).join(' ')}>
    <summary>${words.count('use.goes', going.length)}${stays}</summary>
    <ul class="points">
      ${named.map((line) => html`<li>${line}</li>`)} ${rest > 0 ? html`<li>${words.say('log.more', { n: rest })}</li>` : nothing}
    </ul>
  </details>`;
}

/** For a customer with a name: whether one device may know of another. */
function devices(view: CentreView): TemplateResult | typeof nothing {
  const { consents, permissions, client, words, subject } = view;
  const asked = permissions.find(({ scope }) => scope === 'devices');
  const granted = consents.purposes.some(({ id, state }) => id === 'recommendations' && state === 'granted');
  if (!asked || !granted || !subject || subject.anonymous) return nothing;
  const part = consents.parts?.find(({ purpose, scope }) => purpose === 'recommendations' && scope === 'devices');
  const on = part?.state === 'granted';
  const choose = ({ scope, textVersion }: Permission) =>
    client.choose([{ purpose: 'recommendations', granted: !on, textVersion, scope }], 'privacy-centre');
  return html`<li class="box permission" data-purpose="devices">
    <div class="head">
      <h3 id="use-devices">${asked.text.title}</h3>
      ${toggle(view, 'use-devices', on, false, () => view.run(() => choose(asked), words.say(on ? 'use.turnedOff' : 'use.turnedOn', { title: asked.text.title })))}
    </div>
    ${part ? html`<p class="muted small">${words.say('use.since', { date: words.date(part.since) })}</p>` : nothing}
    ${notice(view, 'use-devices', asked.text, on)}
    <p class="muted small">${words.say(on ? 'use.text' : 'use.textNow')}: ${words.quote(asked.text.benefit)} (${asked.textVersion})</p>
  </li>`;
}

/** How strongly rows may be personal. */
function strengthBox(view: CentreView): TemplateResult | typeof nothing {
  const { words, everything, client, consents } = view;
  const granted = consents.purposes.some(
    ({ id, state, barred }) => id === 'recommendations' && state === 'granted' && !barred,
  );
  if (!everything || !granted) return nothing;
  return html`<fieldset class="box strength">
    <legend>${words.say('strength.title')}</legend>
    <p class="muted small">${words.say('strength.intro')}</p>
    <div class="dial">
      ${strengths.map(
        (strength) => html`<label>
          <input
            type="radio"
            name="strength"
            value=${strength}
            .checked=${everything.strength === strength}
            @change=${() => view.run(() => client.chooseStrength(strength), words.say('strength.said', { much: words.say(`strength.${strength}`) }))}
          />
          <span><strong>${words.say(`strength.${strength}`)}</strong><span class="muted small">${words.say(`strength.${strength}.text`)}</span></span>
        </label>`,
      )}
    </div>
  </fieldset>`;
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
  if (state?.state === 'restricted') return words.say('use.rests');
  if (state?.barred === 'gpc') return words.say('use.gpc');
  if (state?.barred === 'child') return words.say('use.child');
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
