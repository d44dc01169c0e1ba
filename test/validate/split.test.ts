import assert from 'node:assert/strict';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { splitDocument } from '../../src/validate/split.js';

const prefixes =
  '@prefix : <https://a.example/> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n';

/** Local names of what is judged with each dataset, and with none. */
function split(turtle: string): Record<string, string[]> {
  const { datasets, shared } = splitDocument(new Graph(parse(prefixes + turtle, { label: 'x' })));
  const names = (quads: typeof shared): string[] =>
    [...new Set(quads.map(({ subject }) => subject.value.replace('https://a.example/', '')))].sort();
  const parts = datasets.map(({ node, quads }) => [node.value.replace('https://a.example/', ''), names(quads)] as const);
  return { ...Object.fromEntries(parts), '-': names(shared) };
}

describe('A document that is split', () => {
  it('gives each dataset its own nodes and its record, at any distance', () => {
    assert.deepEqual(split(':a a dcat:Dataset ; :p :x . :x :p :y . :y :p 1 . :record foaf:primaryTopic :a . :b a dcat:Dataset .'), {
      a: ['a', 'record', 'x', 'y'],
      b: ['b'],
      '-': [],
    });
  });

  it('judges once what two datasets reach, and what that leads to', () => {
    assert.deepEqual(split(':a a dcat:Dataset ; :by :org . :b a dcat:Dataset ; :by :org . :org :in :place . :place :p 1 .'), {
      a: ['a'],
      b: ['b'],
      '-': ['org', 'place'],
    });
  });

  it('leaves catalogues, series, services and other datasets to themselves', () => {
    const turtle =
      ':a a dcat:Dataset ; :p :b, :c, :s, :v . :b a dcat:Dataset . :c a dcat:Catalog ; :p :x . :x :p 1 . :s a dcat:DatasetSeries . :v a dcat:DataService .';
    assert.deepEqual(split(turtle), { a: ['a'], b: ['b'], '-': ['c', 's', 'v', 'x'] });
  });

  it('ends with nodes that lead back to each other', () => {
    assert.deepEqual(split(':a a dcat:Dataset ; :p :x . :x :p :y . :y :p :x, :a . :b a dcat:Dataset ; :p :y .'), {
      a: ['a'],
      b: ['b'],
      '-': ['x', 'y'],
    });
  });

  it('has every triple in one part', () => {
    const graph = new Graph(
      parse(`${prefixes}:a a dcat:Dataset ; :p :x . :b a dcat:Dataset ; :p :x . :x :p 1, 2 . :z :p :a .`, { label: 'x' }),
    );
    const { datasets, shared } = splitDocument(graph);
    assert.equal([...datasets.flatMap(({ quads }) => quads), ...shared].length, graph.size);
  });
});
