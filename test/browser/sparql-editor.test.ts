import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { examples } from '../../src/serve/pages/sparql-examples.js';
import { chromiumPath, leftOut, openBrowser } from '../support/browser.js';
import { startSparql, type TestSparql } from '../support/sparql.js';

const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

describe(`The SPARQL editor in Chromium${leftOut}`, function () {
  this.timeout(60_000);
  let sparql: TestSparql;
  let browser: Browser;

  before(async function () {
    if (chromiumPath === undefined) return this.skip();
    sparql = await startSparql({}, { ownAddress: true });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await sparql?.end();
  });

  /** Opens the editor, and holds that nothing was refused, thrown or asked of anybody else meanwhile. */
  async function open(search: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ ...options, acceptDownloads: true });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/40[04]/.test(message.text())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(sparql.url)) complaints.push(request.url());
      });
      await page.goto(`${sparql.endpoint}?${search}`);
      await look(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  const write = async (page: Page, query: string): Promise<void> => {
    await page.click('.CodeMirror');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(query);
  };
  const text = (page: Page): Promise<string> => page.evaluate<string>('document.querySelector(".CodeMirror").CodeMirror.getValue()');
  const submit = '.query button[type=submit]';

  it('shows the result of a query as a table, by the button and by Ctrl+Enter', () =>
    open('lang=en', wide, async (page) => {
      for (const press of [() => page.click(submit), () => page.press('.CodeMirror textarea', 'Control+Enter')]) {
        await write(page, 'SELECT ?d (12 AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> } ORDER BY ?d');
        await press();
        await page.waitForSelector('.answer tbody tr');
        assert.equal(await page.locator('.answer tbody tr').count(), 12);
        assert.match((await page.textContent('.answer')) ?? '', /12 rows in \d+ ms/);
        assert.equal(await page.locator('.answer td.number').count(), 12);
        await page.click('.CodeMirror');
      }
    }));

  it('declares a prefix of ours when it is used', () =>
    open('lang=en', wide, async (page) => {
      await write(page, 'SELECT * { ?d dct:title ?t ; gdc:none ?x . FILTER(?t = "skos:not") } LIMIT 1');
      const declared = await text(page);
      assert.match(declared, /PREFIX dct: <http:\/\/purl.org\/dc\/terms\/>/i);
      assert.match(declared, /PREFIX gdc: /i);
      assert.doesNotMatch(declared, /PREFIX skos:/i);
    }));

  it('says what is wrong and where, in the language of the page', () =>
    open('lang=th', wide, async (page) => {
      await write(page, 'SELECT * { ?s ?p }');
      await page.click(submit);
      await page.waitForSelector('.answer h2');
      assert.match((await page.textContent('.answer')) ?? '', /บรรทัดที่ 1 คอลัมน์ที่ 18/);
    }));

  it('shows values as text and only addresses as links', () =>
    open('lang=en', wide, async (page) => {
      await write(
        page,
        'SELECT ("<img src=x onerror=alert(1)>" AS ?a) (IRI("javascript:alert(1)") AS ?b) (<https://example.org/x> AS ?c) {}',
      );
      await page.click(submit);
      await page.waitForSelector('.answer tbody tr');
      assert.deepEqual(await page.locator('.answer td').allTextContents(), [
        '<img src=x onerror=alert(1)>',
        'javascript:alert(1)',
        'https://example.org/x',
      ]);
      assert.equal(await page.locator('.answer td a').count(), 1);
      assert.equal(await page.locator('.answer img').count(), 0);
    }));

  it('gives a link that opens the same query, with scripts and without', () =>
    open('lang=en', wide, async (page) => {
      const query = 'ASK { ?d ?p "ข้อมูล & 100%" }';
      await write(page, query);
      await page.click(submit);
      await page.waitForSelector('.answer p:text-is("False")');
      const address = page.url();
      await open(new URL(address).search.slice(1), wide, async (other) => assert.equal(await text(other), query));
      await open(new URL(address).search.slice(1), { ...wide, javaScriptEnabled: false }, async (plain) =>
        assert.equal(await plain.inputValue('textarea#query'), query),
      );
    }));

  it('downloads the result in the format that was chosen', () =>
    open('lang=en', wide, async (page) => {
      await write(page, 'SELECT (1 AS ?x) {}');
      await page.selectOption('#format', 'text/csv');
      const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.query button[type=button]:has-text("Download")')]);
      assert.equal(saved.suggestedFilename(), 'result.csv');
      assert.equal(readFileSync(await saved.path(), 'utf8'), 'x\r\n1\r\n');
    }));

  it('has a dozen examples, each of which shows something', () =>
    open('lang=th', wide, async (page) => {
      const links = page.locator('a[data-query]');
      assert.ok((await links.count()) >= 12);
      for (const [index, { name, query }] of examples.entries()) {
        await links.nth(index).click();
        await page.waitForSelector('.answer h2');
        assert.equal(await text(page), query);
        assert.ok((await page.locator('.answer tbody tr, .answer pre').count()) > 0, name);
        await page.evaluate('document.querySelector(".answer").replaceChildren()');
      }
    }));

  it('is a plain form without scripts', () =>
    open('lang=en&example=graphs', { ...wide, javaScriptEnabled: false }, async (page) => {
      await page.selectOption('#format', 'application/sparql-results+json');
      await page.click(submit);
      await page.waitForURL('**query=*');
      assert.match(await page.content(), /bindings/);
    }));

  it('lets the keyboard in and out, and is not wider than a phone', () =>
    open('lang=th', { viewport: { width: 360, height: 740 } }, async (page) => {
      await page.focus('.CodeMirror textarea');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.id'), 'format');
      await page.click(submit);
      await page.waitForSelector('.answer tbody tr');
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'));
    }));
});
