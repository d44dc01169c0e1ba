import assert from 'node:assert/strict';
import { datasetFields, resourceFields } from '../../src/catalog/fields.js';
import { gdc, iri, type NamedNode, observations, rdf, rdfs } from '../../src/rdf/terms.js';
import { vocabulary } from '../support/mapping.js';

const { graph } = vocabulary;
const named = Object.values(gdc as Readonly<Record<string, NamedNode | string>>).filter((term) => typeof term !== 'string');
const defined = graph.subjects(iri('http://www.w3.org/2000/01/rdf-schema#isDefinedBy'), iri('https://w3id.org/dcat-ap-th/ns'));
const terms = [...new Map([...named, ...(defined as NamedNode[])].map((term) => [term.value, term])).values()];
const languages = (term: NamedNode, property: NamedNode): string[] =>
  graph
    .objects(term, property)
    .map((literal) => (literal.termType === 'Literal' ? literal.language : ''))
    .sort();

describe('Our namespace', () => {
  for (const term of terms) {
    const name = term.value.slice(gdc.$.length);
    it(`defines gdc:${name}, with a label and a definition in Thai and English`, () => {
      assert.equal(graph.objects(term, rdf.type).length, 1);
      assert.deepEqual(languages(term, rdfs.label), ['en', 'th']);
      assert.deepEqual(languages(term, rdfs.comment), ['en', 'th']);
    });
  }

  it('defines no observation that the mapping does not make', () => {
    const observed = [...graph.find(null, rdfs.comment)]
      .filter(({ object }) => object.value.includes('only in the graph that is validated'))
      .map(({ subject }) => subject.value);
    assert.deepEqual(new Set(observed), observations);
  });

  it('names only fields of the schema, and of CKAN', () => {
    const known = new Set([...datasetFields, ...resourceFields].map(([name]) => name).concat('tags'));
    for (const term of terms)
      for (const { value } of graph.objects(term, iri(`${gdc.$}field`))) assert.ok(known.has(value), `${term.value} ${value}`);
  });
});
