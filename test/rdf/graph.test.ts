import assert from 'node:assert/strict';
import { Graph } from '../../src/rdf/graph.js';
import { dct, factory, iri, type Quad, quad, rdf, skos, type Term, tagged, typed, xsd } from '../../src/rdf/terms.js';
import { map, vocabulary } from '../support/mapping.js';

const [a, b, c] = [iri('https://a.example/a'), iri('https://a.example/b'), iri('https://a.example/c')];

describe('A graph', () => {
  it('finds what scanning every triple finds, for every combination of given terms', () => {
    const quads = map().quads.slice(0, 40);
    const graph = new Graph(quads);
    const terms = (part: 'subject' | 'predicate' | 'object'): (Term | null)[] => [null, c, ...quads.slice(0, 12).map((one) => one[part])];
    let found = 0;
    for (const subject of terms('subject')) {
      for (const predicate of terms('predicate')) {
        for (const object of terms('object')) {
          const scanned = quads.filter(
            (one) =>
              (!subject || one.subject.equals(subject)) &&
              (!predicate || one.predicate.equals(predicate)) &&
              (!object || one.object.equals(object)),
          );
          const looked = graph.find(subject, predicate, object);
          assert.deepEqual(new Set(looked), new Set(scanned));
          found += looked.length;
        }
      }
    }
    assert.ok(found > 300, String(found));
  });

  it('holds each triple once, whatever its graph', () => {
    const graph = new Graph([quad(a, dct.title, tagged('x', 'th')), quad(a, dct.title, tagged('x', 'th'), c)]);
    assert.equal(graph.size, 1);
    assert.equal([...graph].length, 1);
  });

  it('looks at few triples to add one more to a subject of many', () => {
    let looks = 0;
    const counting = (value: string): Quad => {
      const one = quad(a, dct.title, tagged(value, 'th'));
      const equals = one.predicate.equals.bind(one.predicate);
      const look = (other: Term): boolean => {
        looks += 1;
        return equals(other);
      };
      return Object.assign(Object.create(one), { predicate: Object.assign(Object.create(one.predicate), { equals: look }) });
    };
    const values = Array.from({ length: 5000 }, (_, index) => String(index));
    const graph = new Graph([...values, ...values].map(counting));
    assert.equal(graph.size, values.length);
    assert.ok(looks < 20 * values.length, String(looks));
  });

  it('holds each triple once of a subject with many', () => {
    const many = Array.from({ length: 200 }, (_, index) => quad(a, dct.title, tagged(`x${index % 100}`, index % 3 === 0 ? 'th' : 'en')));
    const distinct = new Set(many.map(({ object }) => `${object.value} ${object.termType === 'Literal' ? object.language : ''}`));
    assert.equal(new Graph(many).size, distinct.size);
  });

  it('tells values of different kinds apart that look alike', () => {
    const values = [
      tagged('x', 'th'),
      tagged('x', 'en'),
      tagged('x', undefined),
      typed('x', xsd.integer),
      iri('x'),
      factory.blankNode('x'),
      tagged('https://a.example/a', undefined),
      a,
    ];
    const graph = new Graph(values.map((value) => quad(a, dct.title, value)));
    assert.equal(graph.size, values.length);
    for (const value of values)
      assert.deepEqual(
        graph.find(null, null, value).map(({ object }) => object),
        [value],
      );
  });

  it('does not take a literal for the IRI it quotes', () => {
    const graph = new Graph([quad(a, rdf.type, b)]);
    assert.deepEqual(graph.find(tagged(a.value, undefined)), []);
    assert.deepEqual(
      graph.find(null, tagged(rdf.type.value, undefined)).length + graph.find(null, null, tagged(b.value, undefined)).length,
      1,
    );
  });

  it('reads values and subjects', () => {
    const graph = new Graph([
      quad(a, dct.title, tagged('x', 'th')),
      quad(b, dct.title, tagged('x', 'th')),
      quad(a, rdf.type, skos.Concept),
    ]);
    assert.deepEqual(
      graph.objects(a, dct.title).map(({ value }) => value),
      ['x'],
    );
    assert.equal(graph.object(b, rdf.type), undefined);
    assert.deepEqual(
      graph.subjects(dct.title, tagged('x', 'th')).map(({ value }) => value),
      [a.value, b.value],
    );
  });

  it('takes more triples', () => {
    const graph = new Graph().add(quad(a, dct.title, tagged('x', 'th')));
    assert.equal(graph.add(quad(a, dct.title, tagged('y', 'th'))).size, 2);
    assert.equal(graph.objects(a, dct.title).length, 2);
  });

  it('tells how many triples match, as a dataset does', () => {
    const graph = new Graph([quad(a, dct.title, tagged('x', 'th')), quad(a, rdf.type, b)]);
    assert.equal(graph.match(a).size, 2);
    assert.equal(graph.match(b).size, 0);
    assert.deepEqual(
      [...graph.match(a, rdf.type)].map(({ object }: Quad) => object),
      [b],
    );
  });

  it('finds every triple of the vocabularies by its subject and by its object', () => {
    let triples = 0;
    for (const one of vocabulary.graph) {
      triples += 1;
      if (triples % 50 !== 0) continue;
      assert.ok(vocabulary.graph.find(one.subject).includes(one));
      assert.ok(vocabulary.graph.find(null, null, one.object).includes(one));
    }
    assert.equal(triples, vocabulary.graph.size);
  });
});
