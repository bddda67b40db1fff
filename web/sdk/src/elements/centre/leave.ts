import { html, nothing, type TemplateResult } from 'lit';
import { kindKey } from '../names.js';
import { receiptCard } from './receipt.js';
import { type CentreView, saveFile, section } from './view.js';

/** Take it with me, or leave: the archive, and "Forget me" with its plan before and a receipt after. */
export function leaveSection(view: CentreView): TemplateResult {
  const { words, everything } = view;
  const receipts = view.receipts.filter(({ kind }) => kind !== 'withdrawal');
  return section(
    view,
    'leave',
    html`${everything ? choices(view) : receipts.length > 0 ? nothing : html`<p>${words.say('leave.nothing')}</p>`}
    ${receipts.map((receipt) => receiptCard(view, receipt))}`,
  );
}

function choices(view: CentreView): TemplateResult {
  const { words, client } = view;
  const take = () => view.run(async () => saveFile('my-data.zip', await client.archive()), words.say('leave.exported'));
  return html`<div class="ways">
    <div class="box way">
      <p>${words.say('leave.exportText')}</p>
      <button class="button" aria-disabled=${view.busy} @click=${take}>${words.say('leave.export')}</button>
    </div>
    ${view.sure ? question(view) : door(view)}
  </div>`;
}

function door(view: CentreView): TemplateResult {
  const { words } = view;
  return html`<div class="box way">
    <p>${words.say('leave.forgetText')}</p>
    <button class="button danger forget" aria-disabled=${view.busy} @click=${() => view.ask(true)}>${words.say('leave.forget')} …</button>
  </div>`;
}

/** What would go, counted by the server now, and what cannot. */
function question(view: CentreView): TemplateResult {
  const { words, client, plan } = view;
  const removes = Object.entries(plan?.removes ?? {}).filter(([kind, n]) => n > 0 && kind !== 'learned');
  return html`<div class="box way sure" role="group" aria-labelledby="sure">
    <h3 id="sure" tabindex="-1">${words.say('leave.sure')}</h3>
    <ul class="points plan">
      ${
        removes.length > 0
          ? html`<li>${words.say('leave.plan', { what: words.list(removes.map(([kind, n]) => `${words.number(n)} ${words.sayIfKnown('removed', kindKey(kind)) ?? kind}`)) })}</li>`
          : html`<li>${words.say('leave.sure1')}</li>`
      }
      ${(plan?.removes.learned ?? 0) > 0 || !plan ? html`<li>${words.say('leave.sure2')}</li>` : nothing}
      ${
        plan
          ? plan.stays.map((code) => html`<li>${words.sayIfKnown('stays', code) ?? code}</li>`)
          : html`<li>${words.say('leave.sure3')}</li>`
      }
      ${plan ? html`<li>${words.say('leave.searched')}</li>` : nothing}
      <li>${words.say('leave.sure4')}</li>
    </ul>
    <div class="pair">
      <button class="button danger forget-yes" aria-disabled=${view.busy} @click=${() => view.run(async () => view.keep(await client.forget()), words.say('leave.done'))}>
        ${words.say('leave.yes')}
      </button>
      <button class="button" aria-disabled=${view.busy} @click=${() => view.ask(false)}>${words.say('leave.no')}</button>
    </div>
  </div>`;
}
