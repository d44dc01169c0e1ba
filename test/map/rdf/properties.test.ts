import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetFields, resourceFields } from '../../../src/catalog/fields.js';
import { computeFlowVersion } from '../../../src/flow/flow-version.js';
import { exampleTurtle } from '../../../src/map/rdf/example.js';
import { propertyName } from '../../../src/map/rdf/names.js';
import { propertyLines } from '../../../src/map/rdf/properties.js';
import { prefixes } from '../../../src/rdf/terms.js';
import { vocabulary } from '../../support/mapping.js';
import { focus, judged, mapTurtle } from '../../support/rdf.js';

const subjects = { dataset: focus.value, resource: `${focus.value}/csv` } as const;

describe('The table of properties', () => {
  for (const side of ['dataset', 'resource'] as const)
    it(`has nothing of a ${side} that the mapping does not read`, () => {
      for (const { property } of propertyLines(side)) {
        const [prefix = '', name] = property.split(':');
        const mapped = mapTurtle(`${exampleTurtle}\n<${subjects[side]}> <${prefixes[prefix]}${name}> "ค่า" .`);
        assert.deepEqual(mapped.unmapped, [], property);
      }
    });

  it('has each property once a side', () => {
    for (const side of ['dataset', 'resource'] as const) {
      const properties = propertyLines(side).map(({ property }) => property);
      assert.deepEqual(properties.toSorted(), [...new Set(properties)].sort());
    }
  });

  it('has all 14 items', () => {
    const items = new Set(propertyLines('dataset').flatMap(({ item }) => item.split(', ')));
    assert.deepEqual(
      [...items]
        .filter((item) => item !== '')
        .map(Number)
        .sort((a, b) => a - b),
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
  });
});

describe('A report on a record in RDF', () => {
  it('calls every field of the schema by its property', () => {
    const unnamed = [
      ...datasetFields.map(([field]) => propertyName(field, 'dataset')),
      ...resourceFields.map(([field]) => propertyName(field, 'resource')),
    ].filter((name) => !name.includes(':'));
    assert.deepEqual(unnamed, ['reference_url_catalog']); // CKAN’s own
  });

  it('names the property, what it had, and the distribution by its title', async () => {
    const turtle = exampleTurtle
      .replace(/data-category\/public>/, 'data-category/unheard-of>')
      .replace(/ {2}dct:description "หนึ่งแถวต่อหนึ่งสถานี"@th ;\n/, '');
    const findings = await judged(mapTurtle(turtle));
    const category = findings.find(({ fields }) => fields.includes('gdc:dataCategory'));
    assert.equal(category?.severity, 'violation');
    assert.equal(category?.given, 'https://w3id.org/dcat-ap-th/vocab/data-category/unheard-of');
    assert.deepEqual(category?.columns, []);
    const description = findings.find(({ place }) => place.kind === 'resource' && place.name === 'สถานีวัดระดับน้ำ (CSV)');
    assert.ok(description);
  });
});

describe('The advice on keywords of a record in RDF', () => {
  it('shows each keyword once', async () => {
    const turtle = exampleTurtle.replace(/dcat:keyword [^;]*;/, 'dcat:keyword "ระดับน้ำ"@th, "แม่น้ำ"@th ;');
    const few = (await judged(mapTurtle(turtle))).find(({ shape }) => shape.endsWith('keyword-enough'));
    assert.equal(few?.given, 'ระดับน้ำ, แม่น้ำ');
  });
});

describe('The flow version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banchi-flow-version-'));
  after(() => rmSync(folder, { recursive: true }));

  it('changes with a file of the mapping at any depth', () => {
    for (const name of ['map/rdf', 'validate', 'rdf']) mkdirSync(join(folder, name), { recursive: true });
    const version = (content: string): string => {
      writeFileSync(join(folder, 'map/rdf/a.js'), content);
      return computeFlowVersion([], vocabulary, folder);
    };
    assert.notEqual(version('1'), version('2'));
    assert.equal(version('2'), version('2'));
  });
});
