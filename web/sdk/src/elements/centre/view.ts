import { html, type TemplateResult } from 'lit';
import type { Rapport } from '../../client.js';
import type { Subject } from '../../door.js';
import type { Words } from '../../locales/index.js';
import type {
  Consents,
  ErasurePlan,
  Everything,
  HistoryEntry,
  Permission,
  PlainPolicy,
  Purpose,
  Receipt,
  RightsRequest,
  Signal,
} from '../../wire.js';
import { kindKey } from '../names.js';

/** What the privacy centre has fetched. */
export interface Held {
  /** Whom the page speaks for; null for a visitor without an id. */
  subject: Subject | null;
  purposes: Purpose[];
  permissions: Permission[];
  consents: Consents;
  /** Empty where the server does not tell. */
  signals: Signal[];
  /** Null where the server does not tell. */
  policy: PlainPolicy | null;
  /** Null for a visitor without an id: nothing is held. */
  everything: Everything | null;
  requests: RightsRequest[];
}

/** What each section of the privacy centre is drawn from, and may do. */
export interface CentreView extends Held {
  client: Rapport;
  words: Words;
  receipts: Receipt[];
  /** True while the question "Forget everything about you?" is open. */
  sure: boolean;
  /** What forgetting would take; asked for with the question. */
  plan: ErasurePlan | undefined;
  /** The item whose lines are being put right. */
  correcting: string | undefined;
  correct: (item: string | undefined) => void;
  busy: boolean;
  /** A title for an item id. */
  title: (item: string) => string;
  /** A purpose's title for its id. */
  purposeTitle: (id: string) => string;
  /** Lists the customer asked to see in full. */
  full: ReadonlySet<string>;
  showAll: (list: string) => void;
  ask: (sure: boolean) => void;
  /** Runs a change and says what came of it. */
  run: (change: () => Promise<unknown>, said: string) => void;
  keep: (receipt: Receipt) => void;
  refresh: () => void;
}

export const sections = ['use', 'know', 'log', 'limits', 'requests', 'device', 'leave'] as const;
export type Section = (typeof sections)[number] | 'link';

export function section({ words }: CentreView, name: Section, body: unknown): TemplateResult {
  return html`<section class="part" id=${name} aria-labelledby="${name}-title">
    <h2 id="${name}-title" tabindex="-1">${words.say(`${name}.title`)}</h2>
    ${body}
  </section>`;
}

/** The first of a list, and a button for the rest. */
export function firstOf<T>(
  view: CentreView,
  list: string,
  all: T[],
  most: number,
): { shown: T[]; more: TemplateResult | '' } {
  if (all.length <= most || view.full.has(list)) return { shown: all, more: '' };
  const label = view.words.say('know.more', { n: view.words.number(all.length) });
  return {
    shown: all.slice(0, most),
    more: html`<button class="link" @click=${() => view.showAll(list)}>${label}</button>`,
  };
}

/** Hands the visitor a file made on the spot. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** What a line of history says happened. */
export function happened(words: Words, { kind, text }: HistoryEntry): string {
  const key = kindKey(kind);
  const said = key === 'strengthchosen' ? words.sayIfKnown('strength', text ?? '') : null;
  return words.sayIfKnown('kind', key, { text: said ?? text ?? '' }) ?? kind;
}
