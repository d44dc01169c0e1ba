import assert from 'node:assert/strict';
import type { SourceOptions } from '../../src/catalog/source.js';
import { agencyId, startApp, type TestApp } from '../support/app.js';
import { dataset, datasets, trig } from '../support/sparql-data.js';
import { type Misbehaviour, sparqlEndpoint, type TestEndpoint } from '../support/sparql-endpoint.js';

const name = `${agencyId}/sparql`;

describe('A SPARQL endpoint as a source', () => {
  let endpoint: TestEndpoint;
  let misbehave: Misbehaviour;
  let test: TestApp;

  before(async () => {
    misbehave = () => false;
    endpoint = await sparqlEndpoint(trig(...datasets(12), dataset('secret', 'gdc:classification "ลับที่สุด"@th')), (...request) =>
      misbehave(...request),
    );
    test = await startApp({ loopback: [endpoint.address] });
    await register('sparql');
    await test.app.flow.approveSource(name, 'test');
  });
  beforeEach(() => {
    misbehave = () => false;
  });
  after(async () => {
    await test.end();
    await endpoint.end();
  });

  function register(key: string, options: SourceOptions = {}) {
    return test.app.flow.registerSource(
      { agencyId, key, kind: 'sparql', url: endpoint.url, policy: 'manual', policyBy: undefined, everyMinutes: undefined, options },
      'test',
    );
  }

  it('is harvested like any other: created, unchanged, changed, missing', async () => {
    const first = await test.app.flow.harvest(name, 'test');
    assert.deepEqual([first.run.state, first.run.reason], ['succeeded', undefined]);
    assert.deepEqual([first.counts.created, first.counts['set-aside']], [12, 1]);
    assert.equal((await test.app.flow.reports(agencyId)).length, 12);

    const second = await test.app.flow.harvest(name, 'test');
    assert.deepEqual([second.counts.unchanged, second.counts.changed, second.counts.created], [12, 0, 0]);

    const d = 'https://data.agency.example/datasets';
    endpoint.store.update(`DELETE WHERE { <${d}/n0001> ?p ?o }; INSERT DATA { <${d}/n0002> <http://www.w3.org/ns/dcat#keyword> "ใหม่"@th }`);
    const third = await test.app.flow.harvest(name, 'test');
    assert.deepEqual([third.counts.unchanged, third.counts.changed, third.counts.missing], [10, 1, 1]);
  });

  it('changes nothing when it fails, and says why in both languages', async () => {
    misbehave = (query, response) => {
      if (query.includes('ORDER BY')) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>ปิดปรับปรุง</html>');
      return query.includes('ORDER BY');
    };
    const { run, counts } = await test.app.flow.harvest(name, 'test');
    assert.equal(run.state, 'failed');
    assert.match(run.reason ?? '', /web page instead of SPARQL results/);
    assert.match(run.reasonTh ?? '', /หน้าเว็บแทนผลลัพธ์ SPARQL/);
    assert.deepEqual([counts.created, counts.changed, counts.missing, counts.retired], [0, 0, 0, 0]);
  });

  it('ends at once when its run is cancelled', async () => {
    misbehave = (query) => {
      if (!query.includes('ORDER BY')) return false;
      void test.app.flow.runs(name, 1).then(([run]) => test.app.flow.cancelRun(Number(run?.id), 'somebody'));
      return true;
    };
    const { run } = await test.app.flow.harvest(name, 'test');
    assert.deepEqual([run.state, run.endedBy], ['cancelled', 'somebody']);
  });

  it('is not registered with a query that asks elsewhere', async () => {
    const query = 'SELECT ?dataset WHERE { SERVICE <http://10.0.0.1/> { ?dataset ?p ?o } }';
    await assert.rejects(register('other', { query }), /SERVICE is not allowed/);
  });
});
