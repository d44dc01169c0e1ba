import assert from 'node:assert/strict';
import type { LogReader, Publication } from '../../../src/catalog/publication.js';
import { followOnce } from '../../../src/publish/follower.js';
import { RemoteAnswers } from '../../../src/publish/remote/answer.js';
import { Engine, EngineProblem } from '../../../src/publish/remote/engine.js';
import { RemoteStore } from '../../../src/publish/remote/remote-store.js';
import { readBindings } from '../../../src/rdf/read-bindings.js';
import { termToNTriples } from '../../../src/rdf/serialise.js';
import { oxigraphEngine, type TestEngine, virtuosoEngine, withoutVirtuoso } from '../../support/engines.js';

const at = '2026-11-23T02:00:00.000Z';
const xsd = 'http://www.w3.org/2001/XMLSchema#';

/** A log in memory. */
function logOf(rows: readonly Omit<Publication, 'seq' | 'kind' | 'audience' | 'jsonld' | 'at'>[]): LogReader & { rows: Publication[] } {
  const all = rows.map((row, index): Publication => ({ ...row, seq: index + 1, kind: 'dataset', audience: 'public', jsonld: '', at }));
  return {
    rows: all,
    head: () => all.length,
    after: (seq, limit) => all.slice(seq, seq + limit),
    mark: (seq) => (all[seq - 1] === undefined ? '' : `${all[seq - 1]?.graph} ${all[seq - 1]?.op} ${all[seq - 1]?.at}`),
  };
}

const put = (graph: string, ...objects: string[]) => ({
  graph,
  op: 'put' as const,
  nquads: objects.map((object, index) => `<urn:s${index}> <urn:p> ${object} <${graph}> .\n`).join(''),
});

interface Follows {
  readonly store: RemoteStore;
  readonly remarks: string[];
  readonly turn: Int32Array;
  follow(): Promise<void>;
  rows(query: string): Promise<string[]>;
  end(): Promise<void>;
}

function follows({ address }: TestEngine, log: LogReader, registry = 'one'): Follows {
  const engine = new Engine(address);
  const turn = new Int32Array(new SharedArrayBuffer(4));
  const remarks: string[] = [];
  const store = new RemoteStore(engine, registry, turn, (message) => remarks.push(message));
  const answers = new RemoteAnswers(engine, { bytes: 10_000_000, rows: 100_000 }, 10_000);
  return {
    store,
    remarks,
    turn,
    async follow() {
      while ((await store.look(log)) || (await followOnce(log, store)));
    },
    async rows(query) {
      const formats = { bindings: 'application/sparql-results+json', boolean: undefined, graph: undefined };
      const answer = await answers.answer({ query, formats, defaultGraphs: undefined, namedGraphs: undefined });
      if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
      const { rows } = readBindings(new TextDecoder().decode(answer.body));
      return rows.map((row) => Object.values(row).map(termToNTriples).join(' ')).sort();
    },
    end: () => engine.close(),
  };
}

const ours = 'SELECT ?o { GRAPH ?g { ?s <urn:p> ?o } }';
const graphsOf = 'SELECT DISTINCT ?g { GRAPH ?g { ?s <urn:p> ?o } }';

/** What is stated, and what is told again where that is another text of the same value. */
const literals: readonly (readonly [string, string?])[] = [
  ['"ก"@th'],
  ['"a"@en'],
  ['""'],
  ['"tab\\tline\\nquote\\"back\\\\slash"'],
  ['"a\\\\u0041b"'],
  ['"😀"'],
  [`"${'ก'.repeat(200_000)}"@th`],
  [`"5"^^<${xsd}integer>`],
  [`"9223372036854775807"^^<${xsd}integer>`],
  [`"7"^^<${xsd}nonNegativeInteger>`],
  [`"1.50"^^<${xsd}decimal>`, `"1.5"^^<${xsd}decimal>`],
  [`"13.7563309"^^<${xsd}decimal>`],
  [`"true"^^<${xsd}boolean>`],
  [`"false"^^<${xsd}boolean>`],
  [`"2026-11-23"^^<${xsd}date>`],
  [`"2026-11-23T02:00:00Z"^^<${xsd}dateTime>`],
  [`"2026-11-23T09:00:00+07:00"^^<${xsd}dateTime>`],
  [`"2569"^^<${xsd}gYear>`],
  [`"2026-11"^^<${xsd}gYearMonth>`],
  [`"http://example.org/"^^<${xsd}anyURI>`],
  [`"P1D"^^<${xsd}duration>`],
  ['"POINT(100.5018 13.7563)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'],
  ['"POLYGON((97.3 5.6, 105.6 5.6, 105.6 20.5, 97.3 20.5, 97.3 5.6))"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'],
  ['"0a1b"^^<urn:a-datatype>'],
  ['<https://example.org/ไทย?a=ก&b=%20>'],
];
/** What Virtuoso has no place for otherwise, and Oxigraph reads as a number of its own. */
const virtuosoLiterals = [
  [`"12345678901234567890"^^<${xsd}integer>`],
  ['"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'],
] as const;

const kinds = [
  { name: 'Oxigraph over HTTP', start: () => oxigraphEngine(), without: undefined, also: [], integer: `${xsd}integer` },
  { name: 'Virtuoso 7', start: virtuosoEngine, without: withoutVirtuoso, also: virtuosoLiterals, integer: `${xsd}nonNegativeInteger` },
] as const;

for (const { name, start, without, also, integer } of kinds) {
  describe(without === undefined ? `${name}, kept up with the log` : `${name}, kept up with the log (skipped: ${without})`, function () {
    this.timeout(60_000);
    let engine: TestEngine;

    before(async function () {
      if (without !== undefined) return this.skip();
      engine = await start();
    });
    after(() => engine?.end());

    /** A follower over the same engine, which begins anew since its log is another one. */
    async function with_<Value>(log: LogReader, work: (follower: Follows) => Promise<Value>): Promise<Value> {
      const follower = follows(engine, log);
      try {
        await follower.follow();
        return await work(follower);
      } finally {
        await follower.end();
      }
    }

    it('tells every literal as it was given, or as an equal value', async () => {
      const all = [...literals, ...also] as readonly (readonly [string, string?])[];
      const told = await with_(logOf([put('urn:literals', ...all.map(([given]) => given))]), (follower) => follower.rows(ours));
      const expected = all.map(([given, kept = given]) => kept.replace(`${xsd}nonNegativeInteger`, integer));
      assert.deepEqual(told, expected.sort());
    });

    it('finds a literal by its text and datatype', () =>
      with_(logOf([put('urn:literals', ...literals.map(([given]) => given))]), async ({ rows }) => {
        const wkt = '"POINT(100.5018 13.7563)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>';
        assert.deepEqual(await rows(`SELECT ?s { ?s <urn:p> ${wkt} }`), ['<urn:s21>']);
        assert.deepEqual(await rows(`SELECT ?s { ?s <urn:p> ?o FILTER(DATATYPE(?o) = <${xsd}duration>) }`), ['<urn:s20>']);
      }));

    it('writes a graph that is larger than one update in bounded ones, and replaces all of it', () => {
      const large = put('urn:large', ...Array.from({ length: 12_500 }, (_, index) => `"ข้อความ ${index}"@th`));
      const log = logOf([large, put('urn:small', '"a"')]);
      return with_(log, async (follower) => {
        assert.deepEqual(await follower.rows('SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }'), [`"12501"^^<${xsd}integer>`]);
        log.rows.push({ ...put('urn:large', '"b"'), seq: 3, kind: 'dataset', audience: 'public', jsonld: '', at });
        await follower.follow();
        assert.deepEqual(await follower.rows(ours), ['"a"', '"b"']);
      });
    });

    it('goes on where it was, when another process takes the engine up', async () => {
      const log = logOf([put('urn:a', '"a"'), put('urn:b', '"b"')]);
      await with_(log, async () => undefined);
      log.rows.push({ ...put('urn:a', '"c"'), seq: 3, kind: 'dataset', audience: 'public', jsonld: '', at });
      await with_(log, async (follower) => {
        assert.equal(follower.store.position, 3);
        assert.deepEqual(await follower.rows(ours), ['"b"', '"c"']);
        assert.deepEqual(follower.remarks, []);
      });
    });

    it('begins anew after another history of the log, and leaves nothing of the former', async () => {
      await with_(logOf([put('urn:former', '"a"'), put('urn:both', '"b"')]), async () => undefined);
      await with_(
        logOf([put('urn:both', '"c"'), { graph: 'urn:left', op: 'delete', nquads: '' }, put('urn:new', '"d"')]),
        async (follower) => {
          assert.deepEqual(await follower.rows(graphsOf), ['<urn:both>', '<urn:new>']);
          assert.match(follower.remarks.join(), /another history/);
        },
      );
    });

    it('applies the same rows again without harm', async () => {
      const log = logOf([put('urn:a', '"a"'), { graph: 'urn:a', op: 'delete', nquads: '' }, put('urn:b', '"b"')]);
      await with_(log, async (follower) => {
        await follower.store.apply(log.rows, 3, log.mark(3));
        await follower.store.apply(log.rows, 3, log.mark(3));
        assert.deepEqual(await follower.rows(graphsOf), ['<urn:b>']);
      });
    });

    it('does not touch an engine that another registry writes to', async () => {
      await with_(logOf([put('urn:a', '"a"')]), async () => undefined);
      const other = follows(engine, logOf([put('urn:b', '"b"')]), 'another');
      await assert.rejects(other.follow(), /another registry/);
      assert.deepEqual(await other.rows(graphsOf), ['<urn:a>']);
      await other.end();
    });

    it('keeps an IRI that no SPARQL has place for', () =>
      with_(logOf([put('urn:odd', '<https://example.org/{a}|b>', '"a"')]), async (follower) => {
        assert.deepEqual(await follower.rows(ours), ['"a"', '<https://example.org/%7Ba%7D%7Cb>']);
        assert.ok(!follower.remarks.join().includes('left out'));
      }));

    it('is filled anew when it was emptied, though something is published before that is seen', () => {
      const log = logOf([put('urn:a', '"a"'), put('urn:b', '"b"')]);
      return with_(log, async (follower) => {
        const before = follower.store.holds?.version;
        const wiping = new Engine(engine.address);
        for (const graph of ['urn:a', 'urn:b', 'urn:banchi:store']) await wiping.update(`CLEAR GRAPH <${graph}>`, 10_000);
        await wiping.close();
        log.rows.push({ ...put('urn:c', '"c"'), seq: 3, kind: 'dataset', audience: 'public', jsonld: '', at });
        assert.equal(await follower.store.look(log), true, 'it is told before it is filled');
        assert.equal(follower.store.position, 0);
        await follower.follow();
        assert.deepEqual(await follower.rows(graphsOf), ['<urn:a>', '<urn:b>', '<urn:c>']);
        assert.equal(follower.store.position, 3);
        assert.notEqual(follower.store.holds?.version, before);
      });
    });

    it('has one position, whatever a crash has left beside it', () => {
      const log = logOf([put('urn:a', '"a"'), put('urn:b', '"b"')]);
      return with_(log, async (follower) => {
        const crash = new Engine(engine.address);
        const left = '<urn:banchi:store> <urn:banchi:store:position> "1 former"';
        await crash.update(`INSERT DATA { GRAPH <urn:banchi:store> { ${left} } }`, 10_000);
        log.rows.push({ ...put('urn:c', '"c"'), seq: 3, kind: 'dataset', audience: 'public', jsonld: '', at });
        await follower.follow();
        const { body } = await crash.query('SELECT ?o { GRAPH <urn:banchi:store> { ?s <urn:banchi:store:position> ?o } }', {
          accept: 'application/sparql-results+json',
          most: 10_000,
          ms: 10_000,
        });
        assert.deepEqual(
          readBindings(body.toString('utf8')).rows.map(({ o }) => o?.value),
          [`3 ${log.mark(3)}`],
        );
        await crash.close();
      });
    });

    it('has an even turn, another one after each change', () => {
      const log = logOf([put('urn:a', '"a"')]);
      return with_(log, async (follower) => {
        const before = follower.turn[0] ?? 0;
        log.rows.push({ ...put('urn:a', '"b"'), seq: 2, kind: 'dataset', audience: 'public', jsonld: '', at });
        await follower.follow();
        assert.equal(follower.turn[0], before + 2);
        assert.equal(before % 2, 0);
      });
    });
  });
}

describe('An engine elsewhere that is not as it should be', () => {
  it('is not taken up where its default graph is not the union', async () => {
    const engine = await oxigraphEngine({ union: false });
    const follower = follows(engine, logOf([put('urn:a', '"a"')]));
    for (const time of ['first', 'second']) await assert.rejects(follower.follow(), /not the union/, time);
    await follower.end();
    await engine.end();
  });

  it('is not taken up where others have graphs in it', async () => {
    const engine = await oxigraphEngine();
    engine.store.update('INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> 1 } }');
    const follower = follows(engine, logOf([put('urn:a', '"a"')]));
    await assert.rejects(follower.follow(), /<urn:theirs>/);
    assert.equal(engine.store.size, 1);
    await follower.end();
    await engine.end();
  });

  it('does not stop the others by a graph that it does not take', async () => {
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!(sent.get('update') ?? '').includes('"poison"')) return false;
        response.writeHead(500).end('no place for this');
        return true;
      },
    });
    const follower = follows(engine, logOf([put('urn:a', '"a"'), put('urn:bad', '"poison"'), put('urn:c', '"c"')]));
    await follower.follow();
    assert.deepEqual(await follower.rows(graphsOf), ['<urn:a>', '<urn:c>']);
    assert.equal(follower.store.position, 3);
    assert.match(follower.remarks.join(), /<urn:bad>.*no place for this/);
    assert.equal(engine.store.match(null, null, null, null).filter(({ predicate }) => predicate.value.endsWith(':asked')).length, 0);
    await follower.end();
    await engine.end();
  });

  it('takes as text what it does not take as a value', async () => {
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!/\^\^<urn:odd>/.test(sent.get('update') ?? '')) return false;
        response.writeHead(400).end('no such value');
        return true;
      },
    });
    const follower = follows(engine, logOf([put('urn:a', '"a"^^<urn:odd>')]));
    await follower.follow();
    assert.deepEqual(await follower.rows(ours), ['"a"^^<urn:odd>']);
    await follower.end();
    await engine.end();
  });

  it('that takes nothing at all has nothing left out', async () => {
    let full = false;
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!full || !sent.has('update')) return false;
        response.writeHead(500).end('the disk is full');
        return true;
      },
    });
    const log = logOf([put('urn:a', '"a"')]);
    const follower = follows(engine, log);
    await follower.follow();
    full = true;
    log.rows.push({ ...put('urn:b', '"b"'), seq: 2, kind: 'dataset', audience: 'public', jsonld: '', at });
    await assert.rejects(follower.follow(), (error) => error instanceof EngineProblem && /disk is full/.test(error.message));
    assert.equal(follower.store.position, 1);
    assert.equal((follower.turn[0] ?? 0) % 2, 1, 'no answer is remembered meanwhile');
    full = false;
    await follower.follow();
    assert.deepEqual(await follower.rows(graphsOf), ['<urn:a>', '<urn:b>']);
    assert.deepEqual(follower.remarks, []);
    await follower.end();
    await engine.end();
  });

  it('that keeps what it is told to clear is not asked for ever', async () => {
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!(sent.get('update') ?? '').startsWith('CLEAR SILENT GRAPH <urn:a>')) return false;
        response.writeHead(200).end();
        return true;
      },
    });
    const former = follows(engine, logOf([put('urn:a', '"a"')]));
    engine.store.update(
      'INSERT DATA { GRAPH <urn:banchi:store> { <urn:banchi:store> <urn:banchi:store:registry> "one" ; <urn:banchi:store:position> "7 other" } GRAPH <urn:a> { <urn:b> <urn:c> 1 } }',
    );
    await assert.rejects(former.follow(), /keeps the graph <urn:a>/);
    assert.equal(engine.sent.filter((sent) => (sent.get('update') ?? '').startsWith('CLEAR')).length, 1);
    await former.end();
    await engine.end();
  });

  it('that cannot count its triples is followed all the same', async () => {
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!(sent.get('query') ?? '').includes('COUNT(*)')) return false;
        response.writeHead(500).end('the estimated time exceeds the limit');
        return true;
      },
    });
    const follower = follows(engine, logOf([put('urn:a', '"a"')]));
    await follower.follow();
    await follower.store.count();
    assert.equal(follower.store.holds?.triples, 0);
    assert.match(follower.remarks.join(), /does not count/);
    await follower.end();
    await engine.end();
  });

  it('tells strangers no more than its own words', async () => {
    const engine = await oxigraphEngine({
      misbehave(sent, response) {
        if (!(sent.get('query') ?? '').includes('urn:odd')) return false;
        response.writeHead(400).end('no such thing');
        return true;
      },
    });
    const answers = new RemoteAnswers(
      new Engine({ ...engine.address, query: `${engine.address.query}?key=secret` }),
      { bytes: 1000, rows: 10 },
      10_000,
    );
    const formats = { bindings: 'text/csv', boolean: undefined, graph: undefined };
    const ask = (query: string) => answers.answer({ query, formats, defaultGraphs: undefined, namedGraphs: undefined });
    assert.deepEqual(await ask('SELECT * { <urn:odd> ?p ?o }'), {
      state: 'bad-query',
      reason: { th: 'no such thing', en: 'no such thing' },
    });
    await engine.kill();
    const unreachable = await ask('SELECT * { <urn:b> ?p ?o }');
    assert.ok(unreachable.state === 'unavailable' && !unreachable.message.includes('secret'), JSON.stringify(unreachable));
    await engine.end();
  });

  it('is sent updates no larger than it takes, and no more of them than needed', async () => {
    const engine = await oxigraphEngine();
    const rows = [
      ...Array.from({ length: 250 }, (_, index) => put(`urn:g${index}`, '"a"')),
      put('urn:large', ...Array.from({ length: 12_000 }, (_, index) => `"${index}"`)),
      put('urn:wide', ...Array.from({ length: 4 }, (_, index) => `"${index}${'x'.repeat(400_000)}"`)),
    ];
    const follower = follows(engine, logOf(rows));
    await follower.follow();
    const updates = engine.sent.map((sent) => sent.get('update') ?? '').filter((update) => update.includes('<urn:p>'));
    const triples = updates.map((update) => update.split('<urn:p>').length - 1);
    assert.equal(
      triples.reduce((sum, one) => sum + one, 0),
      12_254,
    );
    assert.ok(Math.max(...triples) <= 5000, `${triples}`);
    assert.ok(Math.max(...updates.map(({ length }) => length)) < 1024 * 1024 + 100_000);
    assert.ok(Math.max(...updates.map((update) => update.split('CLEAR').length - 1)) <= 100);
    assert.ok(updates.length <= 8, `${updates.length} updates`);
    await follower.end();
    await engine.end();
  });
});

describe('A password of an engine elsewhere', () => {
  for (const asks of ['Basic', 'MD5', 'SHA-256'] as const)
    it(`is proved by ${asks === 'Basic' ? asks : `Digest with ${asks}`}, and a stale nonce is no failure`, async () => {
      const engine = await oxigraphEngine({ asks });
      const follower = follows(engine, logOf(Array.from({ length: 1200 }, (_, index) => put(`urn:g${index}`, '"a"'))));
      await follower.follow();
      assert.equal((await follower.rows(graphsOf)).length, 1200);
      // Asked once for each endpoint, or each three requests.
      assert.ok(
        engine.refused() <= (asks === 'Basic' ? 1 : Math.ceil(engine.sent.length / 3)),
        `${engine.refused()} of ${engine.sent.length}`,
      );
      await follower.end();
      await engine.end();
    });

  it('that is wrong is told, and the engine asked no more than once', async () => {
    const engine = await oxigraphEngine({ asks: 'MD5' });
    const { address } = engine;
    const wrong = { ...engine, address: { ...address, credentials: { user: 'a', password: 'b' } } };
    const follower = follows(wrong, logOf([]));
    await assert.rejects(follower.follow(), /answered 401/);
    assert.equal(engine.refused(), 2);
    const none = follows({ ...engine, address: { ...address, credentials: undefined } }, logOf([]));
    await assert.rejects(none.follow(), /answered 401/);
    await follower.end();
    await none.end();
    await engine.end();
  });
});
