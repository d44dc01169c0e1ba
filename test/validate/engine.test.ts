import assert from 'node:assert/strict';
import { Graph } from '../../src/rdf/graph.js';
import { gdc, type NamedNode, type Quad, type Quad_Subject, quad, sh, tagged } from '../../src/rdf/terms.js';
import { components, readShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { local, readCases, resultsOf } from '../support/cases.js';
import { projectFolder } from '../support/mapping.js';

/** Cases of what SHACL's terms mean: each holds shapes, data and report. To add one, copy another; words are put in here. */
const cases = readCases(projectFolder('test/validate/engine'));

/** Each rule with words in both languages, which readShapes asks for and which these cases are not about. */
function worded(quads: readonly Quad[]): Quad[] {
  const words = quads
    .filter(({ predicate }) => predicate.equals(sh.path))
    .flatMap(({ subject }) =>
      [sh.name, sh.message, gdc.remedy].flatMap((property: NamedNode) =>
        ['th', 'en'].map((language) => quad(subject as Quad_Subject, property, tagged('-', language))),
      ),
    );
  return [...quads, ...words];
}

describe('SHACL as the validator reads it', () => {
  for (const { name, claim, quads, conforms, results } of cases) {
    it(`${name}: ${claim}`, async () => {
      const found = await resultsOf(new Validator(readShapes(worded(quads)), new Graph()), quads);
      assert.deepEqual(found, results);
      assert.equal(conforms, results.length === 0);
    });
  }

  for (const component of components) {
    it(`has a passing and a failing case for ${local(component)}`, () => {
      const using = cases.filter(({ quads }) =>
        quads.some(({ subject, predicate }) => predicate.value === component && subject.value.endsWith('/rule')),
      );
      assert.deepEqual([...new Set(using.map(({ conforms }) => conforms))].sort(), [false, true]);
    });
  }
});
