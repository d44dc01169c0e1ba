import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pushedDataset, recordPath, startApi, type TestApi } from '../../support/api.js';
import { agencyId } from '../../support/app.js';

describe('Hostile documents sent by PUT', function () {
  this.timeout(60_000);
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.test.end());

  it('nested 100,000 deep are refused', async () => {
    const arrays = `{"@context": {}, "a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await api.put('deep', arrays);
    assert.equal(answer.status, 422);
    assert.match(answer.json.detail ?? '', /nested deeper/);
  });

  it('naming a remote context are refused, and nothing is fetched', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end('{"@context": {}}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const context = `http://127.0.0.1:${(server.address() as AddressInfo).port}/context.jsonld`;
    const inside = {
      '@context': { a: { '@id': 'http://a.example/', '@context': context } },
      '@type': 'http://www.w3.org/ns/dcat#Dataset',
      a: {},
    };
    const imported = { '@context': { '@version': 1.1, '@import': context }, '@type': 'http://www.w3.org/ns/dcat#Dataset' };
    for (const body of [JSON.stringify({ '@context': context }), JSON.stringify(inside), JSON.stringify(imported)]) {
      const answer = await api.put('remote', body);
      assert.equal(answer.status, 422, answer.text);
    }
    server.close();
    assert.equal(asked, 0);
  });

  it('of 10,000 distributions are taken, whatever they say, and the server answers others', async () => {
    const distribution = Array.from({ length: 10_000 }, (_, index) => ({
      type: ['Distribution'],
      title: { th: [`ไฟล์ที่ ${index}`] },
      accessURL: [`https://data.fisheries.example/${index}.csv`],
    }));
    let isOver = false;
    const sent = api.put('wide', pushedDataset({ distribution })).finally(() => {
      isOver = true;
    });
    let answered = 0;
    while (!isOver) {
      await fetch(`${api.url}/healthz`).then((response) => response.text());
      answered += 1;
    }
    const { status, text } = await sent;
    assert.equal(status, 201, text.slice(0, 500));
    const { counts, omitted } = (JSON.parse(text) as { report: { counts: Record<string, number>; omitted: number } }).report;
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    assert.equal(all - omitted, 1000, 'the answer has the first 1,000 findings and counts the others');
    assert.ok(answered > 20, `others were answered ${answered} times meanwhile`);
  });

  it('of a literal of 1 MB are taken', async () => {
    const answer = await api.put('long', pushedDataset({ description: { th: ['ก'.repeat(350_000)] } }));
    assert.equal(answer.status, 201, answer.text.slice(0, 500));
  });

  it('whose blank nodes cannot be told apart cost polynomial time', async () => {
    // Two cycles of 1,000 nodes among 2,000: every node looks like every other.
    const nodes = Array.from({ length: 2000 }, (_, index) => {
      const next = (index % 1000 === 999 ? index - 999 : index + 1) % 2000;
      return `_:b${index} <http://purl.org/dc/terms/relation> _:b${next}, _:b${(index + 500) % 2000} .`;
    });
    const body = `<urn:poison> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/provenance> _:b0, _:b1000 .\n${nodes.join('\n')}`;
    const first = await api.put('poison', body, { type: 'text/turtle' });
    assert.ok([201, 422].includes(first.status), first.text.slice(0, 300));
    const clique = Array.from({ length: 300 }, (_, one) =>
      Array.from({ length: 300 }, (_, two) => (one === two ? '' : `_:c${one} <urn:p> _:c${two} .`)).join('\n'),
    ).join('\n');
    const second = await api.put('clique', `<urn:clique> a <http://www.w3.org/ns/dcat#Dataset> ; <urn:q> _:c0 .\n${clique}`, {
      type: 'text/turtle',
    });
    assert.ok([201, 422].includes(second.status), second.text.slice(0, 300));
  });

  it('with entities, DTDs or includes are refused', async () => {
    const body = `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>`;
    assert.equal((await api.put('xml', body, { type: 'application/rdf+xml' })).status, 422);
  });

  it('that would write into prototypes or name themselves otherwise are only text', async () => {
    const answer = await api.put('proto', `{"__proto__": {"polluted": true}, ${pushedDataset().slice(1)}`);
    assert.ok([201, 422].includes(answer.status));
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    const other = await api.put('mine', pushedDataset({ id: 'https://catalogue.test/datasets/99000002/theirs' }));
    assert.equal(other.status, 201);
    assert.equal(other.json.dataset, `https://catalogue.test/datasets/${agencyId}/mine`);
  });

  it('with a query that breaks N-Quads, halves of characters and bad language tags leave a readable version', async () => {
    const body = `{"@context": {"dct": "http://purl.org/dc/terms/"}, "@type": "http://www.w3.org/ns/dcat#Dataset",
      "dct:title": [{"@value": "half \\ud800 of one", "@language": "th"}, {"@value": "x> .\\n<urn:a> <urn:b> <urn:c> .", "@language": "en"}],
      "dct:source": {"@id": "https://a.example/x?q=<a>\\"b"}}`;
    const answer = await api.put('strange', body);
    assert.equal(answer.status, 201, answer.text.slice(0, 500));
    assert.equal((await api.ask('GET', recordPath('strange'), api.token)).status, 200);
    const { registry } = api.test.app;
    const source = (await api.test.app.flow.sources(agencyId)).find(({ kind }) => kind === 'push') ?? assert.fail();
    const record = (await registry.read.records.identified(source.id, ['strange'])).get('strange');
    const bytes = await registry.read.versions.bytes(record?.newestVersionId ?? assert.fail());
    assert.equal(/^<urn:a>/m.test(bytes), false);
  });

  it('are no worse than the next one: the service still takes a good record', async () => {
    assert.equal((await api.put('good', pushedDataset())).status, 201);
  });
});
