import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeMapped } from '../../../src/flow/judge-packages.js';
import { ckanDoor } from '../../../src/harvest/ckan-door.js';
import { type MappedRecord, mapCkan } from '../../../src/map/map.js';
import { mapRdf } from '../../../src/map/rdf/map-record.js';
import { documentQuads, stampQuads } from '../../../src/publish/record-graph.js';
import { writeRecordDocument } from '../../../src/rdf/record-document.js';
import { toNTriples } from '../../../src/rdf/serialise.js';
import { iri, type Quad } from '../../../src/rdf/terms.js';
import { agencyGraph, validator } from '../../support/judging.js';
import { dataset, placement, projectFolder, vocabulary } from '../../support/mapping.js';

type Package = Readonly<Record<string, unknown>>;
const at = '2026-11-01T00:00:00Z';

/** The demo's packages, every one. */
function demoPackages(): Package[] {
  return ['fisheries', 'hospital', 'province'].flatMap(
    (agency) => JSON.parse(readFileSync(`${projectFolder('data')}/demo/${agency}.json`, 'utf8')) as Package[],
  );
}

/** A record as its dataset document serves it: the record graph, the stamp, the agency, and the pinned concepts it mentions. */
function served(mapped: MappedRecord): Quad[] {
  const own = [...mapped.quads, ...stampQuads(dataset, { issued: at, modified: at }), ...documentQuads(mapped.quads)];
  const pinned = own.flatMap(({ object }) => (object.termType === 'NamedNode' ? vocabulary.graph.find(object) : []));
  return [...own, ...agencyGraph, ...pinned];
}

/** Triples without what names the record: identifiers, and where it comes from; distributions in one order. */
function described(mapped: MappedRecord): string[] {
  return toNTriples(mapped.quads)
    .split('\n')
    .filter((line) => !/#id-\d|identifier>|record#source>|wasDerivedFrom>/.test(line));
}

describe('A published record of the demo, harvested again as RDF', () => {
  const published: { title: string; first: MappedRecord }[] = [];
  before(async () => {
    for (const one of demoPackages()) {
      if (ckanDoor(one, vocabulary).state !== 'open') continue;
      const first = mapCkan(one, placement, vocabulary);
      const findings = await judgeMapped(validator, first, placement, at, agencyGraph);
      if (findings.every(({ severity }) => severity !== 'violation')) published.push({ title: first.title, first });
    }
  });

  it('is the same graph but for identifiers', () => {
    assert.ok(published.length > 20, `${published.length} are published`);
    for (const { title, first } of published) {
      const again = mapRdf(writeRecordDocument(iri(dataset), served(first)), placement, vocabulary);
      assert.deepEqual(described(again), described(first), title);
    }
  });
});
