import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ownLimits, rulesBox } from './rules.js';
import { type CentreView, section } from './view.js';

/** My limits: the shop's rules, the customer's own beside them, what she hid, and what was a gift; each can be taken back. */
export function limitsSection(view: CentreView): TemplateResult {
  const { words, client } = view;
  const hidden = view.everything?.hidden ?? [];
  const gifts = new Map(
    (view.everything?.history ?? []).flatMap((line) => (line.gift && line.item ? [[line.item, line] as const] : [])),
  );
  return section(
    view,
    'limits',
    html`${rulesBox(view)} ${ownLimits(view)}
      ${hidden.length === 0 && gifts.size === 0 ? html`<p>${words.say('limits.none')}</p>` : nothing}${
        hidden.length > 0
          ? html`<div class="box thing">
            <h3>${words.say('limits.hidden')}</h3>
            <ul class="undoables">
              ${repeat(
                hidden,
                ({ item }) => item,
                ({ item, title, topic, at }) => {
                  const name = title || view.title(item);
                  const details = [
                    topic && words.say('limits.topic', { topic }),
                    words.say('limits.since', { date: words.date(at) }),
                  ];
                  return undoable(view, name, details.filter(Boolean).join(' · '), words.say('limits.unhide'), () =>
                    view.run(() => client.unhide(item), words.say('limits.unhidden', { title: name })),
                  );
                },
              )}
            </ul>
          </div>`
          : nothing
      }${
        gifts.size > 0
          ? html`<div class="box thing">
            <h3>${words.say('limits.gifts')}</h3>
            <ul class="undoables">
              ${repeat(
                gifts,
                ([item]) => item,
                ([item, { title, at }]) => {
                  const name = title || view.title(item);
                  return undoable(view, name, words.date(at), words.say('limits.ungift'), () =>
                    view.run(() => client.ungift(item), words.say('limits.ungifted', { title: name })),
                  );
                },
              )}
            </ul>
          </div>`
          : nothing
      }`,
  );
}

function undoable(view: CentreView, name: string, details: string, label: string, undo: () => void): TemplateResult {
  return html`<li>
    <p><strong>${name}</strong><br /><span class="muted small">${details}</span></p>
    <button class="link" aria-label="${label}: ${name}" aria-disabled=${view.busy} @click=${undo}>${label}</button>
  </li>`;
}
