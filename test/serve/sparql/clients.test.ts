import assert from 'node:assert/strict';
import { QueryEngine } from '@comunica/query-sparql';
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';
import * as rdflib from 'rdflib';
import ParsingClient from 'sparql-http-client/ParsingClient.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const dataset = 'http://www.w3.org/ns/dcat#Dataset';
const titles = `PREFIX dct: <http://purl.org/dc/terms/> SELECT ?d ?title { ?d a <${dataset}> ; dct:title ?title } ORDER BY ?d`;
const construct = `CONSTRUCT { ?d a <${dataset}> } WHERE { ?d a <${dataset}> }`;
const typed = rdflib.sym('http://www.w3.org/1999/02/22-rdf-syntax-ns#type');

describe('Clients of SPARQL that others wrote', function () {
  this.timeout(60_000);
  let sparql: TestSparql;

  before(async () => {
    sparql = await startSparql({}, { ownAddress: true });
  });
  after(() => sparql.end());

  for (const operation of ['get', 'postUrlencoded', 'postDirect'] as const) {
    it(`sparql-http-client reads bindings, a graph and a boolean by ${operation}`, async () => {
      const client = new ParsingClient({ endpointUrl: sparql.endpoint });
      const rows = await client.query.select(titles, { operation });
      assert.equal(rows.length, 12);
      assert.ok(rows.every((row) => row.title?.termType === 'Literal' && row.title.language === 'th'));
      assert.equal((await client.query.construct(construct, { operation })).size, 12);
      assert.equal(await client.query.ask('ASK {}', { operation }), true);
    });
  }

  for (const method of ['GET', 'POST'] as const) {
    it(`fetch-sparql-endpoint reads bindings, a graph and a boolean by ${method}`, async () => {
      const fetcher = new SparqlEndpointFetcher({ method });
      const rows = await collect(await fetcher.fetchBindings(sparql.endpoint, titles));
      assert.equal(rows.length, 12);
      assert.equal((await collect(await fetcher.fetchTriples(sparql.endpoint, construct))).length, 12);
      assert.equal(await fetcher.fetchAsk(sparql.endpoint, 'ASK {}'), true);
    });
  }

  it('Comunica finds out what the endpoint is, and joins what it answers', async () => {
    const engine = new QueryEngine();
    const solutions = await engine.queryBindings(titles, { sources: [sparql.endpoint] });
    assert.equal((await solutions.toArray()).length, 12);
    const quads = await engine.queryQuads(construct, { sources: [{ type: 'sparql', value: sparql.endpoint }] });
    assert.equal((await quads.toArray()).length, 12);
    assert.equal(await engine.queryBoolean(`ASK { ?d a <${dataset}> }`, { sources: [{ type: 'sparql', value: sparql.endpoint }] }), true);
  });

  it('rdflib’s fetcher reads the description, and a graph in each format that it knows', async () => {
    const store = rdflib.graph();
    const fetcher = new rdflib.Fetcher(store, { fetch });
    await fetcher.load(sparql.endpoint);
    const feature = rdflib.sym('http://www.w3.org/ns/sparql-service-description#feature');
    assert.equal(store.each(rdflib.sym(sparql.endpoint), feature, undefined).length, 1);
    for (const accept of ['text/turtle', 'application/rdf+xml', 'application/ld+json', 'application/n-triples']) {
      const read = rdflib.graph();
      const address = `${sparql.endpoint}?${new URLSearchParams({ query: construct })}`;
      await new rdflib.Fetcher(read, { fetch }).load(address, { headers: { accept } });
      assert.equal(read.each(undefined, typed, rdflib.sym(dataset)).length, 12, accept);
    }
  });
});

async function collect<One>(stream: AsyncIterable<One> | NodeJS.ReadableStream): Promise<One[]> {
  const all: One[] = [];
  for await (const one of stream as AsyncIterable<One>) all.push(one);
  return all;
}
