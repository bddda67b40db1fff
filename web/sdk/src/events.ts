import { passing, type Subject } from './door.js';

/** One event as Segment's tracking specification writes it. Nothing about the device, the page or the network goes with it. */
export interface TrackedEvent {
  type: 'track' | 'page';
  messageId: string;
  timestamp: string;
  event?: string;
  name?: string;
  properties: Record<string, unknown>;
  userId?: string;
  anonymousId?: string;
}

export interface EventQueueOptions {
  url: string;
  writeKey: string;
  fetch: typeof fetch;
  /** Who to send as, or null when nothing may be sent. Asked once for each flush. */
  admit: () => Promise<Subject | null>;
  flushMs?: number;
  now?: () => Date;
}

const MAX_EVENT_BYTES = 32 * 1024;
const MAX_BATCH_EVENTS = 100;
const MAX_BATCH_BYTES = 400 * 1024;
const MAX_KEEPALIVE_BYTES = 60 * 1024;
const MAX_WAITING = 1000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;

/**
 * Events on their way out, in memory only. They wait until it is known whether there is a yes; without one they are dropped.
 * A batch that fails for a passing reason (offline, 408, 429, 5xx) is sent again with the same message ids, so nothing counts twice.
 */
export class EventQueue {
  readonly #options: EventQueueOptions;
  #waiting: TrackedEvent[] = [];
  #ready: TrackedEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #failures = 0;

  constructor(options: EventQueueOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length + this.#ready.length;
  }

  add(type: 'track' | 'page', name: string | undefined, properties: Record<string, unknown>): void {
    const event: TrackedEvent = {
      type,
      messageId: crypto.randomUUID(),
      timestamp: this.#now().toISOString(),
      ...(name === undefined ? {} : type === 'track' ? { event: name } : { name }),
      properties,
    };
    if (size(event) > MAX_EVENT_BYTES || this.length >= MAX_WAITING) return;
    this.#waiting.push(event);
    this.#schedule(this.#options.flushMs ?? 2000);
  }

  /** Drops what has not left yet. */
  clear(): void {
    this.#waiting = [];
    this.#ready = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Sends all that may be sent; never throws. */
  flush(): Promise<void> {
    this.#sending ??= this.#drain().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** The page is going away: one last request that outlives it. Only events already admitted can go. */
  flushOnExit(admitted: Subject | null): void {
    if (admitted) this.#admitAs(admitted);
    const last = take(this.#ready, MAX_BATCH_EVENTS, MAX_KEEPALIVE_BYTES);
    if (last.length > 0) this.#post(last, true).catch(() => undefined);
  }

  async #drain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) {
      const subject = await this.#options.admit().catch(() => undefined);
      if (subject === undefined) return this.#again();
      if (subject) this.#admitAs(subject);
      else this.#waiting = [];
    }
    while (this.#ready.length > 0) {
      const batch = take(this.#ready, MAX_BATCH_EVENTS, MAX_BATCH_BYTES);
      const verdict = await this.#post(batch, false);
      if (verdict !== 'again') {
        this.#failures = 0;
        continue;
      }
      this.#ready.unshift(...batch);
      return this.#again();
    }
  }

  #admitAs(subject: Subject): void {
    const as = subject.anonymous
      ? { anonymousId: subject.id }
      : { userId: subject.id, ...(subject.device ? { anonymousId: subject.device } : {}) };
    this.#ready.push(...this.#waiting.map((event) => ({ ...event, ...as })));
    this.#waiting = [];
  }

  #retryAfterMs = 0;

  #again(): void {
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** this.#failures++, LAST_RETRY_MS);
    this.#schedule(Math.max(this.#retryAfterMs, backoff * (0.5 + Math.random() / 2)));
    this.#retryAfterMs = 0;
  }

  async #post(batch: TrackedEvent[], keepalive: boolean): Promise<'done' | 'again'> {
    try {
      const answer = await this.#options.fetch(this.#options.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${this.#options.writeKey}:`)}` },
        body: JSON.stringify({ batch, sentAt: this.#now().toISOString() }),
        keepalive,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      if (answer.ok || !passing(answer.status)) return 'done';
      this.#retryAfterMs = Math.min(Number(answer.headers.get('Retry-After')) || 0, 300) * 1000;
      return 'again';
    } catch {
      return 'again';
    }
  }

  #schedule(ms: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), ms);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

function size(event: TrackedEvent): number {
  return new TextEncoder().encode(JSON.stringify(event)).length;
}

function take(from: TrackedEvent[], most: number, bytes: number): TrackedEvent[] {
  const taken: TrackedEvent[] = [];
  for (let sum = 0; taken.length < most && from[0]; ) {
    sum += size(from[0]);
    if (taken.length > 0 && sum > bytes) break;
    taken.push(from.shift() as TrackedEvent);
  }
  return taken;
}
