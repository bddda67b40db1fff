import { html, nothing, type TemplateResult } from 'lit';
import { deviceHere, forgetDevice } from '../../device.js';
import { pageSettings } from '../../page.js';
import { clearRefusals, refusals } from '../../refusals.js';
import { type CentreView, section } from './view.js';

/** On this device: what the page and the browser remember, and how to make them forget. */
export function deviceSection(view: CentreView): TemplateResult {
  const { words, client } = view;
  // Who came by a link sees another customer's page in her own browser.
  const page = pageSettings()?.client ?? client;
  const visited = page.visit.length;
  const device = deviceHere(client.tenant);
  const noted = refusals(client.tenant).length;
  return section(
    view,
    'device',
    html`<ul class="box undoables">
      <li>
        <p>${words.count('device.visit', visited)}</p>
        ${
          visited > 0
            ? html`<button class="link" @click=${() => view.run(async () => page.clearVisit(), words.say('done.visit'))}>
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
      ${
        device
          ? html`<li>
              <p>${words.say('device.number')}</p>
              <button class="link" @click=${() => view.run(async () => forgetDevice(client.tenant), words.say('device.numberGone'))}>
                ${words.say('device.clearNumber')}
              </button>
            </li>`
          : nothing
      }
      ${client.globalPrivacyControl ? html`<li><p>${words.say('device.gpc')}</p></li>` : nothing}
      <slot name="device"></slot>
    </ul>`,
  );
}
