import { RapportProblem } from './problem.js';

/** Why a token is asked for. */
export interface TokenNeed {
  /** True only right after the visitor said yes: now, and not before, may the shop make up an id for them. */
  create: boolean;
  /** True when the server refused the last token: fetch a fresh one. */
  renew: boolean;
}

export type TokenSource = (need: TokenNeed) => Promise<string | null>;

export interface Subject {
  id: string;
  anonymous: boolean;
  /** Which of her devices this is, for a customer with a name who said yes to something. */
  device?: string;
}

interface Ask {
  method?: string;
  body?: unknown;
  /** Without this the request carries no token, whoever is signed in. */
  asCustomer?: boolean;
  /** The visitor just said yes: an id may be made. */
  create?: boolean;
  /** A key under which the server does this once, however often it is sent; so it is sent again when the first try got no answer. */
  once?: string;
  /** The answer is a file. */
  file?: boolean;
  timeoutMs?: number;
}

const TRIES = 3;
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5000;

/** The one way from the page to the server: base address, tenant, token, one renewal on 401. */
export class Door {
  readonly endpoint: string;
  readonly #tenant: string;
  readonly #source: TokenSource;
  readonly #fetch: typeof fetch;
  #token: Promise<string | null> | undefined;

  constructor(endpoint: string, tenant: string, source: TokenSource, fetcher: typeof fetch) {
    this.endpoint = endpoint.replace(/\/+$/, '');
    this.#tenant = tenant;
    this.#source = source;
    this.#fetch = fetcher;
  }

  /** Forgets the token in hand; the next request asks the shop again. */
  close(): void {
    this.#token = undefined;
  }

  async token(need: Partial<TokenNeed> = {}): Promise<string | null> {
    if (need.renew || (need.create && !(await this.#held()))) this.#token = undefined;
    this.#token ??= this.#source({ create: false, renew: false, ...need }).catch(() => null);
    return this.#token;
  }

  /** Whom the token speaks for, or null for a visitor without an id. */
  async subject(): Promise<Subject | null> {
    const token = await this.token();
    return token ? readSubject(token) : null;
  }

  async ask<T>(
    path: string,
    { method = 'GET', body, asCustomer = false, create = false, once, file = false, timeoutMs = 15_000 }: Ask = {},
  ): Promise<T> {
    const send = async (token: string | null): Promise<Response> => {
      const headers: Record<string, string> = { 'Rapport-Tenant': this.#tenant };
      if (token) headers.Authorization = `Bearer ${token}`;
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      if (once) headers['Idempotency-Key'] = once;
      try {
        return await this.#fetch(this.endpoint + path, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(timeoutMs),
        });
      } catch {
        throw new RapportProblem('offline', 0);
      }
    };

    const token = asCustomer ? await this.token({ create }) : null;
    let answer = await again(() => send(token), once ? TRIES : 1);
    if (answer.status === 401 && token) {
      const fresh = await this.token({ renew: true, create: false });
      if (fresh) answer = await send(fresh);
    }
    if (!answer.ok) throw new RapportProblem(await problemCode(answer), answer.status);
    if (file) return (await answer.blob()) as T;
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  async #held(): Promise<boolean> {
    return this.#token !== undefined && (await this.#token) !== null;
  }
}

/** Tries until there is an answer that will not be another one in a moment. */
async function again(send: () => Promise<Response>, tries: number): Promise<Response> {
  for (let tried = 1; ; tried++) {
    const answer = await send().catch((problem: unknown) => {
      if (tried >= tries) throw problem;
      return undefined;
    });
    if (answer && (tried >= tries || !passing(answer.status))) return answer;
    const asked = (Number(answer?.headers.get('Retry-After')) || 0) * 1000;
    await new Promise((done) =>
      setTimeout(done, Math.min(Math.max(asked, FIRST_RETRY_MS * 2 ** (tried - 1)), LONGEST_RETRY_MS)),
    );
  }
}

/** True for a no that may be a yes in a moment. */
export function passing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

export function readSubject(token: string): Subject | null {
  try {
    const payload = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown; anon?: unknown };
    return typeof claims.sub === 'string' ? { id: claims.sub, anonymous: claims.anon === true } : null;
  } catch {
    return null;
  }
}

async function problemCode(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { code?: unknown };
    return typeof problem.code === 'string' ? problem.code : `status-${answer.status}`;
  } catch {
    return `status-${answer.status}`;
  }
}
