import assert from 'node:assert/strict';
import jsonld from 'jsonld';
import type { Frame, JsonLd } from 'jsonld/jsonld-spec.js';
import type { MappedRecord } from '../../src/map/map.js';
import { stampQuads } from '../../src/publish/record-graph.js';
import { classNames, contextDocument, contextTerms, reverseTerms } from '../../src/rdf/context.js';
import { Graph } from '../../src/rdf/graph.js';
import { type JsonNode, type JsonValue, writeNode } from '../../src/rdf/jsonld-writer.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { dcat, dct, foaf, iri, type Quad, quad, rdf, tagged, typed, xsd } from '../../src/rdf/terms.js';
import { dataset, map, mapResource } from '../support/mapping.js';
import { completeRecord, fixture } from '../support/packages.js';

const contextIri = 'https://catalogue.test/context/1.jsonld';

/** Serves our context and nothing else: a document of ours needs no other. */
async function documentLoader(url: string) {
  if (url !== contextIri) throw new Error(`${url} was asked for`);
  return { documentUrl: url, document: contextDocument() as unknown as JsonLd };
}

/** JSON-LD as the library reads and writes it; its types know neither all options nor plain JSON. */
type Document = jsonld.JsonLdDocument;

async function toTriples(document: JsonNode): Promise<string> {
  const nquads = await jsonld.toRDF({ '@context': contextIri, ...document } as Document, { format: 'application/n-quads', documentLoader });
  return String(nquads).trimEnd().split('\n').sort().join('\n');
}

/**
 * What the library’s framing makes of the triples. An integer or truth value is put in as it is in JSON with its datatype, as it is in expanded
 * JSON-LD of ours: fromRDF gives either a string with the datatype or a number without it, and a number without it would not
 * come under the term.
 */
async function framed(quads: readonly Quad[], root: string): Promise<JsonNode> {
  const expanded = await jsonld.fromRDF(toNTriples(quads) as unknown as object, { format: 'application/n-quads' });
  const never = { '@embed': '@never' };
  const reverse = Object.fromEntries(reverseTerms.map(({ name, embed }) => [name, embed ? { recordInCatalog: never } : never]));
  const frame = { '@context': contextIri, id: root, ...reverse };
  // The types have framing without a loader.
  const options: jsonld.Options.Frame & jsonld.Options.DocLoader = { documentLoader };
  const result = await jsonld.frame(withNatives(expanded as JsonValue) as Document, frame as Frame, options);
  const { '@context': _, ...node } = result as unknown as JsonNode;
  return node;
}

function withNatives(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withNatives);
  if (typeof value !== 'object') return value;
  if (value['@type'] === xsd.integer.value) return { ...value, '@value': Number(value['@value']) };
  if (value['@type'] === xsd.boolean.value) return { ...value, '@value': value['@value'] === 'true' };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNatives(member)]));
}

/** The same JSON with keys and lists in order, for comparing. */
function ordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, ordered(member)]),
  );
}

/** Every embedded node but the root replaced by its IRI and listed beside it: what is said, apart from where it stands. */
function takenApart(node: JsonNode): JsonValue {
  const nodes: Record<string, JsonValue> = {};
  const strip = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object') return value;
    const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, strip(member)]));
    if (typeof value.id !== 'string' || Object.keys(value).length === 1) return members;
    nodes[value.id] = members;
    return value.id;
  };
  strip(node);
  return ordered(nodes);
}

const [resource] = completeRecord().resources as readonly Record<string, unknown>[];

const records: Readonly<Record<string, MappedRecord>> = {
  'the complete record': map(),
  'a record of an API': mapResource({ format: 'API', url: 'https://api.agency.example/stations' }),
  'a record in two languages': map({ title: 'Water stations', tags: ['น้ำ', 'water', '2569'], notes: 'รายชื่อ' }),
  'a record with notes': map({ objective: ['อื่นๆ', 'พันธกิจหน่วยงาน', 'อะไรก็ได้'], objective_other: 'เพื่อการวิจัย', geo_coverage: 'ที่อื่น' }),
  'a record of several files': map({
    resources: [resource, { ...resource, id: 'r2', name: 'b' }, { ...resource, id: 'r3', name: 'พจนานุกรมข้อมูล' }],
  }),
  'a record with little in it': map({ title: undefined, tags: [], resources: [], maintainer: '', maintainer_email: '', data_source: '' }),
  'a record with characters to escape': map({ notes: 'บรรทัด "แรก"\n\\ และ <dataset>\tท้าย', url: 'https://a.example/?q="x y"' }),
  'a record of each field for statistics': map({ ...fixture('statistical-dataset'), id: completeRecord().id }),
  'a record of each field for maps': map({ ...fixture('geospatial-dataset'), id: completeRecord().id }),
  'a record of each field for records': map({ ...fixture('record-dataset'), id: completeRecord().id }),
  'a record of statistics': map({ data_type: 'ข้อมูลสถิติ', data_format: ['CSV', 'XLS'], data_release_calendar: '2027-01-31' }),
};

/** Two places name its access condition. */
const shared = map({ accessible_condition: 'ต้องลงทะเบียนก่อน', resources: [resource, { ...resource, id: 'r2' }] });

function stamped(mapped: MappedRecord): Quad[] {
  return [...mapped.quads, ...stampQuads(dataset, { issued: '2026-11-23T02:00:00Z', modified: '2026-11-24T02:00:00Z' })];
}

describe('Our JSON-LD', () => {
  for (const [name, mapped] of [...Object.entries(records), ['a record with a part named twice', shared] as const]) {
    it(`says exactly what the graph says: ${name}`, async () => {
      const quads = stamped(mapped);
      assert.equal(await toTriples(writeNode(new Graph(quads), dataset)), toNTriples(quads).trimEnd());
    });
  }

  for (const [name, mapped] of Object.entries(records)) {
    it(`is what framing makes: ${name}`, async () => {
      const quads = stamped(mapped);
      assert.deepEqual(ordered(writeNode(new Graph(quads), dataset)), ordered(await framed(quads, dataset)));
    });
  }

  // Framing embeds a part where it first comes upon it in the order of property IRIs, and there dcat:distribution stands before
  // gdc:accessCondition; ours embeds it where our order of keys names it first. What is said of each node is compared.
  it('is what framing makes, but for where it stands, of a part that is named twice', async () => {
    const quads = stamped(shared);
    const [ours, theirs] = [writeNode(new Graph(quads), dataset), await framed(quads, dataset)];
    assert.notDeepEqual(ordered(ours), ordered(theirs));
    assert.deepEqual(takenApart(ours), takenApart(theirs));
    assert.equal(typeof (ours.accessCondition as JsonValue[])[0], 'object');
  });

  it('has its keys in the order of the context, the identifier first', () => {
    const keys = Object.keys(writeNode(new Graph(stamped(map())), dataset));
    assert.deepEqual(keys.slice(0, 4), ['id', 'type', 'title', 'description']);
    const places = keys.map((key) => contextTerms.findIndex(({ name }) => name === key)).filter((place) => place >= 0);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  it('is the same whatever the order of the triples', () => {
    const quads = stamped(shared);
    assert.deepEqual(writeNode(new Graph(quads.toReversed()), dataset), writeNode(new Graph(quads), dataset));
  });

  it('writes a property that the context does not know by its IRI, each value in its expanded form', async () => {
    const [node, other, property] = [iri('https://a.example/node'), iri('https://a.example/other'), iri('https://a.example/unknown')];
    const quads = [
      quad(node, rdf.type, iri('https://a.example/Class')),
      quad(node, property, other),
      quad(node, property, tagged('ก', 'th')),
      quad(node, property, tagged('plain', undefined)),
      quad(node, property, typed('2026', xsd.gYear)),
      quad(node, dct.issued, typed('2026', xsd.gYear)),
      quad(node, dct.title, typed('2026-01-01', xsd.date)),
    ];
    const written = writeNode(new Graph(quads), node.value);
    assert.deepEqual(written.type, ['https://a.example/Class']);
    assert.equal((written[property.value] as JsonValue[]).length, 4);
    assert.equal(await toTriples(written), toNTriples(quads).trimEnd());
  });

  it('ends where a node leads back to one that stands above it', async () => {
    const [a, b] = [iri('https://a.example/a'), iri('https://a.example/b')];
    const quads = [quad(a, dct.conformsTo, b), quad(b, dct.conformsTo, a), quad(a, dct.conformsTo, a)];
    assert.equal(await toTriples(writeNode(new Graph(quads), a.value)), toNTriples(quads).trimEnd());
  });

  it('writes an integer as a number only where that is exact', () => {
    const written = (value: string) => {
      const node = iri('https://a.example/n');
      return writeNode(new Graph([quad(node, iri('https://w3id.org/dcat-ap-th/ns#updateEvery'), typed(value, xsd.integer))]), node.value)
        .updateEvery;
    };
    assert.equal(written('12'), 12);
    assert.equal(written('-1'), -1);
    assert.equal(written('01'), '01');
    assert.equal(written('12345678901234567890'), '12345678901234567890');
  });

  it('writes a node that nothing is said of as its identifier', () => {
    assert.deepEqual(writeNode(new Graph(), 'https://a.example/n'), { id: 'https://a.example/n' });
  });
});

describe('Our context', () => {
  it('is taken by a JSON-LD 1.1 processor', async () => {
    const expanded = await jsonld.expand({ '@context': contextIri, id: 'https://a.example/n', title: { th: ['ก'] } } as Document, {
      documentLoader,
    });
    assert.deepEqual(expanded, [{ '@id': 'https://a.example/n', [dct.title.value]: [{ '@value': 'ก', '@language': 'th' }] }]);
  });

  it('gives each name once, to terms, links backwards and classes', () => {
    const names = [
      ...contextTerms.map(({ name }) => name),
      ...reverseTerms.map(({ name }) => name),
      ...classNames.values(),
      'id',
      'type',
      'included',
    ];
    assert.deepEqual(names.toSorted(), [...new Set(names)].sort());
  });

  it('has one term for each property and kind of value', () => {
    const pairs = contextTerms.map(({ property, kind }) => `${property.value} ${typeof kind === 'string' ? kind : kind.value}`);
    assert.equal(new Set(pairs).size, pairs.length);
  });

  it('has a term for every property of our record graphs, and a name for every class', () => {
    const known = new Set([...contextTerms, ...reverseTerms].map(({ property }) => property.value));
    for (const mapped of [...Object.values(records), shared]) {
      for (const { predicate, object } of stamped(mapped)) {
        if (predicate.equals(rdf.type)) assert.ok(classNames.has(object.value), object.value);
        else assert.ok(known.has(predicate.value), predicate.value);
      }
    }
  });

  it('leads backwards from the dataset to record and catalogue', () => {
    assert.deepEqual(
      reverseTerms.map(({ property }) => property.value),
      [foaf.primaryTopic, dcat.dataset, dcat.record].map(({ value }) => value),
    );
  });
});
