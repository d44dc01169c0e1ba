import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Problem } from '../../src/catalog/problem.js';
import type { Validation } from '../../src/catalog/validation.js';
import { parse } from '../../src/rdf/parse.js';
import { startApp, type TestApp } from '../support/app.js';
import { projectFolder } from '../support/mapping.js';
import { completeRecord, manyRecords } from '../support/packages.js';
import { inEverySyntax } from '../support/syntaxes.js';

const profile = 'dcat-ap-th';
const turtle = readFileSync(projectFolder('test/fixtures/catalogue-of-two-datasets.ttl'), 'utf8');

/** Findings without labels of blank nodes, which are each syntax's own. */
function findings({ parts }: Validation): string[] {
  return parts
    .flatMap(({ report }) => report.findings)
    .map(({ shape, severity, focus, value }) => `${shape} ${severity} ${focus.replace(/^_:.*/, '_:')} ${value?.replace(/^_:.*/, '_:')}`)
    .sort();
}

describe('The validator', function () {
  this.timeout(60_000);
  let test: TestApp;

  before(async () => {
    test = await startApp();
  });
  after(() => test.end());

  function validate(content: string | object, more: { mediaType?: string; name?: string; profile?: 'dcat-ap' } = {}): Promise<Validation> {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    return test.app.flow.validate({ bytes, profile, ...more });
  }

  it('finds the same in every syntax', async () => {
    const expected = findings(await validate(turtle, { mediaType: 'text/turtle' }));
    assert.ok(expected.length > 40);
    for (const { name, mediaType, text } of await inEverySyntax(parse(turtle, { label: 'fixture' })))
      assert.deepEqual(findings(await validate(text, { mediaType })), expected, name);
  });

  it('finds personal data and keys in RDF as in CKAN’s JSON, and shows neither', async () => {
    const found = await validate(`
      @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
      <https://data.agency.example/d> a dcat:Dataset ; dct:title "ทะเบียน"@th ; dct:description "โทร 081-234-5678 เลข 1101700230708"@th ;
        dcat:distribution <https://data.agency.example/d/1> .
      <https://data.agency.example/d/1> a dcat:Distribution ; dcat:accessURL <https://api.agency.example/x?api_key=AbCd1234EfGh5678> .`);
    const privacy = found.parts
      .flatMap(({ report }) => report.findings)
      .filter(({ shape }) => /no-(?:personal-data|credential)$/.test(shape));
    assert.deepEqual(privacy.map(({ focus, value }) => `${focus.split('/').at(-1)} ${value}`).sort(), [
      '1 dcat:accessURL: api-key',
      'd dct:description: citizen-id, dct:description: mobile-number',
    ]);
    assert.ok(!/234-5678|1101700230708|AbCd1234/.test(JSON.stringify(found)));
  });

  it('judges a catalogue dataset by dataset and what they share once, and sums up', async () => {
    const { parts, datasets, counts, gate, omitted } = await validate(turtle);
    assert.deepEqual(
      parts.map(({ dataset }) => dataset?.slice('https://data.agency.example/'.length)),
      ['prices', 'stations', undefined],
    );
    assert.deepEqual(datasets, { found: 2, judged: 2, passed: 0, failed: 2 });
    const ofAgency = parts
      .flatMap(({ report }) => report.findings)
      .filter(({ severity, focus }) => focus.endsWith('/agency') && severity === 'violation');
    assert.equal(ofAgency.length, 1);
    assert.equal(
      counts.violation,
      parts.reduce((sum, part) => sum + part.counts.violation, 0),
    );
    assert.deepEqual([gate, omitted], ['failed', 0]);
  });

  it('looks up in the whole document what a dataset names, and counts nothing twice', async () => {
    const typed = await validate(
      `${turtle}\n<https://data.agency.example/prices> <http://purl.org/dc/terms/creator> <https://data.agency.example/agency> .`,
    );
    const creators = typed.parts
      .flatMap(({ report }) => report.findings)
      .filter(({ value }) => value === 'https://data.agency.example/agency');
    assert.deepEqual(creators, []);
  });

  it('shows no key, number or address of a person that a document holds', async () => {
    const shown = JSON.stringify(await validate(turtle));
    for (const secret of ['8f14e45fceea167a5a36dedd4bea2543', '081-234-5678', 'somchai.j@']) assert.ok(!shown.includes(secret), secret);
  });

  it('judges by DCAT-AP alone when asked to', async () => {
    const { parts, profile: judgedBy } = await validate(turtle, { profile: 'dcat-ap' });
    const bases = new Set(parts.flatMap(({ report }) => report.findings.map(({ basis }) => basis)));
    assert.deepEqual([...bases], ['DCAT-AP 3.0.1']);
    assert.equal(judgedBy, 'dcat-ap');
  });

  const ckan: readonly [form: string, json: unknown, count: number][] = [
    ['one package', completeRecord(), 1],
    ['an answer of package_show', { success: true, result: completeRecord() }, 1],
    ['an answer of package_search', { success: true, result: { count: 3, results: manyRecords(3) } }, 3],
    ['the result of package_search alone', { count: 2, results: manyRecords(2) }, 2],
    ['a list', manyRecords(4), 4],
    ['a package without an id', completeRecord({ id: undefined }), 1],
  ];
  for (const [form, json, count] of ckan) {
    it(`maps and judges CKAN’s JSON: ${form}`, async () => {
      const { datasets, gate, syntax } = await validate(json as object, { mediaType: 'application/json' });
      assert.deepEqual(datasets, { found: count, judged: count, passed: count, failed: 0 });
      assert.deepEqual([gate, syntax], ['passed', 'CKAN JSON']);
    });
  }

  it('says of a package what is wrong with it, with repairs, and that the door would not open', async () => {
    const { parts, gate, repairs } = await validate(completeRecord({ license_id: '', title: 'สถานี&amp;จุดตรวจวัด', private: true }));
    assert.equal(gate, 'failed');
    assert.deepEqual(
      parts[0]?.report.findings.filter(({ severity }) => severity === 'violation').map(({ fields, columns }) => [fields, columns]),
      [[['license_id'], ['license_id']]],
    );
    assert.ok(parts[0]?.report.repairs.some(({ rule }) => rule === 'html-entities'));
    assert.match(repairs['html-entities']?.th ?? '', /[ก-๙]/);
    assert.match(parts[0]?.notes[0]?.en ?? '', /would not take it: private/);
  });

  const nothing: readonly [claim: string, content: string, says: RegExp][] = [
    ['RDF without a dataset', '<https://a.example/> a <https://a.example/T> .', /no dcat:Dataset in it/],
    ['an answer that failed', '{"success": false, "error": {"message": "Not found"}}', /failed call\. Not found/],
    ['an empty list', '[]', /no dataset in it/],
    ['other JSON', '{"hello": "world"}', /no dataset in it/],
    ['a number', '[1, 2]', /no dataset in it/],
  ];
  for (const [claim, content, says] of nothing) {
    it(`says so when there is no dataset: ${claim}`, async () => {
      await assert.rejects(
        validate(content, { mediaType: claim.startsWith('RDF') ? 'text/turtle' : 'application/json' }),
        (error: Problem) => {
          assert.match(error.detail.en, says);
          return error.kind === 'no-dataset' && error.status === 422 && error.remedy !== undefined;
        },
      );
    });
  }

  it('judges as many datasets and keeps as many findings as it may, and says how many there are', async () => {
    const { validate: limits } = test.config;
    const small = await test.restart({ config: { validate: { ...limits, datasets: 3, findings: 10 } } });
    try {
      const empty = manyRecords(5, () => ({ license_id: '', objective: '' }));
      const judged = await small.app.flow.validate({ bytes: Buffer.from(JSON.stringify(empty)), profile });
      assert.deepEqual(judged.datasets, { found: 5, judged: 3, passed: 0, failed: 3 });
      assert.equal(judged.parts.flatMap(({ report }) => report.findings).length, 10);
      assert.equal(judged.omitted, judged.counts.violation + judged.counts.warning + judged.counts.info - 10);
      assert.ok(judged.omitted > 0);
      assert.match(judged.notes[0]?.en ?? '', /first 3 of 5 datasets/);
    } finally {
      test = await small.restart({ config: { validate: limits } });
    }
  });

  it('judges a cycle of 10,000 blank nodes', async () => {
    const cycle = Array.from(
      { length: 10_000 },
      (_, index) => `_:b${index} <http://purl.org/dc/terms/relation> _:b${(index + 1) % 10_000} .`,
    ).join('\n');
    const poison = `<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/relation> _:b0 .\n${cycle}`;
    assert.deepEqual((await validate(poison, { mediaType: 'text/turtle' })).datasets, { found: 1, judged: 1, passed: 0, failed: 1 });
  });

  it('refuses a node with 100,000 values and names it', async () => {
    const values = Array.from({ length: 100_000 }, (_, index) => `<https://a.example/${index}>`).join(', ');
    const poison = `<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://www.w3.org/ns/dcat#distribution> ${values} .`;
    await assert.rejects(validate(poison, { mediaType: 'text/turtle' }), (error: Problem) => {
      assert.match(
        error.detail.en,
        /^Node https:\/\/a\.example\/d has more than 10,000 values of http:\/\/www\.w3\.org\/ns\/dcat#distribution/,
      );
      return error.kind === 'too-complex';
    });
  });

  it('ends a thread that takes too long, replaces it, and goes on with the rest', async () => {
    const { validate: limits } = test.config;
    const hasty = await test.restart({ config: { validate: { ...limits, ms: 3000, threads: 2 } } });
    try {
      const values = Array.from({ length: 10_000 }, (_, index) => `:${index}`).join(', ');
      const datasets = Array.from({ length: 10 }, (_, index) => `:d${index} a dcat:Dataset ; dcat:distribution ${values} .`).join('\n');
      const poison = `@prefix : <https://a.example/> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n${datasets}`;
      const slow = hasty.app.flow.validate({ bytes: Buffer.from(poison), mediaType: 'text/turtle', profile });
      const failed = assert.rejects(
        slow,
        (error: Problem) => error instanceof Problem && error.kind === 'too-complex' && /within 3 s/.test(error.detail.en),
      );
      const other = await hasty.app.flow.validate({ bytes: Buffer.from(JSON.stringify(completeRecord())), profile });
      assert.equal(other.gate, 'passed');
      await failed;
      const later = await Promise.all(
        [1, 2, 3].map(() => hasty.app.flow.validate({ bytes: Buffer.from(JSON.stringify(completeRecord())), profile })),
      );
      assert.deepEqual(
        later.map(({ gate }) => gate),
        ['passed', 'passed', 'passed'],
      );
    } finally {
      test = await hasty.restart({ config: { validate: limits } });
    }
  });

  it('replaces a thread that dies of a document that is too much for its memory', async () => {
    const { validate: limits } = test.config;
    const tight = await test.restart({ config: { validate: { ...limits, memoryMb: 96 } } });
    try {
      const huge = Array.from(
        { length: 120_000 },
        (_, index) =>
          `<https://a.example/${index}> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "${index}", "x${index}", "y${index}" .`,
      );
      await assert.rejects(
        tight.app.flow.validate({ bytes: Buffer.from(huge.join('\n')), mediaType: 'text/turtle', profile }),
        (error: Problem) => error instanceof Problem && error.kind === 'too-complex' && /96 MB of memory/.test(error.detail.en),
      );
      const later = await tight.app.flow.validate({ bytes: Buffer.from(JSON.stringify(completeRecord())), profile });
      assert.equal(later.gate, 'passed');
    } finally {
      test = await tight.restart({ config: { validate: limits } });
    }
  });

  it('refuses a document larger than it may be', async () => {
    const bytes = Buffer.alloc(test.config.validate.bytes + 1, 0x20);
    await assert.rejects(
      test.app.flow.validate({ bytes, profile }),
      (error: Problem) => error.status === 413 && /16 MB/.test(error.detail.en),
    );
  });

  it('keeps keys of an address out of the report', async () => {
    const portal = new URL(`${test.portal.url}/api/3/action/package_search?rows=10&start=0&api_key=8f14e45fceea167a5a36dedd4bea2543`);
    test.portal.offer([completeRecord()]);
    const { subject } = await test.app.flow.validateAddress(portal.href, { profile });
    assert.match(subject, /package_search/);
    assert.doesNotMatch(subject, /8f14e45/);
  });

  it('fetches an address through the guarded client alone', async () => {
    const found = test.portal.url;
    test.portal.offer([completeRecord()]);
    const validation = await test.app.flow.validateAddress(`${found}/api/3/action/package_search?rows=10&start=0`, { profile });
    assert.equal(validation.datasets.judged, 1);
    for (const address of ['http://127.0.0.1:1/', 'file:///etc/passwd', 'http://169.254.169.254/latest/', 'nonsense'])
      await assert.rejects(test.app.flow.validateAddress(address, { profile }), Problem, address);
    await assert.rejects(
      test.app.flow.validateAddress(`${found}/nothing`, { profile }),
      (error: Problem) => error.kind === 'source-failed',
    );
  });
});
