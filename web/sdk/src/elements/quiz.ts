import { css, html, nothing, type TemplateResult } from 'lit';
import type { ChangeKind } from '../client.js';
import { pageSettings } from '../page.js';
import { noteRefusal, refusedHere } from '../refusals.js';
import type { GivenAnswer, QuizQuestion } from '../wire.js';
import { RapportElement } from './element.js';
import { kindKey } from './names.js';
import { buttons, tokens } from './styles.js';

/** Kinds of history after which the shop need not ask: the person has told more by choosing. */
const telling = new Set(['quizanswered', 'ordercompleted', 'addedtowishlist']);

/** A few questions for a person the shop does not know yet. Asked only after a yes to suggestions; skipping weighs the same as answering. */
export class RapportQuiz extends RapportElement {
  static override styles = [
    tokens,
    buttons,
    css`
      .quiz,
      .thanks {
        padding: 1.25rem;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_card);
      }

      .quiz {
        display: grid;
        gap: 1rem;
        box-shadow: var(--_shadow);
      }

      fieldset {
        display: grid;
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }

      legend {
        padding: 0;
        margin-block-end: 0.75rem;
        font-family: var(--rapport-heading-font, inherit);
        font-size: 1.1875rem;
        font-weight: 600;
        line-height: 1.35;
        text-wrap: pretty;
      }

      .answers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
        gap: 0.75rem;
      }

      /* The same style for every answer and for skipping: nothing nudges. */
      .answers .button {
        inline-size: 100%;
        min-block-size: 48px;
        overflow-wrap: anywhere;
      }

      .thanks {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 1rem;
      }
    `,
  ];

  static override properties = {
    questions: { state: true },
    place: { state: true },
    kept: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare private questions: QuizQuestion[];
  declare private place: number;
  declare private kept: boolean | undefined;
  declare private problem: boolean;
  declare private busy: boolean;

  #given: GivenAnswer[] = [];

  constructor() {
    super();
    this.questions = [];
    this.place = 0;
    this.problem = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    this.hidden = true;
    super.connectedCallback();
  }

  protected override met(): void {
    void this.#look();
  }

  protected override changed(kind: ChangeKind): void {
    if (kind === 'visit' || kind === 'quiz' || this.busy) return;
    if (kind !== 'language') this.kept = undefined;
    void this.#look();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words } = this;
    if (this.kept !== undefined) return this.#thanks(this.kept);
    const question = this.questions[this.place];
    if (!question) return nothing;
    return html`<section class="quiz" lang=${words.language}>
      <fieldset>
        <legend tabindex="-1">${question.text}</legend>
        <div class="answers">
          ${question.answers.map(
            ({ id, text }) => html`<button part="button" class="button" data-answer=${id} aria-disabled=${this.busy}
              @click=${() => void this.#answer({ question: question.id, answer: id })}>${text}</button>`,
          )}
          <button part="button" class="button" data-testid="quiz-skip" aria-disabled=${this.busy} @click=${() => void this.#answer(undefined)}>${words.say('quiz.skip')}</button>
        </div>
      </fieldset>
      <p class="small muted">${words.say('quiz.place', { n: this.place + 1, of: this.questions.length })} ${words.say('quiz.use')}</p>
      <p role="alert" class="small" ?hidden=${!this.problem}>${this.problem ? words.say('failed') : ''}</p>
    </section>`;
  }

  #thanks(kept: boolean): TemplateResult {
    const { words } = this;
    const href = pageSettings()?.privacyHref;
    return html`<div class="thanks" role="status" tabindex="-1" lang=${words.language}>
      <span>${words.say(kept ? 'quiz.kept' : 'quiz.skipped')}</span>
      ${href && kept ? html`<a class="link" href=${href}>${words.say('ask.change')}</a>` : nothing}
    </div>`;
  }

  /** Asks only who said yes to suggestions, has told nothing yet and did not skip it on this device. */
  async #look(): Promise<void> {
    const client = this.rapport;
    if (!client) return;
    try {
      const { purposes } = await client.consents();
      const allowed = purposes.some(({ id, state }) => id === 'recommendations' && state === 'granted');
      const isOpen = allowed && !refusedHere(client.tenant, 'quiz') && this.kept === undefined;
      const told = isOpen && (await client.everything()).history.some(({ kind }) => telling.has(kindKey(kind)));
      this.questions = isOpen && !told ? await client.quiz() : [];
      this.hidden = this.questions.length === 0 && (this.kept === undefined || !allowed);
      if (this.place >= this.questions.length) this.place = 0;
    } catch {
      this.hidden = this.kept === undefined;
    }
  }

  async #answer(given: GivenAnswer | undefined): Promise<void> {
    const client = this.rapport;
    if (!client || this.busy) return;
    this.problem = false;
    const answers = given ? [...this.#given, given] : this.#given;
    if (this.place < this.questions.length - 1) {
      this.#given = answers;
      this.place += 1;
    } else if (!(await this.#send(answers))) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('legend, .thanks')?.focus({ preventScroll: true });
  }

  async #send(answers: GivenAnswer[]): Promise<boolean> {
    const client = this.rapport;
    if (!client) return false;
    this.busy = true;
    try {
      if (answers.length > 0) await client.answerQuiz(answers);
      else noteRefusal(client.tenant, 'quiz', true);
      this.#given = [];
      this.place = 0;
      this.kept = answers.length > 0;
      if (this.kept) this.tell('rapport-change', 'quiz');
      return true;
    } catch {
      this.problem = true;
      return false;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('rapport-quiz', RapportQuiz);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-quiz': RapportQuiz;
  }
}
