// Takes every view at the two sizes and in both schemes, for people to look at: screenshots/*.png
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const views = {
  asked: '?view=shop',
  settled: '?view=shop&settled',
  german: '?view=shop&lang=de',
  away: '?view=shop&away',
  waiting: '?view=shop&settled&delay=600000',
  quiz: '?view=quiz&consented',
  'quiz-de': '?view=quiz&consented&lang=de',
  why: '?view=shop&settled#why',
  centre: '?view=centre&settled',
  'centre-de': '?view=centre&settled&lang=de',
  'centre-nobody': '?view=centre',
  forgotten: '?view=centre&settled#forget',
};
const only = process.argv.slice(2);
const server = await createServer({
  configFile: new URL('../vite.dev.ts', import.meta.url).pathname,
  logLevel: 'error',
});
await server.listen(0);
const origin = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

for (const [width, height] of [
  [390, 844],
  [1440, 900],
])
  for (const colorScheme of ['light', 'dark'])
    for (const [name, query] of Object.entries(views)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      page.on('pageerror', (error) => console.error(name, error.message));
      await page.goto(origin + query);
      await page.waitForFunction(() =>
        document.querySelector('rapport-row, rapport-privacy-centre')?.shadowRoot?.querySelector('section'),
      );
      if (!query.includes('delay'))
        await page.waitForFunction(
          () =>
            !document.querySelector('rapport-row, rapport-privacy-centre').shadowRoot.querySelector('[aria-busy=true]'),
        );
      if (query.endsWith('#why')) {
        await page.locator('rapport-row .why').first().click();
        await page.locator('rapport-row dialog[open]').waitFor();
      }
      if (query.endsWith('#forget')) {
        await page.locator('rapport-privacy-centre .forget').click();
        await page.screenshot({ path: `screenshots/forget-sure-${width}-${colorScheme}.png`, fullPage: false });
        await page.locator('rapport-privacy-centre .forget-yes').click();
        await page.locator('rapport-privacy-centre .receipt').first().waitFor();
      }
      await page.screenshot({
        path: `screenshots/${name}-${width}-${colorScheme}.png`,
        fullPage: !query.includes('#why'),
      });
      await page.close();
    }

await browser.close();
await server.close();
