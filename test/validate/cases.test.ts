import assert from 'node:assert/strict';
import { Validator as ShaclEngine } from 'shacl-engine';
import { Graph } from '../../src/rdf/graph.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { factory, gdc, iri, type Quad, rdf, sh, type Term } from '../../src/rdf/terms.js';
import { Overlay } from '../../src/validate/overlay.js';
import { readShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { type Case, local, readCases, resultsOf } from '../support/cases.js';
import { agencyGraph, shapes, validator } from '../support/judging.js';
import { projectFolder, vocabulary } from '../support/mapping.js';

/**
 * Cases of the project’s shapes: a description, and the report that they must give for it. To add one, copy `complete.ttl`,
 * change it, and write what should be found. A case may give a target to a shape that has none.
 */
const cases = readCases(projectFolder('test/validate/cases'));
const graph = new Graph(shapes.quads);
const targetTerms = [sh.targetClass, sh.targetSubjectsOf];
const isTarget = ({ predicate }: Quad): boolean => targetTerms.some((term) => term.equals(predicate));

function validatorOf({ quads }: Case): Validator {
  const targets = quads.filter(isTarget);
  return targets.length === 0 ? validator : new Validator({ ...shapes, quads: [...shapes.quads, ...targets] }, vocabulary.graph);
}

const dataOf = ({ quads }: Case): Quad[] => quads.filter((one) => !isTarget(one));

describe('The shapes', () => {
  for (const one of cases) {
    it(`find in ${one.name}: ${one.claim}`, async () => {
      assert.deepEqual(await resultsOf(validatorOf(one), dataOf(one)), one.results);
      assert.equal(one.conforms, one.results.length === 0);
    });
  }

  const expected = new Set(cases.flatMap(({ results }) => results.map((result) => result.split(' ')[0])));
  const targeted = new Set(
    targetTerms
      .flatMap((term) => graph.find(null, term))
      .flatMap(({ subject }) => graph.objects(subject, sh.property).map((term) => term.value)),
  );

  it('have targets for their rules', () => assert.ok(targeted.size > 380));

  for (const shape of targeted) {
    if (shapes.rules.get(shape)?.coveredBy === undefined)
      it(`have a failing case for ${local(shape)}`, () => assert.ok(expected.has(shape)));
  }

  it('have a failing case for each rule that another covers, were it told', async () => {
    const uncovered = new Validator(readShapes(shapes.quads.filter(({ predicate }) => !predicate.equals(gdc.coveredBy))), vocabulary.graph);
    const found = new Set(
      (await Promise.all(cases.map((one) => resultsOf(uncovered, dataOf(one))))).flat().map((result) => result.split(' ')[0]),
    );
    for (const { iri: shape, coveredBy } of shapes.rules.values()) if (coveredBy !== undefined) assert.ok(found.has(shape), shape);
  });

  it('have for each rule about values a case that has such values and conforms', () => {
    const passing = cases.filter(({ conforms }) => conforms).map((one) => new Graph(dataOf(one)));
    for (const target of new Set(graph.find(null, sh.targetClass).map(({ subject }) => subject))) {
      const focuses = passing.flatMap((data) =>
        graph.objects(target, sh.targetClass).flatMap((term) => data.subjects(rdf.type, term).map((focus) => ({ data, focus }))),
      );
      for (const shape of graph.objects(target, sh.property)) {
        const property = shapes.rules.get(shape.value)?.property;
        if (property === undefined || graph.object(shape, sh.maxCount)?.value === '0') continue;
        assert.ok(
          focuses.some(({ data, focus }) => data.object(focus, property) !== undefined),
          shape.value,
        );
      }
    }
  });

  it('have no rule that no node shape has', () => {
    for (const shape of shapes.rules.keys()) assert.equal(graph.find(null, sh.property, iri(shape)).length > 0, true, shape);
  });

  it('are named in no case that they do not have', () => {
    for (const shape of expected) assert.ok(shape !== undefined && shapes.rules.has(shape), shape);
  });
});

describe('What the plan leaves out', () => {
  const engine = new ShaclEngine(graph, { factory });
  const targets: readonly { terms: readonly Term[] }[] = [
    ...new Map(targetTerms.flatMap((term) => graph.find(null, term)).map(({ subject }) => [subject.value, { terms: [subject] }])).values(),
  ];
  const uncovered = new Validator(readShapes(shapes.quads.filter(({ predicate }) => !predicate.equals(gdc.coveredBy))), vocabulary.graph);

  it('would find nothing: the engine over every rule agrees on each case', async () => {
    for (const one of cases) {
      const dataset = new Overlay(new Graph(dataOf(one)), [agencyGraph, vocabulary.graph]);
      const { results } = await engine.validate({ dataset }, targets);
      const every = results.map(({ shape, focusNode }) => `${shape.ptr.term.value} ${focusNode.term.value}`).sort();
      const planned = (await resultsOf(uncovered, dataOf(one))).map((result) => result.replace(/ \w+$/, ''));
      assert.deepEqual(planned, every, one.name);
    }
  });
});

describe('A case', () => {
  it('says what it claims in its first line', () => {
    for (const { name, claim } of cases) assert.match(claim, /^\S.*\.$/, name);
  });

  it('differs from every other', () => {
    assert.equal(new Set(cases.map(({ quads }) => toNTriples(quads))).size, cases.length);
  });
});
