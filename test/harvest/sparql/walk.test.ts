import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { GuardedClient } from '../../../src/catalog/guarded-client.js';
import { Problem } from '../../../src/catalog/problem.js';
import type { SourceOptions } from '../../../src/catalog/source.js';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import type { HarvestedRecord } from '../../../src/harvest/harvested-record.js';
import type { StartThread } from '../../../src/harvest/sparql/endpoint.js';
import { walkSparql } from '../../../src/harvest/sparql/walk.js';
import type { HarvestPage, Walk, Walked } from '../../../src/harvest/walk.js';
import { QueryThread, type QueryThreadSetup } from '../../../src/rdf/federation/query-thread.js';
import { readRecordDocument } from '../../../src/rdf/record-document.js';
import { settings } from '../../support/fetching.js';
import { dataset, datasets, trig } from '../../support/sparql-data.js';
import { type Misbehaviour, quick, resultsOf, send, sparqlEndpoint, type TestEndpoint } from '../../support/sparql-endpoint.js';
import { testSource, testWalk } from '../../support/walk.js';

interface Read {
  readonly pages: HarvestPage[];
  readonly records: HarvestedRecord[];
  readonly end: Walked;
  readonly endpoint: TestEndpoint;
}

/** A thread takes 0.8 s to start, so that walks borrow one as long as it lives; what it is to fetch with is the walk’s. */
let lent: QueryThread | undefined;
let borrower: QueryThreadSetup;
const lendThread: StartThread = (setup) => {
  borrower = setup;
  const client: GuardedClient = { ...setup.client, open: (url, options) => borrower.client.open(url, options) };
  if (lent === undefined || lent.ended) lent = new QueryThread({ ...setup, client });
  const thread = lent;
  return {
    select: (...query) => thread.select(...query),
    get ended() {
      return thread.ended;
    },
    end: async () => undefined,
  };
};

/** Walks an endpoint that has this data and answers as `misbehave` says. */
async function walked(
  data: string,
  changes: { options?: SourceOptions; walk?: Partial<Walk>; misbehave?: Misbehaviour; pages?: HarvestPage[]; answerBytes?: number } = {},
): Promise<Read> {
  const endpoint = await sparqlEndpoint(data, changes.misbehave);
  const client = createGuardedClient({
    ...settings,
    ...quick,
    answerBytes: changes.answerBytes ?? 2_000_000,
    unpackedBytes: 50_000_000,
    loopback: [endpoint.address],
  });
  const { limits } = testWalk('sparql', client);
  const walk = testWalk('sparql', client, {
    source: { ...testSource, kind: 'sparql', url: endpoint.url, options: changes.options ?? {} },
    limits: { ...limits, maxRecords: 2000, wholeBytes: 10_000_000 },
    ...changes.walk,
  });
  const pages = changes.pages ?? [];
  const walking = walkSparql(walk, lendThread);
  try {
    for (let next = await walking.next(); ; next = await walking.next()) {
      if (next.done === true) return { pages, records: pages.flatMap(({ records }) => records), end: next.value, endpoint };
      pages.push(next.value);
    }
  } finally {
    await walking.return(undefined as never);
    await client.close();
    await endpoint.end();
  }
}

const names = (records: readonly HarvestedRecord[]): string[] =>
  records.map(({ nativeId }) => nativeId.replace('https://data.agency.example/datasets/', ''));
const isPage = (query: string): boolean => query.includes('ORDER BY');
const isCount = (query: string): boolean => query.includes('COUNT(DISTINCT ?dataset)') && query.includes('FILTER(isIRI');

function failing(says: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Problem && error.kind === 'source-failed', String(error));
    assert.match(error.detail.en, says);
    assert.ok(error.detail.th !== '' && error.remedy !== undefined);
    return true;
  };
}

const redirecting: Misbehaviour = (_query, response) => {
  response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
  return true;
};

const endless: Misbehaviour = (query, response) => {
  if (!isPage(query)) return false;
  response
    .writeHead(200, { 'content-type': 'application/sparql-results+json' })
    .write('{"head":{"vars":["dataset"]},"results":{"bindings":[');
  const row = '{"dataset":{"type":"uri","value":"https://data.agency.example/datasets/1"}},'.repeat(1000);
  const more = (): void => {
    while (!response.destroyed && response.write(row));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
  return true;
};

describe('A walk over a SPARQL endpoint', function () {
  this.timeout(60_000);

  after(() => lent?.end());

  it('brings each dataset with its parts and the names it leans on, wherever they stand', async () => {
    const { records, end } = await walked(
      trig(
        dataset('prices'),
        `GRAPH <https://data.agency.example/g> { ${dataset('catch')} }`,
        'd:other a dcat:Catalog ; dcat:dataset d:prices .',
      ),
    );
    assert.deepEqual(names(records), ['catch', 'prices']);
    assert.deepEqual(end, { mode: 'full', marks: { fullAt: '2026-11-23T02:00:00.000Z' }, advice: [] });
    for (const { bytes, name, owner, door, mediaType, nativeId } of records) {
      const { focus, quads } = readRecordDocument(bytes);
      assert.equal(focus.value, nativeId);
      assert.equal(mediaType, 'application/n-quads');
      assert.deepEqual(door, { state: 'open' });
      assert.equal(name, nativeId.split('/').at(-1));
      assert.deepEqual(owner, { id: '99070100', name: 'fisheries', title: 'กรมประมงตัวอย่าง' });
      const said = quads.map(({ predicate, object }) => `${predicate.value.split(/[#/]/).at(-1)} ${object.value}`);
      for (const expected of ['fn กองสถิติ', `accessURL https://data.agency.example/files/${name}.csv`, 'name Example Fisheries'])
        assert.ok(said.includes(expected), expected);
      assert.ok(!said.some((one) => one.startsWith('made ')), 'all that a publisher has is not a record’s');
      assert.ok(!quads.some(({ subject }) => subject.termType === 'BlankNode'));
    }
  });

  it('brings the same text whatever is read with it', async () => {
    const shared = 'dct:relation d:b ; dct:conformsTo d:standard';
    const chain =
      'd:standard dct:isFormatOf d:deep . d:deep dct:isFormatOf d:deeper . d:deeper dct:isFormatOf d:deepest . d:deepest dct:title "deep" .';
    const data = trig(dataset('a', shared), dataset('b', 'dct:conformsTo d:deep'), dataset('c', 'dct:conformsTo d:deeper'), chain);
    const together = await walked(data);
    const apart = await walked(data, { options: { pageSize: 1 } });
    assert.deepEqual(
      together.records.map(({ bytes }) => bytes),
      apart.records.map(({ bytes }) => bytes),
    );
    assert.deepEqual(
      together.records.map(({ fingerprint }) => fingerprint),
      apart.records.map(({ fingerprint }) => fingerprint),
    );
    assert.equal(apart.pages.length, 3);
  });

  it('reads 1,000 datasets page by page, and tells at each where it could go on', async () => {
    const data = trig(...datasets(1000));
    const { pages, records } = await walked(data, { options: { pageSize: 250 } });
    assert.equal(new Set(names(records)).size, 1000);
    assert.deepEqual(
      pages.map(({ total, checkpoint }) => [total, checkpoint]),
      ['0250', '0500', '0750', '1000'].map((name) => [1000, `${Number(name)} https://data.agency.example/datasets/n${name}`]),
    );
    const rest = await walked(data, { options: { pageSize: 250 }, walk: { resume: String(pages[2]?.checkpoint) } });
    assert.deepEqual(names(rest.records).slice(0, 1), ['n0751']);
    assert.equal(rest.records.length, 250);
  });

  it('reads what a query of its own binds, and nothing else', async () => {
    const data = trig(dataset('a', 'dcat:keyword "open"'), dataset('b'), 'GRAPH d:g { d:c a dcat:Dataset ; dcat:keyword "open" }');
    const query =
      'PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT ?dataset ?n WHERE { ?dataset dcat:keyword "open" OPTIONAL { ?dataset dcat:none ?n } }';
    assert.deepEqual(names((await walked(data, { options: { query } })).records), ['a']);
  });

  it('tells how many datasets have no IRI', async () => {
    const { records, end } = await walked(trig(dataset('a'), '[] a dcat:Dataset ; dct:title "x" . [] a dcat:Dataset .'));
    assert.deepEqual(names(records), ['a']);
    assert.match(end.advice[0]?.en ?? '', /^2 datasets have no IRI/);
  });

  it('refuses secret data at the door, and hides what may not be harvested any more', async () => {
    const { records } = await walked(
      trig(dataset('open'), dataset('secret', 'gdc:classification "ลับมาก"@th'), dataset('withdrawn', 'gdc:allowHarvest false')),
    );
    assert.deepEqual(
      records.map(({ door }) => door.state),
      ['open', 'refused', 'withdrawn'],
    );
  });

  it('brings with a dataset what its catalogue record says', async () => {
    const { records } = await walked(trig(dataset('a'), '[] a dcat:CatalogRecord ; foaf:primaryTopic d:a ; dct:issued "2026-01-15" .'));
    assert.match(records[0]?.bytes ?? '', /<urn:banchi:node:\w+> <http:\/\/purl\.org\/dc\/terms\/issued> "2026-01-15"/);
  });

  it('sets aside one dataset that it cannot ask for or that is not described, and brings the rest', async () => {
    const query =
      'SELECT ?dataset WHERE { VALUES ?dataset { <https://data.agency.example/datasets/a> <https://data.agency.example/datasets/none> <mailto:x@agency.example> } }';
    const { records } = await walked(trig(dataset('a')), { options: { query } });
    assert.deepEqual(
      records.map(({ nativeId, door }) => [nativeId.split('/').at(-1), door.state]),
      [
        ['a', 'open'],
        ['none', 'left-out'],
        ['mailto:x@agency.example', 'left-out'],
      ],
    );
  });

  it('keeps IRIs and language tags that are none, for the mapping to mend', async () => {
    const { records } = await walked(trig(dataset('a')), {
      misbehave: (query, response, store) => {
        if (!query.includes('?s ?p ?o')) return false;
        send(
          response,
          resultsOf(store, query).replaceAll('files/a.csv', 'files/a b.csv').replaceAll('"xml:lang":"th"', '"xml:lang":"th_TH"'),
        );
        return true;
      },
    });
    const values = readRecordDocument(records[0]?.bytes ?? '').quads.map(({ object }) => object.value);
    assert.ok(values.includes('https://data.agency.example/files/a b.csv'));
  });

  describe('that caps its results silently', () => {
    /** Cuts every result at so many rows, as if there were no more. */
    const capped =
      (rows: number): Misbehaviour =>
      (query, response, store) => {
        const results = JSON.parse(resultsOf(store, query)) as { results: { bindings: unknown[] } };
        results.results.bindings.splice(rows);
        send(response, JSON.stringify(results));
        return true;
      };

    it('is asked for less until its results are whole', async () => {
      const data = trig(...datasets(10));
      const honest = await walked(data);
      const { records } = await walked(data, { misbehave: capped(30) });
      assert.deepEqual(
        records.map(({ fingerprint }) => fingerprint),
        honest.records.map(({ fingerprint }) => fingerprint),
      );
    });

    it('has a dataset set aside whose description alone is more', async () => {
      const many = Array.from({ length: 40 }, (_, index) => `"k${index}"`).join(', ');
      const { records } = await walked(trig(dataset('a'), dataset('big', `dcat:keyword ${many}`)), { misbehave: capped(20) });
      assert.deepEqual(
        records.map(({ nativeId, door }) => [
          nativeId.split('/').at(-1),
          door.state,
          'reason' in door && /limits results to 20 rows/.test(door.reason),
        ]),
        [
          ['a', 'open', false],
          ['big', 'left-out', true],
        ],
      );
    });
  });

  it('asks for less when an answer is larger than may be', async () => {
    const data = trig(...datasets(20));
    const { records, endpoint } = await walked(data, { options: { pageSize: 20 }, answerBytes: 6_000 });
    assert.equal(records.filter(({ door }) => door.state === 'open').length, 20);
    assert.ok(endpoint.asked.length > 12);
  });

  describe('fails, and brings nothing as if it were all,', () => {
    const failures: readonly [string, RegExp, Misbehaviour][] = [
      ['when a page is cut', /broken or cut/, onPages((results) => results.slice(0, -9))],
      ['when it cannot count', /query that counts/, onCounts(() => results('n'))],
      ['when it counts more datasets than any agency has', /more than 2000 datasets/, onCounts(() => results('n', '2001'))],
      ['when the same page comes again', /came again/, onPages((_, again) => again(/ && STR\(\?dataset\) > "[^"]*"/, ''))],
      ['when more come than were asked for', /asked for 10 datasets and sent 12/, onPages((_, again) => again(/LIMIT \d+/, ''))],
      ['when pages end short of the count', /counts 12 datasets but brought 10/, onPages((_, again) => again(/> "(.*?)"/, '> "z"'))],
      ['when an IRI is longer than any', /more than 16000 characters/, onPages((honest) => honest.replace(/n0001/, 'n'.repeat(20_000)))],
      ['when a row is no IRI', /no dataset’s IRI/, onPages(() => results('dataset', 'x'))],
      ['when it redirects to a private address', /redirected to http:\/\/10\.0\.0\.1\/.* private or local network/, redirecting],
      ['when it never answers', /no answer within 0\.6 s/, () => true],
      ['when a page never ends', /larger than/, endless],
    ];
    for (const [when, says, misbehave] of failures) {
      it(when, async () => {
        await assert.rejects(walked(trig(...datasets(12)), { misbehave }), failing(says));
      });
    }
  });

  it('asks for nothing more while a page waits to be taken', async () => {
    const endpoint = await sparqlEndpoint(trig(...datasets(30)));
    const client = createGuardedClient({ ...settings, ...quick, answerBytes: 2_000_000, loopback: [endpoint.address] });
    const walking = walkSparql(testWalk('sparql', client, { source: { ...testSource, kind: 'sparql', url: endpoint.url } }));
    await walking.next();
    const asked = endpoint.asked.length;
    await pause(300);
    assert.equal(endpoint.asked.length, asked);
    await walking.next();
    assert.ok(endpoint.asked.length > asked);
    await walking.return(undefined as never);
    await client.close();
    await endpoint.end();
  });

  it('stops at once when it is cancelled', async () => {
    const cancel = new AbortController();
    const misbehave: Misbehaviour = (query) => {
      if (isPage(query)) cancel.abort(new Error('enough'));
      return isPage(query);
    };
    await assert.rejects(walked(trig(...datasets(12)), { misbehave, walk: { signal: cancel.signal } }), /enough/);
    assert.ok(lent?.ended);
  });
});

/** Answers queries for pages with another result, or with that of the query with something in it replaced. */
function onPages(other: (honest: string, again: (part: RegExp, by: string) => string) => string): Misbehaviour {
  return (query, response, store) => {
    if (isPage(query))
      send(
        response,
        other(resultsOf(store, query), (part, by) => resultsOf(store, query.replace(part, by))),
      );
    return isPage(query);
  };
}

function onCounts(other: () => string): Misbehaviour {
  return (query, response) => {
    if (isCount(query)) send(response, other());
    return isCount(query);
  };
}

/** A result of one variable, all literals. */
function results(variable: string, ...values: readonly string[]): string {
  const bindings = values.map((value) => ({ [variable]: { type: 'literal', value } }));
  return JSON.stringify({ head: { vars: [variable] }, results: { bindings } });
}
