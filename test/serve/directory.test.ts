import assert from 'node:assert/strict';
import { get as getRaw } from 'node:http';
import jsonld from 'jsonld';
import { request } from 'undici';
import { parseNQuads } from '../../src/rdf/parse.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { agencyId, base, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('The directory over HTTP', () => {
  let test: TestApp;
  let url: string;
  const dataset = `/datasets/${agencyId}/water-stations`;

  before(async () => {
    const internal = completeRecord({ id: 'i', name: 'internal', data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' });
    const returned = completeRecord({ id: 'r', name: 'returned', license_id: '' });
    test = await startApp({ packages: [completeRecord(), internal, returned, ...manyRecords(45)] });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    test.portal.offer([
      completeRecord(),
      internal,
      returned,
      ...manyRecords(45, (index) => (index === 0 ? { allow_harvest: 'False' } : {})),
    ]);
    await test.app.flow.harvest(source, 'test');
    await serving.caughtUp();
  });
  after(() => test.end());

  function get(path: string, accept = '*/*'): Promise<Response> {
    return fetch(`${url}${path}`, { headers: { accept }, redirect: 'manual' });
  }

  const representations = [
    { accept: 'application/ld+json', suffix: '.jsonld', type: 'application/ld+json' },
    { accept: 'text/turtle', suffix: '.ttl', type: 'text/turtle' },
    { accept: 'application/n-triples', suffix: '.nt', type: 'application/n-triples' },
    { accept: 'text/html', suffix: '.html', type: 'text/html' },
    { accept: 'application/json', suffix: '.jsonld', type: 'application/ld+json' },
    { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', suffix: '.html', type: 'text/html' },
  ];

  for (const path of [dataset, '/datasets', '/agencies', `/agencies/${agencyId}`, '/catalog']) {
    for (const { accept, suffix, type } of representations) {
      it(`answers ${path} as ${type} for Accept: ${accept} and as ${suffix}`, async () => {
        const negotiated = await get(path, accept);
        assert.equal(negotiated.status, 200);
        assert.equal(negotiated.headers.get('content-type')?.split(';')[0], type);
        assert.match(negotiated.headers.get('vary') ?? '', /Accept/);
        assert.equal(negotiated.headers.get('content-location'), `${base}${path}${suffix}`);
        const bySuffix = await get(`${path}${suffix}`, 'image/png');
        assert.equal(bySuffix.status, 200);
        // A page links to itself in the other language, so its address stands in it.
        if (type !== 'text/html') assert.ok((await bySuffix.text()) === (await negotiated.text()), 'the bodies differ');
      });
    }
  }

  it('tells the address of the page it sent, with its query', async () => {
    const response = await get('/datasets?limit=5&agency=99000001', 'text/turtle');
    assert.equal(response.headers.get('content-location'), `${base}/datasets.ttl?limit=5&agency=99000001`);
    assert.match(response.headers.get('link') ?? '', /datasets\.jsonld\?limit=5&agency=99000001>/);
  });

  it('repeats no query that would make its headers larger than clients take', async () => {
    const response = await get(`/datasets?q=${'ก'.repeat(1500)}`, 'text/turtle');
    assert.equal(response.status, 200);
    assert.ok(JSON.stringify([...response.headers]).length < 4000);
    assert.match(response.headers.get('link') ?? '', /rel="profile"/);
  });

  it('answers 404 for a suffix that it has no representation for', async () => {
    const stems = [
      '/datasets',
      dataset,
      '/agencies',
      `/agencies/${agencyId}`,
      '/catalog',
      '/ns',
      '/vocab',
      '/vocab/theme',
      '/shapes',
      '/shapes/gdc',
    ];
    for (const path of stems.flatMap((stem) => [`${stem}.xx`, `${stem}.constructor`])) assert.equal((await get(path)).status, 404, path);
    const { remedy } = (await (await get('/catalog.xx')).json()) as { remedy: string };
    assert.match(remedy, /jsonld, html, ttl, nt/);
  });

  it('answers odd paths without showing where it failed', async () => {
    const { hostname, port } = new URL(url);
    for (const path of ['//', '//%', '//:x', '/datasets/../..//etc', '/datasets/%00/x']) {
      const { status, body } = await rawGet(hostname, Number(port), path);
      assert.ok(status < 500, `${path} ${status}`);
      assert.ok(!/node_modules|\.js:\d+/.test(body), path);
    }
  });

  it('takes no notice of parameters in Accept, and no other method than reading', async () => {
    for (const accept of [
      'text/turtle;charset=utf-8',
      'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"',
      'text/turtle; q=0.9, */*;q=0.1',
    ]) {
      assert.equal((await get(dataset, accept)).status, 200, accept);
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
      const response = await fetch(`${url}${dataset}`, { method });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'GET, HEAD');
    }
  });

  it('answers 406 with what there is when nothing fits', async () => {
    const response = await get(dataset, 'image/png');
    assert.equal(response.status, 406);
    assert.match(((await response.json()) as { detail: string }).detail, /text\/turtle/);
  });

  it('answers 304 to a client that has the representation', async () => {
    const first = await get(dataset, 'text/turtle');
    const headers = { accept: 'text/turtle', 'if-none-match': first.headers.get('etag') ?? '' };
    const second = await request(`${url}${dataset}`, { headers });
    await second.body.dump();
    assert.equal(second.statusCode, 304);
  });

  it('serves the record graph within the Turtle document exactly as SPARQL has it', async () => {
    const query = `CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <${base}${dataset}/record> { ?s ?p ?o } }`;
    const bySparql = linesOf(await (await get(`/sparql?query=${encodeURIComponent(query)}`, 'application/n-triples')).text());
    const document = linesOf(await (await get(`${dataset}.nt`)).text());
    assert.ok(bySparql.size > 50);
    assert.deepEqual(
      [...bySparql].filter((line) => !document.has(line)),
      [],
    );
    const own = [...document].filter((line) => line.startsWith(`<${base}/datasets/`) || line.startsWith(`<${base}/catalog>`));
    assert.deepEqual(
      [...own].filter((line) => !bySparql.has(line)),
      [],
    );
  });

  it('gives a document of its own every class and label that its nodes lean on', async () => {
    const text = await (await get(`${dataset}.nt`)).text();
    for (const needed of [
      `<${base}/agencies/${agencyId}#org> <http://xmlns.com/foaf/0.1/name>`,
      '<http://publications.europa.eu/resource/authority/frequency/MONTHLY> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/dc/terms/Frequency>',
      '<https://water.agency.example/stations> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document>',
    ]) {
      assert.ok(text.includes(needed), needed);
    }
  });

  for (const path of ['/catalog', '/datasets', `/datasets/${agencyId}/water-stations`, '/agencies', `/agencies/${agencyId}`]) {
    it(`says the same in JSON-LD as in N-Triples, and nothing that its context does not know: ${path}`, async () => {
      const context = await (await get('/context/1.jsonld')).json();
      const documentLoader = async (asked: string) => {
        assert.equal(asked, `${base}/context/1.jsonld`);
        return { document: context, documentUrl: asked };
      };
      const query = path.includes('-stations') ? '' : '?limit=7';
      const json = (await (await get(`${path}.jsonld${query}`)).json()) as jsonld.JsonLdDocument;
      const nquads = (await jsonld.toRDF(json, {
        format: 'application/n-quads',
        documentLoader,
        safe: true,
      } as never)) as unknown as string;
      const ntriples = await (await get(`${path}.nt${query}`)).text();
      const [a, b] = [linesOf(nquads), linesOf(ntriples)];
      assert.deepEqual(
        [...a].filter((line) => !b.has(line)),
        [],
      );
      assert.deepEqual(
        [...b].filter((line) => !a.has(line)),
        [],
      );
    });
  }

  it('pages through every dataset once, by following next, and states the total on each page', async () => {
    const seen: string[] = [];
    let pages = 0;
    for (let next: string | undefined = '/datasets.jsonld?limit=10'; next !== undefined; ) {
      const page = (await (await get(next, 'application/ld+json')).json()) as {
        totalItems: number;
        member: { id: string }[];
        view: { totalItems: number; next?: string; nextPage?: string; last: string };
      };
      seen.push(...page.member.map((member) => member.id));
      assert.equal(page.totalItems, 45);
      assert.equal(page.view.totalItems, 45);
      assert.equal(page.view.next, page.view.nextPage);
      pages += 1;
      next = page.view.next?.slice(base.length);
      assert.ok(pages <= 5);
    }
    assert.equal(pages, 5);
    assert.equal(new Set(seen).size, 45);
  });

  it('refuses a wrong page with the place and the remedy', async () => {
    for (const query of ['limit=0', 'limit=1000', 'limit=x', 'after=..%2F..', 'agency=nobody']) {
      const response = await get(`/datasets?${query}`, 'application/json');
      assert.ok([400, 404].includes(response.status), query);
      assert.equal(response.headers.get('content-type')?.split(';')[0], 'application/problem+json');
    }
  });

  it('keeps what is not public out of every list, count, document and query', async () => {
    for (const path of [`/datasets/${agencyId}/internal`, `/datasets/${agencyId}/returned`, `/datasets/${agencyId}/internal.ttl`]) {
      assert.equal((await get(path, 'text/turtle')).status, 404, path);
    }
    const query = encodeURIComponent(
      'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(CONTAINS(STR(?s), "/datasets/99000001/internal") || CONTAINS(STR(?s), "/datasets/99000001/returned")) }',
    );
    assert.equal((await (await get(`/sparql?query=${query}`, 'text/csv')).text()).trim(), 'n\r\n0');
    assert.ok(!(await (await get('/catalog.nt?limit=100')).text()).includes('/datasets/99000001/internal'));
  });

  it('answers 410 for what was public and is hidden now, and 404 for what never was', async () => {
    assert.equal((await get(`/datasets/${agencyId}/dataset-0001`, 'text/turtle')).status, 410);
    assert.equal((await get(`/datasets/${agencyId}/nothing`, 'text/turtle')).status, 404);
    const page = await get(`/datasets/${agencyId}/dataset-0001`, 'text/html');
    assert.equal(page.status, 410);
    assert.match(await page.text(), /ยุติการเผยแพร่แล้ว/);
  });

  it('leads a distribution to its dataset, and a record to its document', async () => {
    const redirect = await get(`${dataset}/distributions/7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0001`);
    assert.equal(redirect.status, 303);
    assert.equal(redirect.headers.get('location'), dataset);
    assert.equal((await get(`${dataset}/record`, 'text/turtle')).status, 200);
  });

  it('speaks Thai, or English when asked, and remembers it', async () => {
    assert.match(await (await get(dataset, 'text/html')).text(), /<html lang="th">/);
    const english = await get(`${dataset}?lang=en`, 'text/html');
    assert.match(await english.text(), /<html lang="en">/);
    assert.match(english.headers.get('set-cookie') ?? '', /lang=en/);
  });

  it('sends pages under a strict content security policy, with no script', async () => {
    const page = await get(dataset, 'text/html');
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.ok(!/<script|style="/i.test(await page.text()));
  });

  it('escapes what agencies write', async () => {
    test.portal.offer([
      completeRecord({
        id: 'x',
        name: 'script',
        title: 'ข้อมูล <script>alert(1)</script>',
        notes: 'ก <dataset> "x" \\ \n <img src=x onerror=alert(1)>',
      }),
    ]);
    const page = await get(`${dataset}.html`);
    assert.ok(!(await page.text()).includes('<script>alert'));
  });

  it('serves the context that its JSON-LD names', async () => {
    const node = (await (await get(dataset, 'application/ld+json')).json()) as { '@context': string };
    assert.equal(node['@context'], `${base}/context/1.jsonld`);
    const context = (await (await get('/context/1.jsonld')).json()) as { '@context': { '@protected': boolean } };
    assert.equal(context['@context']['@protected'], true);
  });

  it('is healthy, and ready with every follower at the head of the log', async () => {
    assert.equal((await get('/healthz')).status, 200);
    const ready = (await (await get('/readyz')).json()) as { head: number; followers: { name: string; lag: number }[] };
    assert.deepEqual(
      ready.followers.map(({ name, lag }) => `${name} ${lag}`),
      ['read 0', 'sparql-1 0'],
    );
  });

  it('answers anything else with 404, as problem+json or as a page', async () => {
    assert.equal((await get('/nothing', 'application/json')).headers.get('content-type')?.split(';')[0], 'application/problem+json');
    assert.match(await (await get('/nothing', 'text/html')).text(), /ไม่พบ/);
    assert.equal((await get(`/datasets/${agencyId}/%E0%A4%A`, 'application/json')).status, 400);
  });
});

/** N-Triples as a set of canonical lines. Oxigraph keeps every whole number as xsd:integer (README, decisions). */
function linesOf(ntriples: string): Set<string> {
  const lines = toNTriples(parseNQuads(ntriples)).trim().split('\n');
  return new Set(lines.map((line) => line.replace('#nonNegativeInteger>', '#integer>')));
}

/** A request whose path is sent as it is, which fetch would tidy first. */
function rawGet(host: string, port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    getRaw({ host, port, path, headers: { accept: 'text/html' } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });
}
