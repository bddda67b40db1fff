import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsentEntry, HistoryEntry, Inference, Recipient } from '../../wire.js';
import { icon } from '../icons.js';
import { kindKey } from '../names.js';
import { type CentreView, firstOf, happened, section } from './view.js';

interface Thing {
  item: string;
  title: string;
  lines: HistoryEntry[];
}

/** What we know: every stored line, by thing, each with its origin and its uses, and its delete. */
export function knowSection(view: CentreView): TemplateResult {
  const { words, everything } = view;
  if (!everything || everything.total === 0) return section(view, 'know', html`<p>${words.say('know.none')}</p>`);
  const things = byThing(everything.history);
  const pages = everything.history.filter(({ item }) => item === null);
  const { shown, more } = firstOf(view, 'things', things, 6);
  const counts = { things: words.number(everything.history.length), choices: words.number(everything.consents.length) };
  return section(
    view,
    'know',
    html`<p class="total">${words.count('know.total', everything.total, counts)}</p>
      ${
        shown.length > 0
          ? html`<ul class="box things">
              ${repeat(
                shown,
                ({ item }) => item,
                (thing) => thingLine(view, thing),
              )}
            </ul>`
          : nothing
      }
      ${more} ${pages.length > 0 ? pagesBox(view, pages) : nothing} ${inferencesBox(view, everything.inferences ?? [])}
      ${recipientsBox(view, everything.recipients ?? [])} ${everything.consents.length > 0 ? choicesBox(view, everything.consents) : nothing}`,
  );
}

function byThing(history: HistoryEntry[]): Thing[] {
  const things = new Map<string, Thing>();
  for (const line of [...history].sort((a, b) => b.at.localeCompare(a.at))) {
    if (line.item === null) continue;
    const thing = things.get(line.item) ?? { item: line.item, title: line.title || line.item, lines: [] };
    thing.lines.push(line);
    things.set(line.item, thing);
  }
  return [...things.values()];
}

function thingLine(view: CentreView, { item, title, lines }: Thing): TemplateResult {
  const { words, client } = view;
  const bought = lines.some(({ kind }) => kindKey(kind) === 'ordercompleted');
  const gift = lines.some((line) => line.gift);
  const excluded = lines.some(({ kind }) => kindKey(kind) === 'excludedfromtaste');
  const deletes = words.count('know.delete', lines.length);
  return html`<li>
    <h3>${title}${gift ? html`<span class="pill">${icon('gift')}${words.say('know.gift')}</span>` : nothing}</h3>
    ${lineList(view, lines)}
    <div class="actions">
      <button
        class="link"
        aria-label="${deletes}: ${title}"
        aria-disabled=${view.busy}
        @click=${() => view.run(() => client.deleteItem(item), words.say('done.item', { title }))}
      >
        ${deletes}
      </button>
      ${
        bought && !gift
          ? html`<button
              class="link"
              aria-disabled=${view.busy}
              @click=${() => view.run(() => client.gift(item), words.say('limits.gifted', { title }))}
            >
              ${words.say('why.gift')}
            </button>`
          : nothing
      }
      <button
        class="link"
        aria-label="${words.say(excluded ? 'know.taste' : 'know.notTaste')}: ${title}"
        aria-disabled=${view.busy}
        @click=${() => view.run(() => (excluded ? client.include(item) : client.exclude(item)), words.say(excluded ? 'know.tasteSaid' : 'know.notTasteSaid', { title }))}
      >
        ${words.say(excluded ? 'know.taste' : 'know.notTaste')}
      </button>
      ${
        bought
          ? html`<button class="link" aria-expanded=${view.correcting === item} @click=${() => view.correct(view.correcting === item ? undefined : item)}>
              ${words.say('know.correct')}
            </button>`
          : nothing
      }
    </div>
    ${view.correcting === item ? correction(view, item, title, lines) : nothing}
  </li>`;
}

/** Puts right how many there truly were. */
function correction(view: CentreView, item: string, title: string, lines: HistoryEntry[]): TemplateResult {
  const { words, client } = view;
  const order = lines.find(({ kind }) => kindKey(kind) === 'ordercompleted');
  const send = (event: Event): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('quantity') as HTMLInputElement;
    const quantity = Number(field.value);
    const wish = { item, quantity, ...(order?.orderId ? { orderId: order.orderId } : {}) };
    view.correct(undefined);
    view.run(() => client.request('correct', wish), words.say('know.corrected', { title }));
  };
  return html`<form class="correction" @submit=${send}>
    <label for="quantity-${item}">${words.say('know.quantity')}</label>
    <input id="quantity-${item}" name="quantity" type="number" min="0" max="99" required .value=${String(order?.quantity ?? 1)} />
    <button class="button" aria-disabled=${view.busy}>${words.say('know.putRight')}</button>
    <p class="muted small">${words.say('know.quantityHint')}</p>
  </form>`;
}

/** What we conclude, each with what it rests on and its delete. */
function inferencesBox(view: CentreView, inferences: Inference[]): TemplateResult {
  const { words, client } = view;
  return html`<div class="box thing inferences">
    <h3>${words.say('know.inferences')}</h3>
    <p class="muted small">${words.say(inferences.length > 0 ? 'know.inferencesHint' : 'know.inferencesNone')}</p>
    ${
      inferences.length > 0
        ? html`<ul class="undoables">
            ${repeat(
              inferences,
              ({ topic }) => topic,
              ({ topic, from, standing }) => {
                const rests = words.list(from.map(({ item, title }) => title || item));
                const said = words.sayIfKnown('standing', standing.toLowerCase()) ?? standing;
                return html`<li>
                  <p><strong>${topic}</strong><br /><span class="muted small">${words.say('know.restsOn', { things: rests })} · ${said}</span></p>
                  <button
                    class="link"
                    aria-label="${words.say('know.notTrue')}: ${topic}"
                    aria-disabled=${view.busy}
                    @click=${() => view.run(() => client.request('deleteInference', { topic }), words.say('know.uninferred', { topic }))}
                  >
                    ${words.say('know.notTrue')}
                  </button>
                </li>`;
              },
            )}
          </ul>`
        : nothing
    }
  </div>`;
}

function recipientsBox({ words, purposeTitle }: CentreView, recipients: Recipient[]): TemplateResult | typeof nothing {
  if (recipients.length === 0) return nothing;
  const others = recipients.filter(({ role }) => role !== 'shop');
  return html`<div class="box thing recipients">
    <h3>${words.say('know.recipients')}</h3>
    <p class="muted small">${words.say(others.length > 0 ? 'know.recipientsHint' : 'know.recipientsNone')}</p>
    <ul class="lines">
      ${recipients.map(
        ({ name, role, country, purposes }) => html`<li>
          <span class="what">${name}${country ? `, ${country}` : ''}</span>
          <span class="muted">${words.sayIfKnown('role', role) ?? role}</span>
          <span class="muted small">${words.list(purposes.map(purposeTitle))}</span>
        </li>`,
      )}
    </ul>
  </div>`;
}

/** The lines, and once for all of them what they share: origin and uses. */
function lineList(view: CentreView, lines: HistoryEntry[]): TemplateResult {
  const shared = new Set(lines.map((line) => basis(view, line)));
  const alike = shared.size === 1;
  return html`<ul class="lines">
      ${lines.map((line) => lineText(view, line, !alike))}
    </ul>
    ${alike ? html`<p class="muted small">${[...shared][0]}</p>` : nothing}`;
}

function lineText(view: CentreView, line: HistoryEntry, withBasis: boolean): TemplateResult {
  const { words } = view;
  const what = happened(words, line);
  const times = line.quantity > 1 ? ` ${words.number(line.quantity)} ×` : '';
  const price =
    line.price !== null && Number(line.price) > 0 ? `, ${words.money(line.price, view.client.currency)}` : '';
  return html`<li>
    <span class="what">${what}${times}${price}</span>
    <time class="muted" datetime=${line.at}>${words.time(line.at)}</time>
    ${withBasis ? html`<span class="muted small">${basis(view, line)}</span>` : nothing}
  </li>`;
}

/** Where a line comes from and what it may be used for. */
function basis({ words, purposeTitle }: CentreView, { provenance, purposes }: HistoryEntry): string {
  const origin = words.sayIfKnown('provenance', kindKey(provenance)) ?? provenance;
  const uses = words.list(purposes.map(purposeTitle));
  return uses ? `${origin} · ${words.say('know.for', { purposes: uses })}` : origin;
}

function pagesBox(view: CentreView, pages: HistoryEntry[]): TemplateResult {
  const { shown, more } = firstOf(view, 'pages', pages, 8);
  return html`<div class="box thing">
    <h3>${view.words.say('know.pages')}</h3>
    <p class="muted small">${view.words.say('know.pagesHint')}</p>
    ${lineList(view, shown)}
    ${more}
  </div>`;
}

function choicesBox(view: CentreView, entries: ConsentEntry[]): TemplateResult {
  const { words } = view;
  return html`<details class="box thing">
    <summary>${words.say('know.choices')} (${words.number(entries.length)})</summary>
    <p class="muted small">${words.say('know.choicesHint')}</p>
    <ul class="lines">
      ${[...entries].reverse().map((entry) => {
        const purpose = words.quote(view.purposeTitle(entry.purpose));
        const surface = words.sayIfKnown('surface', entry.surface) ?? entry.surface;
        return html`<li>
          <span class="what">${words.sayIfKnown('choice', kindKey(entry.choice), { purpose }) ?? `${entry.choice}: ${purpose}`}</span>
          <time class="muted" datetime=${entry.at}>${words.time(entry.at)}</time>
          <span class="muted small">${words.say('choice.where', { version: entry.textVersion, surface })}</span>
        </li>`;
      })}
    </ul>
  </details>`;
}
