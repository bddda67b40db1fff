import { html, nothing, type TemplateResult } from 'lit';
import { receiptCard } from './receipt.js';
import { type CentreView, saveFile, section } from './view.js';

/** Take it with me, or leave: the export, and "Forget me" with a plain question before and a receipt after. */
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
  const { words } = view;
  return html`<div class="ways">
    <div class="box way">
      <p>${words.say('leave.exportText')}</p>
      <button class="button" aria-disabled=${view.busy} @click=${() => takeAlong(view)}>${words.say('leave.export')}</button>
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

function question(view: CentreView): TemplateResult {
  const { words, client } = view;
  return html`<div class="box way sure" role="group" aria-labelledby="sure">
    <h3 id="sure" tabindex="-1">${words.say('leave.sure')}</h3>
    <ul class="points">
      <li>${words.say('leave.sure1')}</li>
      <li>${words.say('leave.sure2')}</li>
      <li>${words.say('leave.sure3')}</li>
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

function takeAlong({ client, words, run }: CentreView): void {
  run(async () => saveFile('my-data.json', await client.export()), words.say('leave.exported'));
}
