import { html, nothing, type TemplateResult } from 'lit';
import type { LoggedDecision, Tier } from '../../wire.js';
import { icon, tierPill } from '../icons.js';
import { type CentreView, firstOf, section } from './view.js';

const MOST_ITEMS = 4;

/** How it was used: the log of decisions, as the customer may read it. */
export function logSection(view: CentreView): TemplateResult {
  const { words } = view;
  const decisions = view.everything?.decisions ?? [];
  if (decisions.length === 0) return section(view, 'log', html`<p>${words.say('log.none')}</p>`);
  const { shown, more } = firstOf(view, 'log', decisions, 5);
  return section(
    view,
    'log',
    html`${usesTable(view)}
      <p class="muted">${words.count('log.intro', decisions.length)}</p>
      <ol class="box log">
        ${shown.map((decision) => decisionLine(view, decision))}
      </ol>
      ${more}`,
  );
}

/** "Used for X on date, n times." */
function usesTable(view: CentreView): TemplateResult | typeof nothing {
  const { words } = view;
  const uses = view.everything?.uses ?? [];
  if (uses.length === 0) return nothing;
  const { shown, more } = firstOf(view, 'uses', uses, 6);
  return html`<ul class="box lines uses">
      ${shown.map(({ date, purpose, surface, times }) => {
        const where = words.sayIfKnown('surface', surface) ?? surface;
        return html`<li>
          <span class="what">${words.count('log.used', times, { purpose: view.purposeTitle(purpose), where })}</span>
          <time class="muted" datetime=${date}>${words.date(`${date}T12:00:00Z`)}</time>
        </li>`;
      })}
    </ul>
    ${more}`;
}

function decisionLine(view: CentreView, decision: LoggedDecision): TemplateResult {
  const { words } = view;
  const titles = decision.items.slice(0, MOST_ITEMS).map(view.title);
  const rest = decision.items.length - titles.length;
  const uses = decision.uses.map(view.purposeTitle);
  const surface = words.sayIfKnown('surface', decision.surface.toLowerCase()) ?? decision.surface;
  const tier = decision.tier.toLowerCase() as Tier;
  return html`<li>
    <p class="head">
      <strong>${surface}</strong>
      <time class="muted" datetime=${decision.at}>${words.time(decision.at)}</time>
      ${tierPill(tier, words.sayIfKnown('tier', tier) ?? tier, true)}
    </p>
    <dl class="facts">
      <dt>${words.say('log.showed')}</dt>
      <dd>${titles.join(', ')}${rest > 0 ? ` ${words.say('log.more', { n: rest })}` : ''}</dd>
      <dt>${words.say('log.uses')}</dt>
      <dd>${uses.length > 0 ? words.list(uses) : words.say('log.usesNone')}</dd>
      ${
        decision.heldBack.length > 0
          ? html`<dt>${words.say('log.held')}</dt>
              <dd class="held">${icon('held')}${words.list(decision.heldBack.map((entry) => heldText(view, entry)))}</dd>`
          : nothing
      }
    </dl>
  </li>`;
}

/** The server names a rule, and how often: `T3` or `T3:2`. */
function heldText({ words }: CentreView, entry: string): string {
  const [, rule, count] = /^(T\d+)(?:\D+(\d+))?$/.exec(entry) ?? [];
  if (!rule) return entry;
  const text = words.sayIfKnown('held', rule) ?? words.say('held.other');
  return count ? `${count} (${text})` : text;
}
