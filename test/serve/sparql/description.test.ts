import assert from 'node:assert/strict';
import n3 from 'n3';
import * as rdflib from 'rdflib';
import { resultFormats } from '../../../src/catalog/directory.js';
import { agencyId, base } from '../../support/app.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const sd = 'http://www.w3.org/ns/sparql-service-description#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A document read by n3, or by rdflib where that knows the syntax and n3 does not: subject, predicate and object of each triple. */
async function triplesOf(body: string, mediaType: string, address: string): Promise<string[]> {
  if (!/rdf\+xml|ld\+json/.test(mediaType))
    return new n3.Parser({ format: mediaType, baseIRI: address })
      .parse(body)
      .map(({ subject, predicate, object }) => `${subject.value} ${predicate.value} ${object.value}`)
      .sort();
  const store = rdflib.graph();
  await new Promise<void>((resolve, reject) =>
    rdflib.parse(body, store, address, mediaType, (error) => (error === null || error === undefined ? resolve() : reject(error))),
  );
  return store.statements.map(({ subject, predicate, object }) => `${subject.value} ${predicate.value} ${object.value}`).sort();
}

describe('A SPARQL service’s description of itself', () => {
  let sparql: TestSparql;

  before(async () => {
    sparql = await startSparql();
  });
  after(() => sparql.end());

  const at = (path: string, accept?: string): Promise<Response> =>
    fetch(`${sparql.url}${path}`, { headers: accept === undefined ? {} : { accept } });
  const describing = async (path: string): Promise<string[]> =>
    triplesOf(await (await at(path, 'application/n-triples')).text(), 'application/n-triples', `${base}${path}`);

  for (const path of ['/sparql', '/sparql/federated']) {
    for (const mediaType of resultFormats.graph) {
      it(`is read in ${mediaType} by Accept and by format, at ${path}`, async () => {
        const byAccept = await at(path, mediaType);
        assert.equal(byAccept.status, 200);
        assert.equal(byAccept.headers.get('content-type')?.split(';')[0], mediaType);
        assert.match(byAccept.headers.get('vary') ?? '', /accept/i);
        const body = await byAccept.text();
        assert.equal(await (await at(`${path}?${new URLSearchParams({ format: mediaType })}`, 'text/html')).text(), body);
        assert.deepEqual(await triplesOf(body, mediaType, `${base}${path}`), await describing(path));
      });
    }

    it(`is Turtle to who takes anything, a page to who prefers one, and 406 with what there is to others, at ${path}`, async () => {
      for (const accept of [undefined, '*/*', 'text/turtle, text/html;q=0.9', 'text/html;q=0.1, */*'])
        assert.match((await at(path, accept)).headers.get('content-type') ?? '', /^text\/turtle/, accept);
      for (const accept of [browser, 'text/html', 'text/html, text/turtle;q=0.9'])
        assert.match(await (await at(path, accept)).text(), new RegExp(`<form class="query" action="${path}"`), accept);
      assert.match((await at(`${path}?format=html`)).headers.get('content-type') ?? '', /^text\/html/);
      assert.match((await at(`${path}?format=jsonld`)).headers.get('content-type') ?? '', /^application\/ld\+json/);
      for (const [query, accept] of [
        ['', 'image/png'],
        ['?format=png', '*/*'],
      ]) {
        const refused = await at(`${path}${query}`, accept);
        assert.equal(refused.status, 406);
        assert.match(await refused.text(), /text\/turtle.*application\/n-quads.*text\/html/);
      }
      assert.equal((await fetch(`${sparql.url}${path}`, { method: 'HEAD' })).headers.get('content-type'), 'text/turtle; charset=utf-8');
    });
  }

  it('says what the services can do', async () => {
    const [own, federated] = [await describing('/sparql'), await describing('/sparql/federated')];
    const [service, other] = [`${base}/sparql`, `${base}/sparql/federated`];
    const features = (triples: readonly string[], of: string) => triples.filter((one) => one.startsWith(`${of} ${sd}feature `));
    assert.deepEqual(features(own, service), [`${service} ${sd}feature ${sd}UnionDefaultGraph`]);
    assert.deepEqual(
      features(federated, other),
      ['BasicFederatedQuery', 'UnionDefaultGraph'].map((name) => `${other} ${sd}feature ${sd}${name}`),
    );
    for (const [triples, of] of [
      [own, service],
      [federated, other],
    ] as const)
      for (const [property, value] of [
        [type, `${sd}Service`],
        [`${sd}endpoint`, of],
        [`${sd}supportedLanguage`, `${sd}SPARQL11Query`],
        [`${sd}resultFormat`, 'http://www.w3.org/ns/formats/N-Quads'],
        [`${sd}resultFormat`, 'http://www.w3.org/ns/formats/SPARQL_Results_JSON'],
        [`${sd}defaultDataset`, `${of}#dataset`],
      ])
        assert.ok(triples.includes(`${of} ${property} ${value}`), `${property} ${value}`);
  });

  it('counts the default graph, and names each graph of the system, all of which hold something, and none of a dataset', async () => {
    const triples = await describing('/sparql');
    const count = triples
      .find((one) => one.includes(' http://rdfs.org/ns/void#triples '))
      ?.split(' ')
      .at(-1);
    const counted = await sparql.get('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', { accept: 'text/csv' });
    assert.equal((await counted.text()).trim().split('\r\n').at(-1), count);
    const named = triples.filter((one) => one.includes(` ${sd}name `)).map((one) => String(one.split(' ').at(-1)));
    for (const graph of [
      `${base}/catalog`,
      `${base}/agencies/${agencyId}`,
      `${base}/catalogs/${agencyId}`,
      'https://w3id.org/dcat-ap-th/vocab/theme',
    ])
      assert.ok(named.includes(graph), graph);
    assert.deepEqual(
      named.filter((graph) => graph.includes('/datasets/')),
      [],
    );
    assert.equal(new Set(named).size, named.length);
    for (const graph of named)
      assert.equal(
        await (await sparql.get(`ASK { GRAPH <${graph}> { ?s ?p ?o } }`, { accept: 'application/sparql-results+xml' }))
          .text()
          .then((xml) => /true/.test(xml)),
        true,
        graph,
      );
    const all = await sparql.get(
      'SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a <http://www.w3.org/2004/02/skos/core#ConceptScheme> } }',
      { accept: 'text/csv' },
    );
    const schemes = Number((await all.text()).trim().split('\r\n').at(-1));
    assert.ok(
      schemes > 10 &&
        named.filter((graph) => triples.includes(`${base}/sparql#dataset ${sd}namedGraph ${nodeOf(triples, graph)}`)).length > schemes,
    );
  });
});

/** The node of the description that names a graph. */
function nodeOf(triples: readonly string[], graph: string): string {
  return String(triples.find((one) => one.endsWith(` ${sd}name ${graph}`))?.split(' ')[0]);
}
