import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { agencyId, startApp, type TestApp } from '../support/app.js';
import { chromiumPath, leftOut, openBrowser } from '../support/browser.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything with a page of its own, an error among them. */
const addresses = [
  '/',
  '/datasets',
  `/datasets?agency=${agencyId}`,
  `/datasets/${agencyId}/water-stations`,
  '/agencies',
  `/agencies/${agencyId}`,
  '/catalogs',
  `/catalogs/${agencyId}`,
  '/catalogs/nobody',
  `/datasets/${agencyId}/dataset-0025`,
  '/changes',
  '/dumps',
  '/.well-known/void',
  '/sparql',
  '/validate',
  '/vocab/profile',
  '/vocab',
  '/vocab?q=th',
  '/vocab/province',
  '/vocab/province/th-10',
  '/ns',
  '/shapes',
  '/shapes/gdc-words',
  '/docs/mapping',
  '/docs/components',
  '/nothing-here',
];

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly why: string }[];
}

/** How people look at them. */
const views: Readonly<Record<string, BrowserContextOptions & { readonly lang: 'th' | 'en' }>> = {
  'in Thai, light, wide': { lang: 'th', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  'in English, dark, on a phone': { lang: 'en', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
};

describe(`The pages in Chromium${leftOut}`, function () {
  this.timeout(60_000);
  let test: TestApp;
  let url: string;
  let browser: Browser;

  before(async function () {
    if (chromiumPath === undefined) return this.skip();
    test = await startApp({ packages: [completeRecord(), ...manyRecords(25)] });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    // The last one left: its page is a tombstone.
    for (let miss = 0; miss < 2; miss += 1) {
      test.portal.offer([completeRecord(), ...manyRecords(24)]);
      await harvestAndConfirm(test);
    }
    await serving.caughtUp();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await test?.end();
  });

  /** Opens a page, gives it to `look`, and holds that nothing was refused or thrown on it. */
  async function visit(address: string, { lang, ...options }: (typeof views)[string], look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/404|410/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`${url}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
      await page.evaluate('document.fonts.ready');
      await look(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  for (const [name, view] of Object.entries(views)) {
    for (const address of addresses) {
      it(`${address}: axe finds no serious fault, and nothing is wider than the screen, ${name}`, () =>
        visit(address, view, async (page) => {
          await isSound(page);
          assert.equal(await page.getAttribute('html', 'lang'), view.lang);
        }));
    }
  }

  it('are got through with the keyboard alone: skip link, menu, a list, a dataset', () =>
    visit('/datasets', views['in Thai, light, wide'] as (typeof views)[string], async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), '#main');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate('document.activeElement.id'), 'main');
      for (let presses = 0; presses < 40 && !(await focused(page)).startsWith(`/datasets/${agencyId}/`); presses += 1) {
        await page.keyboard.press('Tab');
        assert.notEqual(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none');
      }
      const dataset = await focused(page);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${dataset}`);
      assert.ok((await page.textContent('h1'))?.trim());
    }));

  it('search by typing and Enter', () =>
    visit('/vocab/province', views['in Thai, light, wide'] as (typeof views)[string], async (page) => {
      await page.focus('#q');
      await page.keyboard.type('กทม');
      await page.keyboard.press('Enter');
      await page.waitForURL('**q=*');
      assert.deepEqual(await page.locator('.concepts tbody a').allTextContents(), ['กรุงเทพมหานคร']);
    }));

  for (const [name, view] of Object.entries(views)) {
    it(`the report of a pasted description that fails is as sound as a page, ${name}`, () =>
      visit('/validate', view, async (page) => {
        await page.fill('textarea', JSON.stringify([completeRecord({ license_id: '', maintainer_email: 'x' }), completeRecord()]));
        await Promise.all([page.waitForEvent('load'), page.locator('form:has(textarea) button[type=submit]').click()]);
        assert.match((await page.textContent('main')) ?? '', /license_id/);
        await isSound(page);
      }));
  }

  it('keep the language that was chosen on the way from page to page', () =>
    visit('/', views['in English, dark, on a phone'] as (typeof views)[string], async (page) => {
      await page.click('nav a[href="/datasets"]');
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      await page.click('a.language');
      assert.equal(await page.getAttribute('html', 'lang'), 'th');
      assert.ok(page.url().includes('/datasets'));
    }));
});

/** Where the element in focus leads. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.getAttribute("href") ?? ""');
}

/** Axe finds no serious fault, and nothing is wider than the screen. */
async function isSound(page: Page): Promise<void> {
  await page.evaluate(axe);
  const faults = await page.evaluate<{ passed: number; violations: Fault[] }>(
    'axe.run().then(({ passes, violations }) => ({ passed: passes.length, violations: violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 3).map(({ html, any }) => ({ html, why: any[0]?.message })) })) }))',
  );
  assert.ok(faults.passed > 10, `only ${faults.passed} rules were tried`);
  const serious = faults.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious, []);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'));
}
