import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import type { MockServer } from '../dev/mock.js';
import type { Rapport } from '../src/client.js';

/** What the dev page leaves on its window for tests. */
export interface DevWindow {
  rapport: Rapport;
  server: MockServer;
}

export interface OpenOptions {
  width?: number;
  height?: number;
  dark?: boolean;
}

export interface Session {
  /** Opens the dev page and waits until nothing on it is busy, unless its server never answers. */
  open: (query: string, options?: OpenOptions) => Promise<Page>;
  /** Every address any page asked for. */
  addresses: string[];
  origin: string;
}

/** A real Chromium on the dev page, whose server lives in the page's memory. */
export function describeInBrowser(name: string, body: (session: Session) => void): void {
  const [origin, endpoint] = [inject('origin'), inject('browser')];
  describe.skipIf(endpoint === '')(name, () => {
    let browser: Browser;
    let contexts: BrowserContext[] = [];
    const addresses: string[] = [];

    beforeAll(async () => {
      browser = await chromium.connect(endpoint);
    });

    afterEach(async () => {
      await Promise.all(contexts.map((context) => context.close()));
      contexts = [];
    });

    afterAll(() => browser.close());

    const open: Session['open'] = async (query, { width = 1280, height = 900, dark = false } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on('request', (request) => addresses.push(request.url()));
      await page.goto(origin + query);
      await page.locator('rapport-row section, rapport-privacy-centre section').first().waitFor();
      if (!query.includes('delay')) await page.waitForFunction(idle);
      return page;
    };

    body({ open, addresses, origin });
  });
}

function idle(): boolean {
  const hosts = [...document.querySelectorAll('rapport-row, rapport-privacy-centre')];
  return hosts.every(
    (host) => host.shadowRoot?.querySelector('section') && !host.shadowRoot.querySelector('[aria-busy=true]'),
  );
}
