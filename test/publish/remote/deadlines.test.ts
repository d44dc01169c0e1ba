import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { oxigraphEngine, type TestEngine, virtuosoEngine, withoutVirtuoso } from '../../support/engines.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const ask = 'ASK { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';

describe('An engine elsewhere that keeps us waiting', () => {
  let engine: TestEngine;
  let sparql: TestSparql;

  before(async () => {
    engine = await oxigraphEngine({
      misbehave(sent, response) {
        const query = sent.get('query') ?? '';
        if (query.includes('urn:never')) return true;
        if (query.includes('urn:drips')) {
          response.writeHead(200, { 'content-type': 'application/sparql-results+json' });
          const drip = setInterval(() => response.write(' '), 50);
          response.on('close', () => clearInterval(drip));
          return true;
        }
        if (query.includes('urn:flood')) {
          response.writeHead(200, { 'content-type': 'application/sparql-results+json' });
          const flood = () => {
            while (!response.destroyed && response.write(' '.repeat(65_536)));
            response.once('drain', flood);
          };
          flood();
          return true;
        }
        if (query.includes('urn:page')) {
          response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
          return true;
        }
        if (query.includes('urn:cut')) {
          response.writeHead(200, { 'content-length': '1000' }).write('{"head":{"vars":["s"]},"results":{"bindings":[');
          setTimeout(() => response.destroy(), 50);
          return true;
        }
        return false;
      },
    });
    sparql = await startSparql({ engine: engine.address, replicas: 3, timeoutMs: 700, most: { bytes: 200_000, rows: 1000 } });
  });
  after(async () => {
    await sparql?.end();
    await engine?.end();
  });

  const outcomes = [
    ['never answers', 'urn:never', 503, 'query-timeout'],
    ['drips', 'urn:drips', 503, 'query-timeout'],
    ['floods', 'urn:flood', 413, 'too-large'],
    ['answers with a page', 'urn:page', 503, 'unavailable'],
    ['breaks off', 'urn:cut', 503, 'unavailable'],
  ] as const;
  for (const [what, iri, status, problem] of outcomes)
    it(`that ${what} is told as ${problem}, and others are answered meanwhile`, async () => {
      const started = performance.now();
      const waiting = sparql.get(`SELECT ?s { ?s <${iri}> ?o }`);
      const [other, answered] = await Promise.all([sparql.get(ask), waiting]);
      assert.equal(other.status, 200);
      assert.equal(answered.status, status, await answered.clone().text());
      assert.match((await answered.json()).type, new RegExp(problem));
      assert.ok(performance.now() - started < 2500);
    });

  it('is asked by no more threads at a time than there are', async () => {
    const asked = Array.from({ length: 8 }, (_, index) => sparql.get(`SELECT ?s { ?s <urn:never> ${index} }`));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([503]));
    assert.equal((await sparql.get(ask)).status, 200);
  });

  it('is let go of when the client leaves', async () => {
    const leaving = new AbortController();
    const given = sparql.get('SELECT ?s { ?s <urn:never> "left" }', { signal: leaving.signal }).catch(() => undefined);
    await pause(50);
    leaving.abort();
    await given;
    assert.equal((await sparql.get(ask)).status, 200);
  });

  it('has a result that is too long refused, never cut', async () => {
    const rows = await sparql.get('SELECT * { ?a ?b ?c }');
    assert.equal(rows.status, 413);
    const bytes = await sparql.get('CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }');
    assert.equal(bytes.status, 413);
  });
});

describe(
  withoutVirtuoso === undefined ? 'Virtuoso 7 and an endless query' : `Virtuoso 7 and an endless query (skipped: ${withoutVirtuoso})`,
  function () {
    this.timeout(60_000);
    let engine: TestEngine;
    let sparql: TestSparql;

    before(async function () {
      if (withoutVirtuoso !== undefined) return this.skip();
      engine = await virtuosoEngine();
      sparql = await startSparql({ engine: engine.address, replicas: 3, timeoutMs: 1500 });
    });
    after(async () => {
      await sparql?.end();
      await engine?.end();
    });

    it('ends it at its limit, tells no part of its answer, and answers others meanwhile', async () => {
      const started = performance.now();
      const waiting = sparql.get(endless);
      for (let times = 0; times < 10; times += 1) assert.equal((await sparql.get(`${ask} #${times}`)).status, 200);
      const answered = await waiting;
      assert.equal(answered.status, 503);
      assert.match((await answered.json()).type, /query-timeout/);
      const ms = performance.now() - started;
      assert.ok(ms > 1400 && ms < 4000, `${ms} ms`);
    });

    it('refuses what it cannot do in its own words', async () => {
      const answered = await sparql.get('SELECT * { ?a (!<urn:a>|^<urn:b>)+ ?b }');
      assert.equal(answered.status, 400);
      assert.match((await answered.json()).detail, /Virtuoso.*transitive/);
    });
  },
);
