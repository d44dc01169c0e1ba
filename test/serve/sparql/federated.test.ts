import assert from 'node:assert/strict';
import { agencyId, base, startApp, type TestApp } from '../../support/app.js';
import { harvestAndConfirm } from '../../support/harvested.js';
import { manyRecords } from '../../support/packages.js';
import { roomy } from '../../support/sparql.js';
import { type Misbehaviour, send, sparqlEndpoint, type TestEndpoint } from '../../support/sparql-endpoint.js';

const says = 'https://agency.example/says';
const local = '?d a <http://www.w3.org/ns/dcat#Dataset>';

describe('SPARQL over the catalogue and agencies’ endpoints', function () {
  this.timeout(60_000);
  let agency: TestEndpoint;
  let stranger: TestEndpoint;
  let misbehave: Misbehaviour = () => false;
  let test: TestApp;
  let url: string;

  before(async () => {
    const about = (number: string): string => `<${base}/datasets/${agencyId}/dataset-${number}> <${says}> "เรื่องที่ ${number}"@th .`;
    agency = await sparqlEndpoint([about('0001'), about('0002'), about('0099')].join('\n'), (...request) => misbehave(...request));
    stranger = await sparqlEndpoint(about('0001'));
    test = await startApp({
      packages: manyRecords(12),
      loopback: [agency.address, stranger.address],
      config: { sparql: { ...roomy, timeoutMs: 15_000, most: { bytes: 1_000_000, rows: 500 } } },
    });
    const source = {
      agencyId,
      key: 'sparql',
      kind: 'sparql',
      url: agency.url,
      policy: 'manual',
      policyBy: undefined,
      everyMinutes: undefined,
    } as const;
    await test.app.flow.registerSource({ ...source, headers: { authorization: 'Bearer secret' } }, 'test');
    await test.app.flow.approveSource(`${agencyId}/sparql`, 'test');
    await test.app.flow.registerSource({ ...source, key: 'waiting', url: stranger.url }, 'test');
    const serving = await test.serve();
    url = `${serving.url}/sparql/federated`;
    await harvestAndConfirm(test);
    await serving.caughtUp();
  });
  beforeEach(() => {
    misbehave = () => false;
  });
  after(async () => {
    await test.end();
    await agency.end();
    await stranger.end();
  });

  const ask = (query: string, accept = 'text/csv'): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ query }), headers: { accept } });
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

  it('refuses a result that is too large', async () => {
    const response = await ask(`SELECT * { ?s ?p ?o . SERVICE <${agency.url}> { ?d <${says}> ?w } }`);
    assert.equal(response.status, 413);
  });

  it('describes itself', async () => {
    assert.match(await (await fetch(url)).text(), /sd:BasicFederatedQuery/);
    assert.equal((await fetch(url, { method: 'PUT' })).status, 405);
  });
});
