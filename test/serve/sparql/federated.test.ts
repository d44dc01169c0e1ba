import assert from 'node:assert/strict';
import { resultFormats } from '../../../src/catalog/directory.js';
import { readDocument } from '../../../src/rdf/document.js';
import { toNTriples } from '../../../src/rdf/serialise.js';
import { agencyId, base } from '../../support/app.js';
import { datasetOf, says, startFederated, type TestFederated } from '../../support/federated.js';
import { type Misbehaviour, send, type TestEndpoint } from '../../support/sparql-endpoint.js';

const local = '?d a <http://www.w3.org/ns/dcat#Dataset>';

describe('SPARQL over the catalogue and agencies’ endpoints', function () {
  this.timeout(60_000);
  let federated: TestFederated;
  let agency: TestEndpoint;
  let stranger: TestEndpoint;
  let misbehave: Misbehaviour = () => false;
  let url: string;

  before(async () => {
    federated = await startFederated({}, (...request) => misbehave(...request));
    ({ agency, stranger } = federated);
    url = `${federated.server}/sparql/federated`;
  });
  beforeEach(() => {
    misbehave = () => false;
  });
  after(() => federated.end());

  const ask = (query: string, accept = 'text/csv'): Promise<Response> => federated.ask(query, { accept });
  const joined = (): string => `SELECT ?d ?what { ${local} . SERVICE <${agency.url}> { ?d <${says}> ?what } }`;

  it('joins both sides, in every format', async () => {
    const csv = await (await ask(joined())).text();
    const rows = csv.trim().split('\r\n');
    assert.equal(rows[0], 'd,what');
    assert.deepEqual(
      rows.slice(1).sort(),
      ['0001', '0002'].map((one) => `${base}/datasets/${agencyId}/dataset-${one},เรื่องที่ ${one}`),
    );
    const json = (await (await ask(joined(), 'application/sparql-results+json')).json()) as { results: { bindings: unknown[] } };
    assert.equal(json.results.bindings.length, 2);
    assert.equal((await (await ask(joined(), 'application/sparql-results+xml')).text()).match(/<result>/g)?.length, 2);
    assert.match(await (await ask(joined(), 'text/tab-separated-values')).text(), /\t"เรื่องที่ 0001"@th\n/);
  });

  for (const format of resultFormats.graph) {
    it(`answers CONSTRUCT and DESCRIBE in ${format}`, async () => {
      for (const query of [
        `CONSTRUCT { ?d <${says}> ?what . [] <${says}> ?d } { ${local} . SERVICE <${agency.url}> { ?d <${says}> ?what } }`,
        `DESCRIBE ?d <${base}/catalog> { ${local} . SERVICE <${agency.url}> { ?d <${says}> ?what } }`,
      ]) {
        const response = await ask(query, format);
        assert.equal(response.headers.get('content-type')?.split(';')[0], format);
        const plain = await ask(query, 'application/n-triples');
        assert.deepEqual(await triplesOf(response, format), await triplesOf(plain, 'application/n-triples'));
      }
    });
  }

  it('takes the format and the graphs of the protocol by GET too, and says 406 for what there is not', async () => {
    const query = joined();
    const get = (more: Record<string, string>) => fetch(`${url}?${new URLSearchParams({ query, ...more })}`);
    const one = await get({ format: 'csv', 'default-graph-uri': `${datasetOf('0001')}/record` });
    assert.equal((await one.text()).trim().split('\r\n').length, 2);
    assert.equal(one.headers.get('cache-control'), 'no-store');
    assert.equal(one.headers.get('etag'), null);
    assert.equal((await get({ format: 'ttl' })).status, 406);
    assert.equal((await get({ 'default-graph-uri': 'not an iri' })).status, 400);
    assert.equal((await ask(`DESCRIBE ?d { SERVICE <${agency.url}> { ?d ?p ?o } }`, 'text/csv')).status, 406);
  });

  it('sends the agency what concerns it, and no key of its source', async () => {
    agency.asked.length = 0;
    await ask(joined());
    assert.ok(agency.asked.length > 0);
    assert.ok(agency.asked.every(({ query }) => !query.includes('dcat#Dataset')));
    assert.equal(agency.headers.authorization, undefined);
  });

  it('answers ASK, and a query without SERVICE as /sparql does', async () => {
    const yes = await ask(`ASK { ${local} . SERVICE <${agency.url}> { ?d <${says}> ?w } }`, 'application/sparql-results+json');
    assert.deepEqual(await yes.json(), { head: {}, boolean: true });
    const no = await ask(`ASK { ${local} . SERVICE <${agency.url}> { ?d <urn:none> ?w } }`, 'application/sparql-results+json');
    assert.deepEqual(await no.json(), { head: {}, boolean: false });
    assert.equal((await (await ask(`SELECT ?d { ${local} } # service`)).text()).trim().split('\r\n').length, 13);
  });

  const refused: readonly [what: string, query: () => string, says: RegExp][] = [
    [
      'an endpoint of nobody’s',
      () => 'SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }',
      /not an endpoint of a registered agency/,
    ],
    ['an endpoint that is not approved', () => `SELECT * { SERVICE <${stranger.url}> { ?s ?p ?o } }`, /not an endpoint/],
    [
      'the same beside one that is',
      () => `SELECT * { SERVICE <${agency.url}> { ?s ?p ?o } { SERVICE <${stranger.url}> { ?s ?p ?o } } }`,
      /not an/,
    ],
    ['one within an EXISTS', () => `SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <${stranger.url}> { ?s ?p ?o } } }`, /not an endpoint/],
    ['one in SILENT', () => `SELECT * { SERVICE SILENT <${stranger.url}> { ?s ?p ?o } }`, /not an endpoint/],
    [
      'one within what an endpoint is asked',
      () => `SELECT * { SERVICE <${agency.url}> { SERVICE <${stranger.url}> { ?s ?p ?o } } }`,
      /not an/,
    ],
    ['a variable within it', () => `SELECT * { SERVICE <${agency.url}> { ?s ?e ?o SERVICE ?e { ?s ?p ?o } } }`, /not a variable/],
    ['one in a CONSTRUCT', () => `CONSTRUCT { ?s ?p ?o } { OPTIONAL { SERVICE <${stranger.url}> { ?s ?p ?o } } }`, /not an endpoint/],
    ['a relative address', () => `SELECT * { SERVICE <${agency.url}> { ?s <says> ?o } }`, /relative IRI/],
    ['an update', () => `INSERT { ?s ?p ?o } WHERE { SERVICE <${agency.url}> { ?s ?p ?o } }`, /no updates/],
    ['our own made-up address', () => 'SELECT * { SERVICE <http://local.invalid/sparql> { ?s ?p ?o } }', /not an endpoint/],
    ['a variable', () => `SELECT * { VALUES ?e { <${stranger.url}> } SERVICE ?e { ?s ?p ?o } }`, /not a variable/],
    ['a mistake', () => `SELECT * { SERVICE <${agency.url}> { ?s ?p } }`, /line 1, column/],
  ];
  for (const [what, query, why] of refused) {
    it(`refuses ${what}, and asks nobody`, async () => {
      agency.asked.length = 0;
      stranger.asked.length = 0;
      const response = await ask(query());
      assert.equal(response.status, 400);
      assert.match(((await response.json()) as { detail: string }).detail, why);
      assert.deepEqual([agency.asked.length, stranger.asked.length], [0, 0]);
    });
  }

  it('sees what has changed since the query before', async () => {
    const fresh = `SELECT ?d { ${local} . SERVICE <${agency.url}> { ?d <urn:fresh> 1 } }`;
    assert.equal(await (await ask(fresh)).text(), 'd\r\n');
    agency.store.update(`INSERT DATA { <${base}/datasets/${agencyId}/dataset-0003> <urn:fresh> 1 }`);
    assert.match(await (await ask(fresh)).text(), /dataset-0003/);
  });

  it('says which endpoint failed, and never sends a part of a result', async () => {
    misbehave = (_, response) => {
      send(response, '{"head":{"vars":["d","what"]},"results":{"bindings":[');
      return true;
    };
    const response = await ask(joined());
    assert.equal(response.status, 502);
    assert.ok((await response.text()).includes(agency.url));
  });

  it('asks an agency no longer than its client waits', async () => {
    let closed: Promise<unknown> | undefined;
    const asked = new Promise<void>((resolve) => {
      misbehave = (_, response) => {
        closed ??= new Promise((done) => response.on('close', () => done(response.writableFinished)));
        resolve();
        return true;
      };
    });
    const leaving = new AbortController();
    const outcome = assert.rejects(federated.ask(joined(), { signal: leaving.signal }), /abort/);
    await asked;
    leaving.abort();
    await outcome;
    assert.equal(await closed, false);
    misbehave = () => false;
    assert.equal((await ask(joined())).status, 200);
  });

  it('refuses a result that is too large', async () => {
    const response = await ask(`SELECT * { ?s ?p ?o . SERVICE <${agency.url}> { ?d <${says}> ?w } }`);
    assert.equal(response.status, 413);
  });

  it('describes itself', async () => {
    assert.match(await (await fetch(url)).text(), /sd:BasicFederatedQuery/);
    assert.equal((await fetch(url, { method: 'PUT' })).status, 405);
  });
});

const bounds = { triples: 10_000, depth: 100, values: 1000 };

/** A graph's triples without the labels of its blank nodes. */
async function triplesOf(response: Response, mediaType: string): Promise<string[]> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const read = await readDocument(bytes, { mediaType }, bounds);
  assert.equal(read.kind, 'rdf');
  const lines = read.kind === 'rdf' ? toNTriples(read.quads).replace(/_:\S+/g, '_:') : '';
  return lines.split('\n').sort();
}
