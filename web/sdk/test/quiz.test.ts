import { expect, it } from 'vitest';
import { type DevWindow, describeInBrowser } from './browser.js';

type W = Window & typeof globalThis & DevWindow;

describeInBrowser('rapport-quiz', ({ open }) => {
  it('asks nobody who has not said yes to suggestions', async () => {
    const page = await open('?view=quiz');
    await page.locator('rapport-row .card').first().waitFor();

    expect(await page.locator('rapport-quiz').isVisible()).toBe(false);
    expect(await asked(page)).not.toContain('/v1/quiz');
  });

  it('asks a newcomer after a yes, keeps the answers and lets them count', async () => {
    const page = await open('?view=quiz&consented');
    const quiz = page.locator('rapport-quiz');

    await quiz.getByRole('button', { name: 'In the kitchen' }).click();
    await quiz.getByRole('button', { name: 'Linen' }).click();
    await quiz.getByText('Thank you. The rows follow your answers.').waitFor();

    const sent = await page.evaluate(() =>
      (globalThis as unknown as W).server.requests.filter(({ path }) => path === '/v1/customers/me/quiz'),
    );
    expect(sent.map(({ body }) => body)).toEqual([
      {
        answers: [
          { question: 'where', answer: 'kitchen' },
          { question: 'what', answer: 'linen' },
        ],
      },
    ]);
  });

  it('gives skipping the same size, weight and colours as an answer', async () => {
    for (const width of [320, 390, 1280]) {
      const page = await open('?view=quiz&consented', { width });
      const buttons = page.locator('rapport-quiz .answers button');
      await buttons.first().waitFor();
      const looks = await buttons.evaluateAll((all) =>
        all.map((button) => {
          const style = getComputedStyle(button);
          const { width: w, height: h } = button.getBoundingClientRect();
          return JSON.stringify([
            Math.round(w),
            Math.round(h),
            style.fontWeight,
            style.fontSize,
            style.backgroundColor,
            style.color,
            style.border,
          ]);
        }),
      );

      expect(new Set(looks).size).toBe(1);
    }
  });

  it('remembers on the device that all was skipped, and tells the server nothing', async () => {
    const page = await open('?view=quiz&consented');
    const skip = page.locator('rapport-quiz').getByRole('button', { name: 'Skip' });

    await skip.click();
    await skip.click();
    await page.getByText('All right. Nothing was kept.').waitFor();

    expect(await asked(page)).not.toContain('/v1/customers/me/quiz');
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'rapport:refused:demo:quiz': 'no' });
  });
});

function asked(page: { evaluate: <T>(run: () => T) => Promise<T> }): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as W).server.requests.map(({ path }) => path));
}
