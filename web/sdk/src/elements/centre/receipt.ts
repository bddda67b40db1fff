import { html, nothing, type TemplateResult } from 'lit';
import type { Receipt } from '../../wire.js';
import { icon } from '../icons.js';
import { kindKey } from '../names.js';
import { type CentreView, saveFile } from './view.js';

/** A receipt as it stands: in progress or complete, with what was removed and the model before and after. */
export function receiptCard({ words }: CentreView, receipt: Receipt): TemplateResult {
  const kind = words.sayIfKnown('receipt.kind', kindKey(receipt.kind)) ?? receipt.kind;
  const removed = Object.entries(receipt.removed ?? {}).filter(([, n]) => n > 0);
  return html`<article class="box receipt" tabindex="-1" aria-labelledby="receipt-${receipt.id}">
    <div class="head">
      <h3 id="receipt-${receipt.id}">${words.say('receipt.title')}: ${kind}</h3>
      <span class="pill ${receipt.final ? 'person' : 'held'}">
        ${icon(receipt.final ? 'tick' : 'session')}${words.say(receipt.final ? 'receipt.state.final' : 'receipt.state.pending')}
      </span>
    </div>
    <p role="status">${words.say(receipt.final ? 'receipt.final' : 'receipt.pending')}</p>
    <dl class="facts">
      <dt>${words.say('receipt.id')}</dt>
      <dd class="hash">${receipt.id}</dd>
      <dt>${words.say('receipt.asked')}</dt>
      <dd>${words.time(receipt.requestedAt)}</dd>
      ${
        removed.length > 0
          ? html`<dt>${words.say('receipt.removed')}</dt>
              <dd>${words.list(removed.map(([what, n]) => `${words.number(n)} ${words.sayIfKnown('removed', kindKey(what)) ?? what}`))}</dd>`
          : nothing
      }
      <dt>${words.say('receipt.done')}</dt>
      <dd>${receipt.final ? words.time(receipt.finalAt) : words.say('receipt.waiting')}</dd>
      ${
        receipt.modelHashBefore
          ? html`<dt>${words.say('receipt.before')}</dt>
              <dd class="hash">${receipt.modelHashBefore}</dd>`
          : nothing
      }
      <dt>${words.say('receipt.after')}</dt>
      <dd class="hash">${receipt.modelHashAfter ?? words.say('receipt.waiting')}</dd>
      ${
        receipt.request
          ? html`<dt>${words.say('receipt.scan')}</dt>
              <dd>${scan(words, receipt)}</dd>`
          : nothing
      }
      ${
        receipt.notes?.length
          ? html`<dt>${words.say('receipt.notes')}</dt>
              <dd>${receipt.notes.map((note) => html`<p>${words.sayIfKnown('note', note) ?? note}</p>`)}</dd>`
          : nothing
      }
    </dl>
    <p class="muted small">${words.say('receipt.keep')}</p>
    <button class="button" @click=${() => save(receipt)}>${words.say('receipt.save')}</button>
  </article>`;
}

/** What was found when we looked for anything left. */
function scan(words: CentreView['words'], { request }: Receipt): string {
  const found = request?.steps.find(({ code }) => code === 'residue-scan')?.counts ?? {};
  const left = Object.values(found).reduce((sum, n) => sum + n, 0);
  return left === 0 ? words.say('receipt.scanClean') : words.say('receipt.scanFound', { n: left });
}

function save(receipt: Receipt): void {
  saveFile(`receipt-${receipt.id}.json`, new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }));
}
