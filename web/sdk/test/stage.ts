import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    browser: string;
  }
}

/** Builds the dev page, serves it on a free port of this machine and starts one Chromium for all test files. */
export default async function stage(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    if (process.env.CI === 'true') throw new Error(`No Chromium at ${executablePath}`);
    console.warn(
      `SKIPPED: all tests of the elements, for there is no Chromium at ${executablePath}; set CHROMIUM to its path`,
    );
    project.provide('origin', '');
    project.provide('browser', '');
    return undefined;
  }

  const outDir = await mkdtemp(join(tmpdir(), 'rapport-sdk-'));
  const root = new URL('../dev', import.meta.url).pathname;
  await build({ configFile: false, logLevel: 'error', root, build: { outDir, target: 'es2023', emptyOutDir: true } });
  const site = await preview({ configFile: false, root, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launchServer({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  project.provide('origin', site.resolvedUrls?.local[0] ?? '');
  project.provide('browser', browser.wsEndpoint());

  return async () => {
    await browser.close();
    await site.close();
    await rm(outDir, { recursive: true, force: true });
  };
}
