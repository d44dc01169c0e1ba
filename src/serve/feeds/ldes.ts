import type { Change } from '../../catalog/directory.js';
import { contextPath } from '../../rdf/context.js';
import { parseNQuads } from '../../rdf/parse.js';
import { termToNTriples, toNTriples } from '../../rdf/serialise.js';
import { activity, iri, ldes, type NamedNode, type Quad, quad, rdf, rdfs, tree, typed, voidNs, xsd } from '../../rdf/terms.js';
import type { ChangePage, ChangePages } from './pages.js';

/** How a page of changes is written: head, a text for each change with what stands before it, and the end. */
export interface ChangeFormat {
  readonly type: string;
  head(quads: readonly Quad[]): string;
  member(change: Change): string;
  readonly between: string;
  readonly end: string;
}

/** The names of the feed's parts. */
export interface FeedNames {
  readonly base: string;
  /** Address of a page. */
  page(seq: number): string;
  /** A member of the page that begins with `first`. */
  member(first: number, seq: number): string;
}

export function feedNames(base: string): FeedNames {
  const page = (seq: number): string => `${base}/changes/${seq}`;
  return { base, page, member: (first, seq) => `${page(first)}#change-${seq}` };
}

/** What the stream is: every page repeats it. */
function streamQuads({ base }: FeedNames): Quad[] {
  const [stream, root] = [iri(`${base}/changes#stream`), iri(`${base}/changes`)];
  return [
    quad(stream, rdf.type, ldes.EventStream),
    quad(stream, ldes.timestampPath, activity.published),
    quad(stream, ldes.versionOfPath, activity.object),
    quad(stream, tree.view, root),
  ];
}

/** The root: how far it reaches back, the snapshot to begin with, and the oldest page. */
export function rootQuads(names: FeedNames, pages: ChangePages, days: number): Quad[] {
  const root = iri(`${names.base}/changes`);
  const policy = iri(`${root.value}#retention`);
  const oldest = pages.oldest();
  return [
    ...streamQuads(names),
    quad(root, rdf.type, tree.Node),
    quad(root, ldes.retentionPolicy, policy),
    quad(policy, rdf.type, ldes.DurationAgoPolicy),
    quad(policy, tree.value, typed(`P${days}D`, xsd.duration)),
    quad(root, rdfs.seeAlso, iri(`${names.base}/dumps/latest.nq.gz`)),
    quad(iri(`${root.value}#stream`), voidNs.dataDump, iri(`${names.base}/dumps/latest.nq.gz`)),
    ...(oldest === undefined ? [] : relation(root, `${root.value}#oldest`, names.page(oldest.seq), oldest.published)),
  ];
}

/** A page: its place in the stream and the page after it. */
export function pageQuads(names: FeedNames, page: ChangePage): Quad[] {
  const node = iri(names.page(page.first.seq));
  const { next } = page;
  return [
    ...streamQuads(names),
    quad(node, rdf.type, tree.Node),
    ...(next === undefined ? [] : relation(node, `${node.value}#next`, names.page(next.seq), next.published)),
  ];
}

/** Everything on the other page is of that moment or later. */
function relation(from: NamedNode, name: string, to: string, since: string): Quad[] {
  const node = iri(name);
  return [
    quad(from, tree.relation, node),
    quad(node, rdf.type, tree.GreaterThanOrEqualToRelation),
    quad(node, tree.node, iri(to)),
    quad(node, tree.path, activity.published),
    quad(node, tree.value, typed(since, xsd.dateTime)),
  ];
}

function memberQuads(names: FeedNames, first: number, { seq, type, graph, published }: Change): Quad[] {
  const node = iri(names.member(first, seq));
  return [
    quad(iri(`${names.base}/changes#stream`), tree.member, node),
    quad(node, rdf.type, activity[type]),
    quad(node, activity.object, iri(graph.replace(/\/record$/, ''))),
    quad(node, activity.published, typed(published, xsd.dateTime)),
  ];
}

/** TriG: what a change says in the default graph, what the dataset was then in the graph of the change's name (DCAT-AP Feeds). */
export function trig(names: FeedNames, first: number): ChangeFormat {
  return {
    type: 'application/trig',
    head: (quads) => toNTriples(quads),
    member(change) {
      const node = termToNTriples(iri(names.member(first, change.seq)));
      const payload = change.nquads === '' ? '' : `${node} {\n${toNTriples(parseNQuads(change.nquads))}}\n`;
      return toNTriples(memberQuads(names, first, change)) + payload;
    },
    between: '',
    end: '',
  };
}

/** N-Quads, the same line by line. */
export function nquads(names: FeedNames, first: number): ChangeFormat {
  return {
    ...trig(names, first),
    type: 'application/n-quads',
    member(change) {
      const graph = ` ${termToNTriples(iri(names.member(first, change.seq)))} .\n`;
      return toNTriples(memberQuads(names, first, change)) + toNTriples(parseNQuads(change.nquads)).replaceAll(' .\n', graph);
    },
  };
}

const context = {
  as: activity.$,
  ldes: ldes.$,
  tree: tree.$,
  void: voidNs.$,
  xsd: xsd.$,
};

/** JSON-LD, with the dataset as our own JSON-LD has it. */
export function jsonld(names: FeedNames, first: number): ChangeFormat {
  return {
    type: 'application/ld+json',
    head(quads) {
      const nodes = new Map<string, Record<string, unknown[]>>();
      for (const { subject, predicate, object } of quads) {
        const node = nodes.get(subject.value) ?? {};
        nodes.set(subject.value, node);
        const name = predicate.equals(rdf.type) ? '@type' : predicate.value;
        const value = object.termType === 'Literal' ? { '@value': object.value, '@type': object.datatype.value } : { '@id': object.value };
        node[name] = [...(node[name] ?? []), name === '@type' ? object.value : value];
      }
      const texts = [...nodes].map(([node, values]) => JSON.stringify({ '@id': node, ...values }));
      const contexts = JSON.stringify([`${names.base}${contextPath}`, context]);
      return `{"@context":${contexts},"@graph":[${texts.join(',\n')}`;
    },
    member(change) {
      const node = {
        '@id': names.member(first, change.seq),
        '@type': `as:${change.type}`,
        'as:object': { '@id': change.graph.replace(/\/record$/, '') },
        'as:published': { '@value': change.published, '@type': 'xsd:dateTime' },
      };
      const listed = JSON.stringify({ '@id': `${names.base}/changes#stream`, 'tree:member': { '@id': node['@id'] } });
      if (change.jsonld === '') return `${listed},\n${JSON.stringify(node)}`;
      const payload = change.jsonld.replace(/^\{"@context":"[^"]*",/, '{');
      return `${listed},\n${JSON.stringify(node).slice(0, -1)},"@graph":[${payload}]}`;
    },
    between: ',\n',
    end: ']}\n',
  };
}
