import { expect, it } from 'vitest';
import { type DevWindow, describeInBrowser } from './browser.js';

type W = Window & typeof globalThis & DevWindow;
const settled = '?view=centre&settled';

describeInBrowser('rapport-privacy-centre', ({ open }) => {
  it('shows every stored line, and the total the server counts', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    await centre
      .getByText('10 lines are stored about you: 7 about things and visits, 3 about what you allowed.')
      .waitFor();
    await centre.locator('#know details summary').click();

    expect(await centre.locator('#know .things .lines li, #know .thing:not(.recipients) .lines li').count()).toBe(10);
    const total = await page.evaluate(async () => (await (globalThis as unknown as W).rapport.everything()).total);
    expect(total).toBe(10);
  });

  it('names the effect of every switch before and after, and the text shown', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    await centre.locator('#use .permission').first().waitFor();

    for (const permission of await centre.locator('#use .permission').all()) {
      expect(await permission.locator('.effects dd:visible').count()).toBe(4);
      expect(await permission.textContent()).toMatch(/\w+\/1/);
    }
  });

  it('switches a purpose off and on at once, and says so', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    const turn = centre.getByRole('switch', { name: 'Suggestions on this site' });
    expect(await turn.getAttribute('aria-checked')).toBe('true');

    await turn.focus();
    await page.keyboard.press('Space');
    await centre.getByText('Suggestions on this site: off. It counts from now.').waitFor();
    expect(await turn.getAttribute('aria-checked')).toBe('false');
    expect(await turn.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await page.evaluate(() => (globalThis as unknown as W).server.states.get('recommendations')?.state)).toBe(
      'withdrawn',
    );

    await page.keyboard.press('Space');
    await centre.getByText('Suggestions on this site: on. It counts from now.').waitFor();
  });

  it('gives a receipt for what is taken out of the learning, and follows it to the end', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByRole('switch', { name: 'Learning for others' }).click();

    const receipt = centre.locator('#use .receipt');
    await receipt.getByText('in progress').waitFor();
    await receipt.getByText('Complete. Nothing of yours is left').waitFor();
  });

  it('deletes what is known about a thing, and keeps the keyboard in place', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByRole('button', { name: 'Delete these 2 lines: Linen apron' }).click();

    await centre.getByText('Done. Everything about Linen apron is deleted.').waitFor();
    await centre.getByText('8 lines are stored about you').waitFor();
    expect(await centre.locator('#know-title').evaluate((heading) => heading.matches(':focus'))).toBe(true);
  });

  it('shows the log by title, with what was held back and what was used', async () => {
    const page = await open(settled);
    const log = page.locator('rapport-privacy-centre #log');
    await log.getByText('Beeswax candle, tall').waitFor();

    const text = await log.textContent();
    expect(text).toContain('and 3 more');
    expect(text).toContain('2 (too soon)');
    expect(text).toContain('nothing of yours');
  });

  it('takes back limits', async () => {
    const page = await open(settled);
    const limits = page.locator('rapport-privacy-centre #limits');

    await limits.getByRole('button', { name: 'Show again: Bath salts' }).click();
    await limits.getByRole('button', { name: 'Not a gift after all: Olive soap' }).click();

    await limits.getByText('You have set none.').waitFor();
  });

  it('forgets after a plain question, and shows a receipt until it is final', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByRole('button', { name: 'Forget me' }).click();
    await centre.getByText('Deleted at once: 7 lines of history, 3 choices and 3 answers in the log.').waitFor();
    await centre.getByRole('button', { name: 'Keep everything' }).click();
    expect(await page.evaluate(() => (globalThis as unknown as W).server.history.length)).toBe(7);
    await centre.getByRole('button', { name: 'Forget me' }).click();
    await centre.getByRole('button', { name: 'Forget me for good' }).click();

    const receipt = centre.locator('#leave .receipt');
    await receipt.getByText('in progress').waitFor();
    await centre.getByText('We do not know who you are. Nothing about you is kept.').waitFor();
    expect(await receipt.textContent()).toContain('7 lines of history, 3 choices and 3 answers in the log');
    expect(await receipt.textContent()).toContain('nothing found');
    await receipt.getByText('c07e1f9a3d5b4e2688aa01b9d4c6f7e3').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as W).server.customer)).toBeNull();
  });

  it('hands over the archive as a file', async () => {
    const page = await open(settled);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('rapport-privacy-centre').getByRole('button', { name: 'Download my data' }).click(),
    ]);

    expect(download.suggestedFilename()).toBe('my-data.zip');
  });

  it('says plainly that nobody is known, and offers nothing to forget', async () => {
    const page = await open('?view=centre');
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByText('We do not know who you are. Nothing about you is kept.').waitFor();
    await centre.getByText('There is nothing to take along and nothing to forget.').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as W).server.requests.map(({ path }) => path))).toEqual([
      '/v1/purposes',
      '/v1/signals',
      '/v1/policy/plain',
    ]);
  });

  it('tells field by field what a yes lets the shop keep, and what it has switched off', async () => {
    const page = await open(settled);
    const box = page.locator('rapport-privacy-centre #use .signals');
    await box.locator('summary').click();

    await box.getByText('Suggestions go with what you chose.').waitFor();
    expect(await box.locator('h3').allInnerTexts()).toEqual(['Carts', 'Searches not kept here']);
    expect(await box.locator('li:has(.pill) code').allInnerTexts()).toEqual(['price']);
  });

  it('tells what this device remembers, and clears it', async () => {
    const page = await open('?view=centre');
    const device = page.locator('rapport-privacy-centre #device');
    await device.waitFor();
    await page.evaluate(() => {
      localStorage.setItem('rapport:refused:demo:email', 'no');
      const { rapport } = globalThis as unknown as W;
      rapport.track('Product Viewed', { product_id: 'p1' });
      rapport.language = 'en';
    });

    await device.getByText('This page remembers 1 thing').waitFor();
    await device.getByRole('button', { name: 'Forget this visit' }).click();
    await device.getByRole('button', { name: 'Delete the notes' }).click();

    await device.getByText('This page remembers nothing from your visit.').waitFor();
    await device.getByText('No answer of yours is noted in this browser.').waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('S023_lists beside each switch what it deletes, and deletes exactly that', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    const goes = centre.locator('[data-purpose=recommendations] .goes');
    await goes.getByText('Switched off, 1 line is deleted. 6 lines stay, for what else you allowed.').click();
    expect(await goes.locator('li').allInnerTexts()).toEqual(['Looked at: Linen tea towel, indigo']);

    await centre.getByRole('switch', { name: 'Suggestions on this site' }).click();
    await centre.getByText('Suggestions on this site: off.').waitFor();

    const left = await page.evaluate(() =>
      (globalThis as unknown as W).server.history.map(({ item, kind }) => `${kind} ${item}`),
    );
    expect(left).toHaveLength(6);
    expect(left).not.toContain('ProductViewed p3');
  });

  it('undoes one conclusion, and shows who else has the data', async () => {
    const page = await open(settled);
    const know = page.locator('rapport-privacy-centre #know');
    await know.locator('.recipients').getByText('Post & Paket, DE').waitFor();

    await know.getByRole('button', { name: 'Not true: Kitchen > Linen' }).click();

    await page.getByText('Kitchen > Linen: we conclude it no longer.').waitFor();
    expect(await know.locator('.inferences li').count()).toBe(1);
  });

  it('lets everything rest and ends the rest, with the evidence of both', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    const turn = centre.getByRole('switch', { name: 'Suggestions on this site' });

    await centre.locator('[data-right=restrict]').click();
    await centre.getByText('rests at your wish').first().waitFor();
    expect(await turn.getAttribute('aria-checked')).toBe('false');
    await centre.locator('[data-right=unrestrict]').click();
    await centre.locator('[data-request=unrestrict]').waitFor();

    expect(await turn.getAttribute('aria-checked')).toBe('true');
    expect(await centre.locator('#requests li[data-request]').count()).toBe(3);
  });

  it('turns the dial, and says so', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByRole('radio', { name: 'A little' }).check();

    await centre.getByText('A little: it counts from now.').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as W).server.strength)).toBe('little');
  });

  it('says where the browser’s own no holds, and lets a yes here count more', async () => {
    const page = await open(settled);
    const centre = page.locator('rapport-privacy-centre');
    await page.evaluate(() => {
      const { server, rapport } = globalThis as unknown as W;
      server.barred.set('learning', 'gpc');
      rapport.language = 'en';
    });

    await centre.getByText('off, because your browser asks us to').waitFor();
    expect(await centre.getByRole('switch', { name: 'Learning for others' }).getAttribute('aria-checked')).toBe(
      'false',
    );
  });

  it('opens a link from a mail as another customer, and takes it out of the address', async () => {
    const page = await open('?view=centre#rapport-link=good');
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByText('These are your data.').waitFor();
    expect(page.url()).not.toContain('rapport-link');
    expect(
      await page.evaluate(async () => (await (globalThis as unknown as W).rapport.subject())?.id ?? null),
    ).toBeNull();
  });

  it('says so when a link does not hold, and offers another', async () => {
    const page = await open('?view=centre#rapport-link=old');
    const centre = page.locator('rapport-privacy-centre');

    await centre.getByText('This link does not hold any more.').waitFor();
    await centre.getByLabel('Your e-mail address').fill('ann@example.org');
    await centre.getByRole('button', { name: 'Send me the link' }).click();
    await centre.getByText('the link is on its way').waitFor();
  });

  it('S026_shows the rules in force in plain words, and takes one more that bites on the next row', async () => {
    const page = await open(settled);
    const limits = page.locator('rapport-privacy-centre #limits');
    await limits.locator('.rules summary').click();
    await limits.getByText('You are shown a topic at most 3 times in 7 days.').waitFor();
    await limits.getByText('Not in force in this shop:').waitFor();
    const shown = () =>
      page.evaluate(async () => {
        const answer = await (globalThis as unknown as W).rapport.decide({ surface: 'home', count: 12 });
        return { ids: answer.items.map(({ id }) => id), held: answer.heldBack.map(({ rule }) => rule) };
      });
    expect((await shown()).ids).toContain('p1');

    await limits.getByLabel('Another topic').selectOption('Home > Candles');
    await limits.getByRole('button', { name: 'Not about this' }).click();
    await page.getByText('Home > Candles: your no holds from now.').waitFor();
    const limited = await shown();
    expect(limited.ids).not.toContain('p1');
    expect(limited.held).toContain('T15');

    const turn = limits.getByRole('switch', { name: 'Home > Candles' });
    expect(await turn.getAttribute('aria-checked')).toBe('false');
    await turn.click();
    await page.getByText('Home > Candles: may be used again.').waitFor();
    expect((await shown()).ids).toContain('p1');
  });

  it('S026_says no by one way for everything that is suggested, and yes to one sensitive topic alone', async () => {
    const page = await open(settled);
    const limits = page.locator('rapport-privacy-centre #limits');
    const parts = () =>
      page.evaluate(() =>
        [...(globalThis as unknown as W).server.parts].map(([scope, { state }]) => `${scope} ${state}`),
      );

    await limits.getByRole('switch', { name: 'By e-mail' }).click();
    await page.getByText('By e-mail: your no holds from now.').waitFor();
    const asked = await page.evaluate(
      () => (globalThis as unknown as W).server.requests.findLast(({ method }) => method === 'PUT')?.body,
    );
    expect(
      (asked as { choices: { purpose: string; scope: string }[] }).choices.map(({ purpose, scope }) => [
        purpose,
        scope,
      ]),
    ).toEqual([
      ['recommendations', 'channel:mail'],
      ['email', 'channel:mail'],
    ]);
    expect(await parts()).toEqual(['channel:mail refused']);

    await limits.locator('.sensitive summary').click();
    await limits.getByRole('switch', { name: 'Suggestions about health' }).click();
    await page.getByText('Suggestions about health: on. It counts from now.').waitFor();
    expect(await parts()).toEqual(['channel:mail refused', 'S1 granted']);
  });

  it('leaves a thing out of taste without deleting it, and takes it back in', async () => {
    const page = await open(settled);
    const know = page.locator('rapport-privacy-centre #know');

    await know.getByRole('button', { name: 'Not my taste: Linen apron' }).click();
    await page.getByText('Linen apron stays in your list and says nothing about your taste.').waitFor();
    const answer = await page.evaluate(() => (globalThis as unknown as W).rapport.decide({ surface: 'home' }));
    expect(answer.tier).toBe('popular');

    await know.getByRole('button', { name: 'My taste after all: Linen apron' }).click();
    await page.getByText('Linen apron counts for your taste again.').waitFor();
  });
});
