import { html, type TemplateResult } from 'lit';
import { type CentreView, section } from './view.js';

/** The way in by mail, for somebody whom the page does not know. */
export function linkSection(view: CentreView): TemplateResult {
  const { words, client } = view;
  const send = (event: Event): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('email') as HTMLInputElement;
    view.run(() => client.askLink(field.value), words.say('link.sent'));
  };
  return section(
    view,
    'link',
    html`<p>${words.say('link.text')}</p>
      <form class="box link-form" @submit=${send}>
        <label for="email">${words.say('link.email')}</label>
        <input id="email" name="email" type="email" autocomplete="email" required />
        <button class="button" aria-disabled=${view.busy}>${words.say('link.send')}</button>
      </form>`,
  );
}
