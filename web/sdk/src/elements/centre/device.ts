import { html, nothing, type TemplateResult } from 'lit';
import { clearRefusals, refusals } from '../../refusals.js';
import { type CentreView, section } from './view.js';

/** On this device: what the page and the browser remember, and how to make them forget. */
export function deviceSection(view: CentreView): TemplateResult {
  const { words, client } = view;
  const visited = client.visit.length;
  const noted = refusals(client.tenant).length;
  return section(
    view,
    'device',
    html`<ul class="box undoables">
      <li>
        <p>${words.count('device.visit', visited)}</p>
        ${
          visited > 0
            ? html`<button class="link" @click=${() => view.run(async () => client.clearVisit(), words.say('done.visit'))}>
                ${words.say('device.clear')}
              </button>`
            : nothing
        }
      </li>
      <li>
        <p>${words.count('device.refusals', noted)}</p>
        ${
          noted > 0
            ? html`<button
                class="link"
                @click=${() => view.run(async () => clearRefusals(client.tenant), words.say('device.clearedRefusals'))}
              >
                ${words.say('device.clearRefusals')}
              </button>`
            : nothing
        }
      </li>
      <slot name="device"></slot>
    </ul>`,
  );
}
