import { html, nothing, type TemplateResult } from 'lit';
import type { Choice, Permission } from '../../wire.js';
import { notice, toggle } from './use.js';
import type { CentreView } from './view.js';

const TOPIC = 'topic:';
const channels = ['mail', 'push', 'app'] as const;

/** The shop's rules in plain words, with its own numbers. */
export function rulesBox({ policy, words }: CentreView): TemplateResult | typeof nothing {
  if (!policy) return nothing;
  const off = policy.rules.filter(({ inForce }) => !inForce);
  const list = (rules: typeof off) =>
    html`<ul class="points small">
      ${rules.map(({ rule, text }) => html`<li data-rule=${rule}>${text}</li>`)}
    </ul>`;
  return html`<details class="box thing rules">
    <summary>${words.say('limits.rules')}</summary>
    ${list(policy.rules.filter(({ inForce }) => inForce))}
    ${off.length > 0 ? html`<p class="small">${words.say('limits.rulesOff')}</p>${list(off)}` : nothing}
  </details>`;
}

/** The customer's own rules: by which way, about what, and what needs an explicit yes. They hold from the next page on. */
export function ownLimits(view: CentreView): TemplateResult | typeof nothing {
  const { words, consents, everything } = view;
  if (!everything || consents.contextualOnly) return nothing;
  return html`<div class="box thing ways-in">
      <h3>${words.say('limits.channels')}</h3>
      <ul class="undoables">
        ${channels.map((channel) => limitLine(view, `channel:${channel}`, words.say(`limits.${channel}`)))}
      </ul>
    </div>
    ${topicsBox(view)} ${sensitiveBox(view)}`;
}

function topicsBox(view: CentreView): TemplateResult | typeof nothing {
  const { words, everything, consents, policy } = view;
  const titles = new Map((policy?.topics ?? []).map(({ id, title }) => [id, title]));
  const listed = new Set([
    ...(everything?.inferences ?? []).map(({ topic }) => topic),
    ...(consents.parts ?? []).flatMap(({ scope }) => (scope.startsWith(TOPIC) ? [scope.slice(TOPIC.length)] : [])),
  ]);
  const others = [...titles].filter(([id]) => !listed.has(id));
  if (listed.size === 0 && others.length === 0) return nothing;
  const add = (event: Event): void => {
    event.preventDefault();
    const id = new FormData(event.target as HTMLFormElement).get('topic');
    if (typeof id === 'string') limit(view, TOPIC + id, titles.get(id) ?? id, false);
  };
  return html`<div class="box thing topics">
    <h3>${words.say('limits.topics')}</h3>
    <ul class="undoables">
      ${[...listed].sort().map((topic) => limitLine(view, TOPIC + topic, titles.get(topic) ?? topic))}
    </ul>
    ${
      others.length > 0
        ? html`<form class="correction" @submit=${add}>
            <label for="topic">${words.say('limits.other')}</label>
            <select id="topic" name="topic">
              ${others.map(([id, title]) => html`<option value=${id}>${title}</option>`)}
            </select>
            <button class="button" aria-disabled=${view.busy}>${words.say('limits.notThis')}</button>
          </form>`
        : nothing
    }
  </div>`;
}

function limitLine(view: CentreView, scope: string, title: string): TemplateResult {
  const open = !isLimited(view, scope);
  const id = `limit-${scope.replace(/\W+/g, '-')}`;
  return html`<li data-scope=${scope}>
    <p><span id=${id}>${title}</span> <span class="muted small" id="${id}-now">${open ? nothing : view.words.say('limits.set')}</span></p>
    ${toggle(view, id, open, false, () => limit(view, scope, title, !open))}
  </li>`;
}

/** A limit is open with its purposes until it is said no to. */
function isLimited({ consents }: CentreView, scope: string): boolean {
  return (consents.parts ?? []).some((part) => part.scope === scope && part.state !== 'granted');
}

/** One limit for all that is suggested, on the page and in mails. */
function limit(view: CentreView, scope: string, title: string, granted: boolean): void {
  const { words, purposes } = view;
  const choices = purposes
    .filter(({ id }) => id === 'recommendations' || id === 'email')
    .map(({ id, textVersion }): Choice => ({ purpose: id, granted, textVersion, scope }));
  choose(view, choices, words.say(granted ? 'limits.lifted' : 'limits.added', { title }));
}

function sensitiveBox(view: CentreView): TemplateResult | typeof nothing {
  const { words, permissions, consents } = view;
  const classes = permissions.filter(({ scope }) => /^S\d/.test(scope));
  if (classes.length === 0) return nothing;
  const isOn = ({ scope }: Permission) =>
    consents.parts?.some(
      (part) => part.scope === scope && part.purpose === 'recommendations' && part.state === 'granted',
    ) ?? false;
  return html`<details class="box thing sensitive">
    <summary>${words.say('limits.sensitive')}</summary>
    <p class="muted small">${words.say('limits.sensitiveHint')}</p>
    <ul class="undoables">
      ${classes.map((asked) => {
        const { scope, textVersion, text } = asked;
        const on = isOn(asked);
        const choice = { purpose: 'recommendations', granted: !on, textVersion, scope };
        return html`<li class="permission" data-scope=${scope}>
          <p><strong id="yes-${scope}">${text.title}</strong></p>
          ${toggle(view, `yes-${scope}`, on, false, () => choose(view, [choice], words.say(on ? 'use.turnedOff' : 'use.turnedOn', { title: text.title })))}
          ${notice(view, `yes-${scope}`, text, on)}
        </li>`;
      })}
    </ul>
  </details>`;
}

function choose(view: CentreView, choices: Choice[], said: string): void {
  view.run(async () => {
    const { receipts } = await view.client.choose(choices, 'privacy-centre');
    for (const receipt of receipts ?? []) view.keep(receipt);
  }, said);
}
