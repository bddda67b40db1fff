import { html, nothing, type TemplateResult } from 'lit';
import type { Right, RightsRequest } from '../../wire.js';
import { icon } from '../icons.js';
import { type CentreView, firstOf, saveFile, section } from './view.js';

/** My rights: let it rest, stop it all, and every request with its clock and its evidence. */
export function requestsSection(view: CentreView): TemplateResult {
  const { words, requests, everything, consents } = view;
  const rests = consents.purposes.some(({ state }) => state === 'restricted');
  const yes = consents.purposes.some(({ state }) => state === 'granted');
  const { shown, more } = firstOf(view, 'requests', requests, 5);
  return section(
    view,
    'requests',
    html`<p class="muted">${words.say('requests.intro')}</p>
      ${
        everything && (rests || yes)
          ? html`<ul class="box undoables">
              ${rests ? way(view, 'unrestrict', true) : way(view, 'restrict', true)} ${yes ? way(view, 'optOut', false) : nothing}
            </ul>`
          : nothing
      }
      ${
        requests.length > 0
          ? html`<ol class="box requests">
              ${shown.map((request) => line(view, request))}
            </ol>`
          : html`<p>${words.say('requests.none')}</p>`
      }
      ${more}`,
  );
}

function way(view: CentreView, right: 'restrict' | 'unrestrict' | 'optOut', soft: boolean): TemplateResult {
  const { words } = view;
  return html`<li>
    <p><strong>${words.say(`requests.${right}`)}</strong><br /><span class="muted small">${words.say(`requests.${right}.text`)}</span></p>
    <button class="button ${soft ? '' : 'danger'}" data-right=${right} aria-disabled=${view.busy} @click=${() => ask(view, right)}>
      ${words.say(`requests.${right}.do`)}
    </button>
  </li>`;
}

function ask(view: CentreView, right: Right): void {
  const { client, words } = view;
  view.run(
    async () => {
      const request = await client.request(right);
      const receipt = request.steps.find(({ code }) => code === 'receipt')?.reference;
      if (receipt) view.keep(await client.receipt(receipt));
    },
    words.say('requests.done', { right: words.sayIfKnown('right', right) ?? right }),
  );
}

function line({ words }: CentreView, request: RightsRequest): TemplateResult {
  const { right, status, overdue } = request;
  const done = status === 'fulfilled' || status === 'refused';
  const said = overdue && !done ? words.say('requests.overdue') : words.say(`requests.status.${status}`);
  return html`<li data-request=${right}>
    <p class="head">
      <strong>${words.sayIfKnown('right', right) ?? right}</strong>
      <span class="pill ${status === 'fulfilled' ? 'person' : 'held'}">${icon(status === 'fulfilled' ? 'tick' : 'session')}${said}</span>
    </p>
    <dl class="facts">
      <dt>${words.say('requests.received')}</dt>
      <dd>${words.time(request.receivedAt)}</dd>
      <dt>${words.say(done ? 'requests.finished' : 'requests.due')}</dt>
      <dd>${done ? words.time(request.finishedAt) : words.date(request.dueAt)}${done ? html` <span class="muted">(${words.say('requests.dueBy', { date: words.date(request.dueAt) })})</span>` : nothing}</dd>
      <dt>${words.say('requests.steps')}</dt>
      <dd>${request.steps.map(({ code }) => words.sayIfKnown('step', code) ?? code).join(' → ')}</dd>
    </dl>
    <button class="link" @click=${() => saveFile(`request-${request.id}.json`, new Blob([JSON.stringify(request, null, 2)], { type: 'application/json' }))}>
      ${words.say('requests.save')}
    </button>
  </li>`;
}
