import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonld from 'jsonld';
import n3 from 'n3';
import type { Validation } from '../../../src/catalog/validation.js';
import { Graph } from '../../../src/rdf/graph.js';
import { parse } from '../../../src/rdf/parse.js';
import { dct, gdc, iri, type NamedNode, prov, rdf, sh, type Term } from '../../../src/rdf/terms.js';
import { faces, writeFace } from '../../../src/serve/report/faces.js';
import { agencyId, source, startApp, type TestApp } from '../../support/app.js';
import { projectFolder } from '../../support/mapping.js';
import { completeRecord } from '../../support/packages.js';

const fixture = projectFolder('test/fixtures/catalogue-of-two-datasets.ttl');
const main = fileURLToPath(new URL('../../../src/main.js', import.meta.url));

interface Json {
  readonly gate: string;
  readonly counts: Record<string, number>;
  readonly rules: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly count: number;
    readonly component: string;
    readonly message: { th: string; en: string };
    readonly occurrences: readonly { node: string; value?: string; fields: string[]; columns: string[] }[];
  }[];
}

/** `rule severity node` of each finding, as each face tells it; labels of blank nodes are the face's own. */
function ofJson(text: string): string[] {
  return (JSON.parse(text) as Json).rules
    .flatMap(({ rule, severity, occurrences }) => occurrences.map(({ node }) => `${rule} ${severity} ${bare(node)}`))
    .sort();
}

function ofTurtle(text: string): string[] {
  return ofGraph(new Graph(new n3.Parser().parse(text)));
}

async function ofJsonLd(text: string): Promise<string[]> {
  const nquads = (await jsonld.toRDF(JSON.parse(text) as object, { format: 'application/n-quads' })) as unknown as string;
  return ofGraph(new Graph(new n3.Parser({ format: 'N-Quads' }).parse(nquads)));
}

function ofGraph(graph: Graph): string[] {
  const one = (result: Term, property: NamedNode): string => graph.object(result, property)?.value ?? `no ${property.value}`;
  return graph
    .subjects(rdf.type, sh.ValidationResult)
    .map((result) => {
      const focus = graph.object(result, sh.focusNode);
      const severity = one(result, sh.resultSeverity).replace(/^.*#/, '').toLowerCase();
      return `${one(result, sh.sourceShape)} ${severity} ${focus?.termType === 'BlankNode' ? '_:' : focus?.value}`;
    })
    .sort();
}

function ofCsv(text: string): string[] {
  assert.ok(text.startsWith('\ufeff'));
  const [head = [], ...rows] = readCsv(text.slice(1));
  const at = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? '';
  return rows.map((row) => `${at(row, 'rule')} ${at(row, 'severity')} ${bare(at(row, 'node'))}`).sort();
}

/** RFC 4180, read another way than it is written. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

function bare(node: string): string {
  return node.replace(/^_:.*/, '_:');
}

/** A count beside each heading of the page and of the terminal's text. */
function countsOf(text: string, headings: readonly string[]): number[] {
  return headings.map((heading) =>
    [...text.matchAll(new RegExp(`${heading}[^(\\n<]{0,40}\\((\\d+)\\)`, 'g'))].reduce((sum, [, count]) => sum + Number(count), 0),
  );
}

describe('The faces of a report', function () {
  this.timeout(60_000);
  let test: TestApp;
  let url: string;
  let validation: Validation;

  before(async () => {
    test = await startApp({ packages: [completeRecord({ license_id: '', title: '=1+1 สถานี&amp;จุดตรวจวัด' })] });
    url = (await test.serve()).url;
    validation = await test.app.flow.validate({
      bytes: readFileSync(fixture),
      name: 'catalogue-of-two-datasets.ttl',
      profile: 'dcat-ap-th',
    });
    await test.app.flow.harvest(source, 'test');
  });
  after(() => test.end());

  function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = { PATH: process.env.PATH ?? '', BANCHI_DATA: test.config.dataDir, BASE_URL: test.config.baseUrl };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [main, ...args], { env, maxBuffer: 2 ** 24 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      );
      child.stdin?.end(args.includes('-') ? readFileSync(fixture) : '');
    });
  }

  it('tell the same findings, by web, API and command', async () => {
    const expected = validation.parts
      .flatMap(({ report }) => report.findings)
      .map(({ shape, severity, focus }) => `${shape} ${severity} ${bare(focus)}`)
      .sort();
    const counts = Object.values(validation.counts);
    const api = async (format: string): Promise<string> =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        await (
          await fetch(`${url}/validate?format=${format}`, {
            method: 'POST',
            body: readFileSync(fixture),
            headers: { 'content-type': 'text/turtle' },
          })
        ).arrayBuffer(),
      );
    const command = async (format: string): Promise<string> => (await run('validate', fixture, '--format', format)).stdout;
    for (const [way, get] of [
      ['API', api],
      ['command', command],
    ] as const) {
      assert.deepEqual(ofJson(await get('json')), expected, `${way} JSON`);
      assert.deepEqual(ofTurtle(await get('ttl')), expected, `${way} Turtle`);
      assert.deepEqual(await ofJsonLd(await get('jsonld')), expected, `${way} JSON-LD`);
      assert.deepEqual(ofCsv(await get('csv')), expected, `${way} CSV`);
      assert.deepEqual(countsOf(await get('html'), ['ข้อที่ต้องแก้ไข', 'ข้อแนะนำ', 'ข้อสังเกต']), counts, `${way} HTML`);
      assert.deepEqual(countsOf(await get('text'), ['ข้อที่ต้องแก้ไข', 'ข้อแนะนำ', 'ข้อสังเกต']), counts, `${way} text`);
    }
    const form = new URLSearchParams({ text: readFileSync(fixture, 'utf8'), type: 'text/turtle' });
    const page = await (await fetch(`${url}/validate`, { method: 'POST', body: form, headers: { accept: 'text/html' } })).text();
    assert.deepEqual(countsOf(page, ['ข้อที่ต้องแก้ไข', 'ข้อแนะนำ', 'ข้อสังเกต']), counts, 'web');
  });

  it('agree on paths, components, values and words between Turtle and JSON', () => {
    const graph = new Graph(new n3.Parser().parse(writeFace('ttl', validation)));
    const { rules, gate } = JSON.parse(writeFace('json', validation)) as Json;
    const [report] = graph.subjects(rdf.type, sh.ValidationReport);
    assert.ok(report !== undefined);
    assert.equal(graph.object(report, gdc.gate)?.value, gdc[gate as 'passed' | 'failed'].value);
    assert.equal(graph.object(report, sh.conforms)?.value, 'false');
    assert.equal(graph.object(report, dct.conformsTo)?.value, 'https://w3id.org/dcat-ap-th/1.0.0');
    for (const { rule, count, component, message } of rules) {
      const results = graph.subjects(sh.sourceShape, iri(rule));
      assert.equal(results.length, count, rule);
      for (const result of results) {
        assert.equal(graph.object(result, sh.sourceConstraintComponent)?.value, component);
        assert.ok(graph.object(result, sh.resultPath) !== undefined, rule);
        assert.deepEqual(
          graph
            .objects(result, sh.resultMessage)
            .map(({ value }) => value)
            .sort(),
          [message.en, message.th].sort(),
        );
      }
    }
  });

  it('name the constraint component and the path that the shapes have', () => {
    const shapes = new Graph(parse(readFileSync(projectFolder('shapes/gdc-words.ttl'), 'utf8'), { label: 'shapes' }));
    const graph = new Graph(new n3.Parser().parse(writeFace('ttl', validation)));
    const [result] = graph.subjects(sh.sourceShape, iri('https://w3id.org/dcat-ap-th/shapes#description-required'));
    assert.ok(result !== undefined);
    assert.equal(graph.object(result, sh.sourceConstraintComponent)?.value, `${sh.$}MinCountConstraintComponent`);
    const path = shapes.object(iri('https://w3id.org/dcat-ap-th/shapes#description-required'), sh.path);
    assert.equal(graph.object(result, sh.resultPath)?.value, path?.value);
  });

  it('say the same in Turtle and in JSON-LD, triple by triple', async () => {
    const canonical = async (nquads: string): Promise<string> =>
      (await jsonld.canonize(nquads as unknown as object, {
        inputFormat: 'application/n-quads',
      })) as unknown as string;
    const record = await test.app.flow.validation(agencyId);
    let fromTurtle = '';
    const writer = new n3.Writer({ format: 'N-Quads' });
    writer.addQuads(new n3.Parser().parse(writeFace('ttl', record)));
    writer.end((_error: Error | null, text: string) => {
      fromTurtle = text;
    });
    const fromJson = (await jsonld.toRDF(JSON.parse(writeFace('jsonld', record)) as object, {
      format: 'application/n-quads',
    })) as unknown as string;
    assert.equal(await canonical(fromJson), await canonical(fromTurtle));
  });

  it('hold no formula that a spreadsheet would run', () => {
    const dirty = { ...validation, parts: validation.parts.map((part) => ({ ...part, title: ' \t=cmd|x', dataset: '@SUM(1)' })) };
    for (const csv of [writeFace('csv', validation), writeFace('csv', dirty)])
      for (const row of readCsv(csv.slice(1))) for (const cell of row) assert.doesNotMatch(cell, /^[\s]*[=+\-@＝＋－＠]/);
  });

  it('of a record: one page that asks for nothing, repairs in PROV, the agency’s report in every face', async () => {
    const page = await run('report', agencyId, 'water-stations', '--html');
    assert.equal(page.code, 1, page.stderr);
    assert.match(page.stdout, /^<!doctype html><html lang="th">[\s\S]*license_id[\s\S]*ระบบปรับแก้ให้โดยอัตโนมัติ/);
    assert.doesNotMatch(page.stdout, /<link|<script|@import|url\(|src=/);
    assert.match(
      (await run('report', agencyId, 'water-stations', '--html', '--lang', 'en')).stdout,
      /<html lang="en">[\s\S]*Must be mended/,
    );
    const graph = new Graph(new n3.Parser().parse((await run('report', agencyId, 'water-stations', '--format', 'ttl')).stdout));
    const mended = graph.find(null, prov.wasDerivedFrom);
    assert.ok(mended.length > 0);
    for (const { subject, object } of mended) for (const node of [subject, object]) assert.ok(graph.object(node, rdf.value) !== undefined);
    for (const format of Object.keys(faces)) assert.notEqual((await run('report', agencyId, '--format', format)).stdout, '', format);
  });

  it('of the command: standard input, several files, exit codes by the gate', async () => {
    const piped = await run('validate', '-', '--json');
    assert.equal(piped.code, 1);
    assert.deepEqual(ofJson(piped.stdout).length, validation.parts.flatMap(({ report }) => report.findings).length);
    const good = join(test.config.dataDir, 'good.json');
    writeFileSync(good, JSON.stringify(completeRecord()));
    assert.equal((await run('validate', good)).code, 0);
    assert.equal((await run('validate', good, fixture)).code, 1);
    const broken = join(test.config.dataDir, 'broken.ttl');
    writeFileSync(broken, '<a> <b');
    const ran = await run('validate', broken, good);
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /broken\.ttl[\s\S]*บรรทัดที่ 1[\s\S]*line 1/);
    assert.match(ran.stdout, /ผ่านเกณฑ์/);
    assert.equal((await run('validate', join(test.config.dataDir, 'nothing.ttl'))).code, 2);
    assert.equal((await run('validate')).code, 2);
    assert.equal((await run('validate', good, '--profile', 'x')).code, 2);
  });
});
