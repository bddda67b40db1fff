// Takes a picture of every page, on a phone and on a desk, in light and in dark, and lets axe-core look at each.
// node scripts/shots.mjs http://127.0.0.1:5080 [folder] [--only=home,cart] [--language=de]
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const said = process.argv.slice(2);
const option = (name) => said.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
const [base = 'http://127.0.0.1:5173', folder = 'screenshots'] = said.filter((word) => !word.startsWith('--'));
const only = option('only')?.split(',');
const language = option('language') ?? 'en';

const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
  narrow: { width: 320, height: 640 },
};
const schemes = ['light', 'dark'];

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
  ],
});
await mkdir(folder, { recursive: true });

let complaints = 0;
const complain = (where, what) => {
  complaints++;
  console.log(`${where}: ${what}`);
};

for (const [size, viewport] of Object.entries(sizes)) {
  for (const scheme of size === 'narrow' ? ['light'] : schemes) {
    const context = await browser.newContext({
      viewport,
      colorScheme: scheme,
      locale: language,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (line) => line.type() === 'error' && complain(`${size} ${scheme}`, line.text()));
    page.on('pageerror', (error) => complain(`${size} ${scheme}`, error.message));
    await walk(page, `${size}-${scheme}`);
    await context.close();
  }
}
await browser.close();
console.log(`${complaints} complaints, pictures in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;

async function walk(page, suffix) {
  const { categories, items } = await (await page.request.get(`${base}/shop/catalogue.json`)).json();
  const [first, second] = categories.map(({ slug }) =>
    items.filter((item) => item.categorySlug === slug && item.inStock),
  );
  const soldOut = items.find((item) => !item.inStock);
  const shoot = (name) => picture(page, name, suffix);
  const open = (path) => page.goto(base + path, { waitUntil: 'networkidle' });

  await open('/');
  await shoot('01-home');
  await open(`/c/${first[0].categorySlug}`);
  await shoot('02-shelf');
  await open('/search?q=linen');
  await shoot('03-search');
  await open('/search?q=zeppelin');
  await shoot('04-search-none');
  await open(`/p/${first[0].id}`);
  await shoot('05-product');
  await open('/cart');
  await shoot('06-cart-empty');
  await open('/your-data');
  await shoot('07-your-data-unknown');

  await open('/');
  await page.getByTestId('consent-yes').first().click();
  await page.waitForLoadState('networkidle');
  for (const item of [first[0], second[1]]) {
    await open(`/p/${item.id}`);
    await page.getByTestId('add-to-cart').click();
  }
  await open(`/p/${first[1].id}`);
  await page.getByTestId('wish').click();
  await page.getByTestId('add-to-cart').click();
  await page.getByTestId('wish').click();
  await shoot('08-product-added');
  if (soldOut) {
    await open(`/p/${soldOut.id}`);
    await shoot('09-product-sold-out');
  }
  await page.getByTestId('nav-cart').click();
  await page.waitForLoadState('networkidle');
  await shoot('10-cart');
  await page.getByTestId('cart-checkout').click();
  await page.waitForLoadState('networkidle');
  await shoot('11-checkout');
  await page.locator('input[name=postcode]').fill('12');
  await page.locator('input[name=city]').fill('');
  await page.getByTestId('checkout-place').click();
  await shoot('12-checkout-wrong');
  await page.locator('input[name=postcode]').fill('04109');
  await page.locator('input[name=city]').fill('Leipzig');
  await page.getByTestId('checkout-place').click();
  await page.waitForLoadState('networkidle');
  await shoot('13-thanks');
  // Events leave within two seconds; the page itself says nothing about it.
  await page.waitForTimeout(2500);
  await open('/');
  await shoot('14-home-known');
  await page.getByTestId('nav-your-data').click();
  await page.waitForLoadState('networkidle');
  await shoot('15-your-data');
  await open('/nowhere');
  await shoot('16-lost');
}

async function picture(page, name, suffix) {
  if (only && !only.some((part) => name.includes(part))) return;
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${folder}/${name}-${suffix}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) complain(`${name} ${suffix}`, `${wide} px wider than the window`);
  const violations = await page.evaluate(
    `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | ')))`,
  );
  for (const violation of violations) complain(`${name} ${suffix}`, violation);
}
