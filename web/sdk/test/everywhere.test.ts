import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = [
  '?',
  '?settled',
  '?away',
  '?view=quiz&consented',
  '?view=centre',
  '?view=centre&settled',
  '?view=centre&settled&lang=de',
];

describeInBrowser('every view', ({ open, addresses, origin }) => {
  for (const dark of [false, true])
    it(`is clean by axe-core, ${dark ? 'dark' : 'light'}`, async () => {
      for (const query of views) {
        const page = await open(query, { width: 390, height: 844, dark });
        if (query === '?settled') await page.locator('rapport-row .why').first().click();
        await page.evaluate(axeSource);
        const found = await page.evaluate(async () => {
          const { violations } = await (
            globalThis as unknown as {
              axe: { run: (o: object) => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
            }
          ).axe.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          });
          return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`);
        });
        expect(found, query).toEqual([]);
      }
    });

  it('fits 320 pixels without sideways scrolling, which is also 200 % of 640', async () => {
    for (const query of views) {
      const page = await open(query, { width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), query).toBeLessThanOrEqual(320);
    }
  });

  it('gives every control 44 pixels', async () => {
    for (const query of views) {
      const page = await open(query, { width: 390, height: 844 });
      const small = await page
        .locator(
          'button:visible, summary:visible, a:visible, label:has(input[type=radio]):visible, input:not([type=radio]):visible',
        )
        .evaluateAll((all) =>
          all
            .map((element) => ({ text: element.textContent?.trim(), height: element.getBoundingClientRect().height }))
            .filter(({ height }) => height < 44),
        );
      expect(small, query).toEqual([]);
    }
  });

  it('works without any inline style or inline script', async () => {
    const page = await open('?settled');
    await page.locator('rapport-row .card').first().waitFor();

    const inline = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((host) =>
        [...(host.shadowRoot?.querySelectorAll('[style], style, script') ?? [])].map((found) => found.outerHTML),
      ),
    );

    expect(inline).toEqual([]);
  });

  it('asks no other origin for anything', () => {
    const elsewhere = addresses.filter((address) => !address.startsWith(origin) && !/^(data|blob):/.test(address));

    expect(addresses.length).toBeGreaterThan(0);
    expect(elsewhere).toEqual([]);
  });
});
