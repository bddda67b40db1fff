import { expect, it } from 'vitest';
import { type DevWindow, describeInBrowser } from './browser.js';

type W = Window & typeof globalThis & DevWindow;

describeInBrowser('rapport-consent-card', ({ open }) => {
  it('gives yes and no the same size, weight and colours, in both languages and at all widths', async () => {
    for (const lang of ['en', 'de'])
      for (const width of [320, 390, 1280]) {
        const page = await open(`?lang=${lang}`, { width });
        const buttons = page.locator('rapport-consent-card .answers button');
        await buttons.first().waitFor();

        const [yes, no] = await buttons.evaluateAll((all) =>
          all.map((button) => {
            const style = getComputedStyle(button);
            const { width: w, height: h } = button.getBoundingClientRect();
            return {
              w,
              h,
              weight: style.fontWeight,
              size: style.fontSize,
              ground: style.backgroundColor,
              ink: style.color,
              edge: style.border,
            };
          }),
        );

        expect(yes).toEqual(no);
        expect(yes?.h).toBeGreaterThanOrEqual(44);
      }
  });

  it('tells data, retention and both effects before it is answered', async () => {
    const page = await open('');
    const card = page.locator('rapport-consent-card');

    const details = (await card.locator('dd:visible').allInnerTexts()).join('\n');
    for (const text of ['What you view, put in your cart', 'Kept for 365 days', 'each item says why', 'what many buy'])
      expect(details).toContain(text);
  });

  it('keeps no id and stores nothing before the answer', async () => {
    const page = await open('');
    await page.locator('rapport-consent-card .answers').waitFor();

    expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
    expect(await page.evaluate(() => (globalThis as unknown as W).server.customer)).toBeNull();
  });

  it('remembers a no on the device, without an id and without telling the server', async () => {
    const page = await open('');
    const card = page.locator('rapport-consent-card');

    await card.getByRole('button', { name: 'Not this time' }).click();
    await card.getByText('All right. We will not ask again here.').waitFor();

    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'rapport:refused:demo:recommendations': 'no' });
    expect(await page.evaluate(() => (globalThis as unknown as W).server.customer)).toBeNull();
    await page.reload();
    await page.locator('rapport-row .card').first().waitFor();
    expect(await card.isVisible()).toBe(false);
  });

  it('lets a yes count at once, in the rows too', async () => {
    const page = await open('');
    const card = page.locator('rapport-consent-card');
    await page.evaluate(() => {
      const { server } = globalThis as unknown as W;
      const settled = server.settle;
      settled.call(server);
      server.customer = null;
      server.states.clear();
    });

    await card.getByRole('button', { name: 'Use my choices' }).click();

    await card.getByText('Thank you.').waitFor();
    expect(await card.locator('.thanks').evaluate((note) => note.matches(':focus'))).toBe(true);
    await page.locator('rapport-row .title', { hasText: 'Because of what you chose' }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('says so when the answer did not go through', async () => {
    const page = await open('');
    const card = page.locator('rapport-consent-card');
    await card.locator('.answers').waitFor();
    await page.evaluate(() => {
      (globalThis as unknown as W).server.away = true;
    });

    await card.getByRole('button', { name: 'Use my choices' }).click();

    await card.getByText('That did not go through. Nothing was changed.').waitFor();
    expect(await card.getByRole('button', { name: 'Not this time' }).isVisible()).toBe(true);
  });

  it('is not there for a customer who has answered', async () => {
    const page = await open('?settled');
    await page.locator('rapport-row .card').first().waitFor();

    expect(await page.locator('rapport-consent-card').isVisible()).toBe(false);
  });

  it('asks again only when the server says that the no has had its rest', async () => {
    const page = await open('?settled');
    const card = page.locator('rapport-consent-card');
    const set = (askAgainAt: string | null) =>
      page.evaluate((at) => {
        const { server, rapport } = globalThis as unknown as W;
        server.states.set('recommendations', { state: 'refused', since: '2026-01-01T00:00:00Z' });
        if (at) server.askAgainAt.set('recommendations', at);
        else server.askAgainAt.delete('recommendations');
        rapport.language = 'en';
      }, askAgainAt);

    await set('2999-01-01T00:00:00Z');
    await page.waitForFunction(
      () => (globalThis as unknown as W).server.requests.filter(({ path }) => path === '/v1/consents').length > 1,
    );
    expect(await card.isVisible()).toBe(false);

    await set(null);
    await card.locator('.answers').waitFor();
  });

  it('does not ask what the browser itself says no to', async () => {
    const page = await open('');
    await page.evaluate(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    // In this order: when the second has made up its mind, so has the first.
    for (const purpose of ['learning', 'recommendations'])
      await page.evaluate((id) => {
        const card = document.createElement('rapport-consent-card');
        card.purpose = id;
        document.body.append(card);
      }, purpose);

    await page.locator('rapport-consent-card').nth(2).locator('.answers').waitFor();
    expect(await page.locator('rapport-consent-card').nth(1).isVisible()).toBe(false);
  });

  it('asks about the past only at a browser that had a number, and takes it along after a yes', async () => {
    const page = await open('?settled');
    await page.evaluate(async () => {
      const { server, rapport } = globalThis as unknown as W;
      await rapport.subject();
      server.customer = 'ann';
      server.named = true;
      await rapport.identityChanged();
      const card = document.createElement('rapport-consent-card');
      card.permission = 'past';
      document.body.prepend(card);
    });
    const card = page.locator('rapport-consent-card').first();

    await card.getByText('What you chose before signing in').waitFor();
    await card.getByRole('button', { name: 'Take it along' }).click();
    await card.getByText('Thank you.').waitFor();

    const past = await page.evaluate(
      () => (globalThis as unknown as W).server.requests.find(({ path }) => path.endsWith('/me/past'))?.body,
    );
    expect(past).toHaveProperty('token');
    expect(await page.evaluate(() => (globalThis as unknown as W).server.parts.get('past')?.state)).toBe('granted');
  });
});
