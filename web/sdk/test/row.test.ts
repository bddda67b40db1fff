import { expect, it } from 'vitest';
import { type DevWindow, describeInBrowser } from './browser.js';

type W = Window & typeof globalThis & DevWindow;

describeInBrowser('rapport-row', ({ open }) => {
  it('says on what it rests, and marks the items that rest on less', async () => {
    const page = await open('?settled');
    const row = page.locator('rapport-row').first();

    await row.locator('.title', { hasText: 'Because of what you chose' }).waitFor();
    expect(await row.locator('header .pill').textContent()).toBe('personal');
    expect(await row.locator('.card .pill').allInnerTexts()).toEqual(['popular', 'popular', 'popular']);
    expect((await row.locator('.held').textContent())?.trim()).toBe('Held back 2: too soon');
    expect(await page.locator('rapport-row').nth(1).locator('.title').textContent()).toBe('Goes with this');
  });

  it('speaks German, by the lang attribute alone', async () => {
    const page = await open('');
    const row = page.locator('rapport-row').first();
    await row.locator('.title', { hasText: 'What many buy' }).waitFor();

    await row.evaluate((element) => element.setAttribute('lang', 'de'));

    await row.locator('.title', { hasText: 'Was viele kaufen' }).waitFor();
    expect((await row.locator('.why').first().textContent())?.trim()).toBe('Warum?');
  });

  it('shows bones while it waits', async () => {
    const page = await open('?delay=600000');

    expect(await page.locator('rapport-row section').first().getAttribute('aria-busy')).toBe('true');
    expect(await page.locator('rapport-row').first().locator('.waiting').count()).toBe(8);
  });

  it('says so when suggestions are away, and tries again', async () => {
    const page = await open('?away');
    const row = page.locator('rapport-row').first();
    await row.getByText('Suggestions are away for a moment').waitFor();

    await page.evaluate(() => {
      (globalThis as unknown as W).server.away = false;
    });
    await row.getByRole('button', { name: 'Try again' }).click();

    await row.locator('.card').first().waitFor();
  });

  it('says so when nothing fits', async () => {
    const page = await open('');
    await page.locator('rapport-row .card').first().waitFor();

    await page.evaluate(() => {
      const row = document.querySelector('rapport-row');
      if (row) row.resolve = async () => [];
    });

    await page.locator('rapport-row').first().getByText('Nothing fits here just now.').waitFor();
  });

  it('is not there while it has nothing to show, if it is optional', async () => {
    const page = await open('');
    const row = page.locator('rapport-row').first();
    await row.locator('.card').first().waitFor();

    const show = (resolve: 'nothing' | 'all') =>
      row.evaluate((element, what) => {
        const optional = element as HTMLElement & { optional: boolean; resolve: unknown };
        optional.optional = true;
        optional.resolve = what === 'nothing' ? async () => [] : undefined;
      }, resolve);
    await show('nothing');
    await row.waitFor({ state: 'hidden' });
    await show('all');

    await row.locator('.card').first().waitFor();
  });

  it('is named after what it is for where that says more than on what it rests', async () => {
    const page = await open('?settled');
    const row = page.locator('rapport-row').first();
    await row.locator('.title', { hasText: 'Because of what you chose' }).waitFor();

    await row.evaluate((element) => element.setAttribute('surface', 'buyAgain'));

    await row.locator('.title', { hasText: 'Buy again' }).waitFor();
  });

  it('opens the reason with its evidence, and closes on Escape', async () => {
    const page = await open('?settled');
    const row = page.locator('rapport-row').first();
    const why = row.locator('.why').first();

    await why.focus();
    await page.keyboard.press('Enter');
    const dialog = row.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('Because you bought “Linen apron” in May.');
    expect(await dialog.textContent()).toContain('Bought · 3 May 2026');
    expect(await dialog.textContent()).toContain('Used because you said yes to “Suggestions on this site”.');

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await why.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  it('takes "Not for me" at once, in every row, and takes it back', async () => {
    const page = await open('?settled');
    const [first, second] = [page.locator('rapport-row').first(), page.locator('rapport-row').nth(1)];
    await second.locator('.name', { hasText: 'Beeswax candle' }).waitFor();

    await first.locator('.why').first().click();
    await first.getByRole('button', { name: 'Not for me' }).click();

    await first.getByText('Done. Beeswax candle, tall is gone').waitFor();
    await second.locator('.name', { hasText: 'Beeswax candle' }).waitFor({ state: 'detached' });
    await first.getByRole('button', { name: 'Undo' }).click();
    await second.locator('.name', { hasText: 'Beeswax candle' }).waitFor();
  });

  it('answers "How do you know this?", lets the topic rest and tells the shop that it was asked', async () => {
    const page = await open('?settled');
    const row = page.locator('rapport-row').first();
    await row.locator('.why').first().click();

    await row.getByRole('button', { name: 'How do you know this?' }).click();

    await row.getByText('Only from what stood under “It rests on”. Beeswax candle, tall is gone').waitFor();
    const hides = await page.evaluate(() =>
      (globalThis as unknown as W).server.requests
        .filter(({ path }) => path.endsWith('/hides'))
        .map(({ body }) => body),
    );
    expect(hides).toEqual([{ item: 'p1', askedHow: true }]);
    await row.getByRole('button', { name: 'Undo' }).click();
    await row.locator('.name', { hasText: 'Beeswax candle' }).waitFor();
  });

  it('turns to what many buy when the evidence was a gift, or the choices are no longer to be used', async () => {
    for (const control of ['It was a gift', 'Stop using my choices', 'Forget that I bought this']) {
      const page = await open('?settled');
      const row = page.locator('rapport-row').first();
      await row.locator('.why').first().click();

      await row.getByRole('button', { name: control }).click();

      await row.locator('.title', { hasText: 'What many buy' }).waitFor();
    }
  });

  it('tells what was seen on a personal basis, once, and nothing that lies out of view', async () => {
    const page = await open('?settled');
    const shown = () =>
      page.evaluate(() =>
        (globalThis as unknown as W).server.requests
          .filter(({ path }) => path === '/v1/batch')
          .flatMap(
            ({ body }) =>
              (body as { batch: { event?: string; properties: { products: { product_id: string }[] } }[] }).batch,
          )
          .filter(({ event }) => event === 'Recommendation Shown')
          .flatMap(({ properties }) => properties.products.map((product) => product.product_id)),
      );
    const row = page.locator('rapport-row').first();
    const cards = () =>
      row.locator('li[data-seen]').evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.seen));

    const told = async () => {
      await page.evaluate(() => (globalThis as unknown as W).rapport.flush());
      return (await shown()).length;
    };
    await expect.poll(told).toBeGreaterThan(0);
    const first = await shown();
    await row.evaluate((element) => (element as HTMLElement & { requestUpdate(): void }).requestUpdate());
    await told();

    expect(new Set(first).size).toBe(first.length);
    expect(await cards()).toEqual(expect.arrayContaining(first));
    expect(await shown()).toEqual(first);
    expect(await row.locator('li.card').count()).toBeGreaterThan(first.length);
  });

  it('lets the visitor forget a visit without being known', async () => {
    const page = await open('');
    const row = page.locator('rapport-row').first();
    await row.locator('.card').first().waitFor();
    await page.evaluate(() => {
      (globalThis as unknown as W).rapport.track('Product Viewed', { product_id: 'p1' });
      void document.querySelector('rapport-row')?.refresh();
    });
    await row.locator('.title', { hasText: 'From this visit' }).waitFor();

    await row.locator('.why').first().click();
    await row.getByRole('button', { name: 'Forget this visit' }).click();

    await row.locator('.title', { hasText: 'What many buy' }).waitFor();
  });

  it('lets the page route by itself', async () => {
    const page = await open('?settled');
    const row = page.locator('rapport-row').first();
    await row.locator('.card').first().waitFor();
    await page.evaluate(() =>
      document.addEventListener('rapport-select', (event) => {
        event.preventDefault();
        document.title = JSON.stringify((event as CustomEvent).detail);
      }),
    );

    await row.locator('.card a').first().click();

    expect(JSON.parse(await page.title())).toEqual({ item: 'p1', url: '#/p/p1', decisionId: 'decision-1' });
    expect(page.url()).not.toContain('#/p/p1');
  });
});
