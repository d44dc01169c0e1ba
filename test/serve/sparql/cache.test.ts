import assert from 'node:assert/strict';
import { harvestAndConfirm } from '../../support/harvested.js';
import { manyRecords } from '../../support/packages.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const slow = 'SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 900 } { SELECT * { ?d ?e ?f } LIMIT 900 } }';
const datasets = 'SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const origin = (response: Response): string | null => response.headers.get('cache-status');

describe('Answers that are remembered', () => {
  let sparql: TestSparql;

  before(async () => {
    sparql = await startSparql({ cacheBytes: 100_000 });
  });
  after(() => sparql.end());

  it('runs queries that are equal and in flight once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sparql.get(slow)));
    const origins = answers.map(origin);
    assert.equal(origins.filter((one) => one === 'banchi; fwd=miss').length, 1);
    assert.equal(origins.filter((one) => one === 'banchi; fwd=miss; collapsed').length, 19);
    assert.equal(new Set(await Promise.all(answers.map((one) => one.text()))).size, 1);
    assert.equal(origin(await sparql.get(slow)), 'banchi; hit');
  });

  it('keeps one answer for each query, dataset and format', async () => {
    const query = 'SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> } LIMIT 3';
    const ways = [
      {},
      { accept: 'text/csv' },
      { accept: 'application/sparql-results+xml' },
      { more: [['default-graph-uri', 'urn:none']] },
      { more: [['named-graph-uri', 'urn:none']] },
    ] as const;
    const etags = new Set<string | null>();
    for (const expected of ['banchi; fwd=miss', 'banchi; hit'])
      for (const way of ways) {
        const response = await sparql.get(query, way);
        assert.equal(origin(response), expected, JSON.stringify(way));
        assert.equal(response.headers.get('cache-control'), 'no-cache');
        etags.add(response.headers.get('etag'));
      }
    assert.equal(etags.size, ways.length);
    assert.equal(origin(await sparql.get(query, { more: [['format', 'csv']] })), 'banchi; hit');
    assert.equal(origin(await fetch(sparql.endpoint, { method: 'POST', body: new URLSearchParams({ query }) })), 'banchi; hit');
  });

  it('says 304 to who has it, on GET and HEAD, and not on POST', async () => {
    const etag = (await sparql.get(datasets)).headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]{20,}"$/);
    for (const method of ['GET', 'HEAD'])
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const response = await sparql.get(datasets, { method, headers: { 'if-none-match': known } });
        assert.equal(response.status, 304, `${method} ${known}`);
        assert.equal(response.headers.get('etag'), etag);
        assert.equal(await response.text(), '');
      }
    assert.equal((await sparql.get(datasets, { headers: { 'if-none-match': '"other"' } })).status, 200);
    const post = await fetch(sparql.endpoint, {
      method: 'POST',
      body: new URLSearchParams({ query: datasets }),
      headers: { 'if-none-match': etag },
    });
    assert.equal(post.status, 200);
    assert.equal(post.headers.get('etag'), null);
  });

  const volatile = ['NOW()', 'RAND()', 'UUID()', 'STRUUID()', 'BNODE()', 'rand ()', 'now#\n()'];
  for (const expression of volatile) {
    it(`runs ${JSON.stringify(expression)} each time`, async () => {
      const query = `SELECT (${expression} AS ?x) {}`;
      const answers = [await sparql.get(query), await sparql.get(query), ...(await Promise.all([sparql.get(query), sparql.get(query)]))];
      for (const response of answers) {
        assert.equal(response.status, 200);
        assert.equal(origin(response), 'banchi; fwd=miss');
        assert.equal(response.headers.get('etag'), null);
        assert.equal(response.headers.get('cache-control'), 'no-store');
      }
      const bodies = new Set(await Promise.all(answers.map((one) => one.text())));
      if (/UUID|RAND/i.test(expression)) assert.equal(bodies.size, answers.length);
    });
  }

  it('does not keep what is larger than its share', async () => {
    const query = 'SELECT * { ?s ?p ?o } LIMIT 200';
    const first = await sparql.get(query);
    assert.ok(Number(first.headers.get('content-length')) > 100_000 / 8);
    assert.equal(origin(await sparql.get(query)), 'banchi; fwd=miss');
  });

  it('forgets everything when something is published', async () => {
    const before = await sparql.get(datasets);
    const etag = before.headers.get('etag') ?? '';
    assert.equal(origin(await sparql.get(datasets)), 'banchi; hit');
    sparql.test.portal.offer(manyRecords(14));
    await harvestAndConfirm(sparql.test);
    await sparql.caughtUp();
    const after = await sparql.get(datasets, { headers: { 'if-none-match': etag } });
    assert.equal(after.status, 200);
    assert.equal(origin(after), 'banchi; fwd=miss');
    assert.notEqual(await after.text(), await before.text());
    assert.notEqual(after.headers.get('etag'), etag);
  });
});
