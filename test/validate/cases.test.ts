import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { iri, type Quad, rdf, sh, type Term } from '../../src/rdf/terms.js';
import { agencyGraph, shapes, validator } from '../support/judging.js';
import { projectFolder } from '../support/mapping.js';

/**
 * A case is a Turtle file with a description and, beside it, the sh:ValidationReport that the project’s shapes must give for
 * it. To add one, copy `complete.ttl`, change it, and write what should be found.
 */
interface Case {
  readonly name: string;
  readonly claim: string;
  readonly data: readonly Quad[];
  readonly conforms: boolean;
  /** `shape focus severity` of each result, sorted. */
  readonly results: readonly string[];
}

const folder = projectFolder('test/validate/cases');
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.ttl'))
  .sort()
  .map(readCase);

function readCase(name: string): Case {
  const text = readFileSync(join(folder, name), 'utf8');
  const quads = parse(text, { label: name });
  const graph = new Graph(quads);
  const [report, ...others] = graph.subjects(rdf.type, iri(`${sh.$}ValidationReport`));
  assert.ok(report !== undefined && others.length === 0, `${name} must hold one sh:ValidationReport`);
  const results = graph.objects(report, iri(`${sh.$}result`));
  const ofReport = new Set([report, ...results].map((term) => term.value));
  const one = (result: Term, property: string): string => graph.object(result, iri(sh.$ + property))?.value ?? `no sh:${property}`;
  return {
    name: name.replace('.ttl', ''),
    claim: text.slice(2, text.indexOf('\n')),
    data: quads.filter(({ subject }) => !ofReport.has(subject.value)),
    conforms: graph.object(report, iri(`${sh.$}conforms`))?.value === 'true',
    results: results
      .map((result) => `${one(result, 'sourceShape')} ${one(result, 'focusNode')} ${local(one(result, 'resultSeverity')).toLowerCase()}`)
      .sort(),
  };
}

function local(value: string): string {
  return value.slice(value.lastIndexOf('#') + 1);
}

describe('The shapes', () => {
  for (const { name, claim, data, conforms, results } of cases) {
    it(`find in ${name}: ${claim}`, async () => {
      const findings = await validator.validate({ quads: data, background: agencyGraph, places: new Map(), given: () => '' });
      assert.deepEqual(findings.map(({ shape, focus, severity }) => `${shape} ${focus} ${severity}`).sort(), results);
      assert.equal(conforms, findings.length === 0);
    });
  }

  const expected = new Set(cases.flatMap(({ results }) => results.map((result) => result.split(' ')[0])));
  const graph = new Graph(shapes.quads);
  const targeted = graph.find(null, sh.targetClass).flatMap(({ subject }) => graph.objects(subject, sh.property).map((term) => term.value));

  it('have targets for their rules', () => assert.ok(new Set(targeted).size > 60));

  for (const shape of new Set(targeted)) {
    const rule = shapes.rules.get(shape);
    // A rule that another covers is never told where both find fault; the validator's own test shows that it fires.
    if (rule?.coveredBy === undefined) it(`have a failing case for ${local(shape)}`, () => assert.ok(expected.has(shape)));
  }

  it('have no rule that no node shape has', () => {
    for (const shape of shapes.rules.keys()) assert.equal(graph.find(null, sh.property, iri(shape)).length > 0, true, shape);
  });

  it('are named in no case that they do not have', () => {
    for (const shape of expected) assert.ok(shape !== undefined && shapes.rules.has(shape), shape);
  });
});

describe('A case', () => {
  it('says what it claims in its first line', () => {
    for (const { name, claim } of cases) assert.match(claim, /^\S.*\.$/, name);
  });

  it('differs from every other', () => {
    assert.equal(new Set(cases.map(({ data }) => toNTriples(data))).size, cases.length);
  });
});
