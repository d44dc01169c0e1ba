import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iri, type NamedNode, rdf, skos } from '../../src/rdf/terms.js';
import { codeOf, loadVocabulary } from '../../src/rdf/vocabulary.js';
import { vocabulary } from '../support/mapping.js';

/** Loads a folder of one file with the given concepts of the scheme `colour`. */
function load(concepts: string, external = '') {
  const folder = mkdtempSync(join(tmpdir(), 'banchi-vocab-'));
  const prefixes = `@prefix skos: <${skos.$}> . @prefix colour: <https://w3id.org/dcat-ap-th/vocab/colour/> .`;
  try {
    mkdirSync(join(folder, 'external'));
    writeFileSync(join(folder, 'colour.ttl'), `${prefixes} <https://w3id.org/dcat-ap-th/vocab/colour> a skos:ConceptScheme . ${concepts}`);
    if (external !== '') writeFileSync(join(folder, 'external', 'x.ttl'), external);
    return loadVocabulary(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function concept(code: string, lines: string): string {
  return `colour:${code} a skos:Concept ; skos:inScheme <https://w3id.org/dcat-ap-th/vocab/colour> ; ${lines} .\n`;
}

const red = concept('red', 'skos:prefLabel "แดง/ส้ม"@th, "Red or orange"@en ; skos:altLabel "สีแดง"@th ; skos:notation "01"');

describe('A vocabulary', () => {
  const colours = load(red);

  const names: readonly (readonly [label: string, preferred: boolean | undefined])[] = [
    ['แดง/ส้ม', true],
    ['แดง / ส้ม', true],
    [' แดง/ส้ม ', true],
    ['แดง\u200b/ส้ม', true],
    ['Red or orange', true],
    ['RED  OR\u00a0ORANGE', true],
    ['สีแดง', false],
    ['01', false],
    ['red', false],
    ['Red', false],
    ['แดง', undefined],
    ['', undefined],
    ['1', undefined],
  ];
  for (const [label, preferred] of names) {
    it(`${preferred === undefined ? 'has nothing' : `has a ${preferred ? 'preferred' : 'further'} name`} for ${JSON.stringify(label)}`, () =>
      assert.equal(colours.find('colour', label)?.preferred, preferred));
  }

  it('finds labels of the scheme that is asked, not of another', () => {
    assert.equal(vocabulary.find('data-category', 'ใช้ภายใน')?.concept.value.includes('/data-category/'), true);
    assert.equal(vocabulary.find('classification', 'Internal')?.concept.value, 'https://w3id.org/dcat-ap-th/vocab/classification/internal');
    assert.equal(vocabulary.find('data-category', 'Internal')?.concept.value, 'https://w3id.org/dcat-ap-th/vocab/data-category/internal');
    assert.equal(vocabulary.find('colour', 'Internal'), undefined);
  });

  it('finds concepts of the EU’s tables', () => {
    assert.equal(vocabulary.find('eu/file-type', 'xsl')?.concept.value, 'http://publications.europa.eu/resource/authority/file-type/XLS');
  });

  it('gives a concept by scheme and code, and fails for one it lacks', () => {
    assert.equal(vocabulary.code('licence', 'cc-by').value, 'https://w3id.org/dcat-ap-th/vocab/licence/cc-by');
    assert.equal(vocabulary.code('eu/country', 'THA').value, 'http://publications.europa.eu/resource/authority/country/THA');
    assert.throws(() => vocabulary.code('licence', 'cc-zero'), /vocab\/ has no concept licence\/cc-zero/);
    assert.throws(() => vocabulary.code('eu/country', 'XXX'), /has no concept/);
  });

  it('gives labels in both languages, one standing in for the other', () => {
    assert.deepEqual(colours.label('https://w3id.org/dcat-ap-th/vocab/colour/red'), { th: 'แดง/ส้ม', en: 'Red or orange' });
    assert.deepEqual(load(concept('blue', 'skos:prefLabel "ฟ้า"@th')).label('https://w3id.org/dcat-ap-th/vocab/colour/blue'), {
      th: 'ฟ้า',
      en: 'ฟ้า',
    });
    assert.equal(colours.label('https://a.example/none'), undefined);
  });

  const sharing: Readonly<Record<string, string>> = {
    'a preferred label': concept('scarlet', 'skos:prefLabel "แดง/ส้ม"@th'),
    'labels that differ in case and space': concept('scarlet', 'skos:prefLabel "red  OR orange"@en'),
    'a preferred and an alternative label': concept('scarlet', 'skos:prefLabel "สีแดง"@th'),
    'a label and a notation': concept('scarlet', 'skos:prefLabel "01"@th'),
    'a label and a code': concept('scarlet', 'skos:altLabel "Red"@en'),
  };
  for (const [what, other] of Object.entries(sharing)) {
    it(`is refused where two concepts share ${what}`, () =>
      assert.throws(() => load(red + other), /names both .*red and .*scarlet|names both .*scarlet and .*red/));
  }

  it('is refused, by the file’s name, where it cannot be read or describes nothing', () => {
    assert.throws(() => load('colour:red a'), /colour\.ttl: /);
    assert.throws(() => load(red, '<https://a.example/x> <https://a.example/p> 1 .'), /x\.ttl describes no concept scheme/);
  });
});

describe('The project’s vocabularies', () => {
  it('name each graph after what it describes, each once', () => {
    const names = vocabulary.files.map((file) => file.iri);
    assert.equal(new Set(names).size, names.length);
    for (const { quads, iri: name } of vocabulary.files) assert.ok(quads.some(({ subject }) => subject.value === name));
  });

  it('have a class, a scheme and labels in both languages for every concept', () => {
    const concepts = vocabulary.graph.subjects(rdf.type, skos.Concept);
    assert.ok(concepts.length > 150);
    for (const one of concepts) {
      assert.equal(vocabulary.graph.objects(one, skos.inScheme).length > 0, true, one.value);
      const languages = vocabulary.graph.objects(one, skos.prefLabel).map((label) => ('language' in label ? label.language : ''));
      assert.deepEqual(languages.sort(), ['en', 'th'], one.value);
    }
  });

  it('have each triple in one file only, since each file is a graph of its own', () => {
    const seen = new Map<string, string>();
    for (const { file, quads } of vocabulary.files) {
      for (const { subject, predicate, object } of quads) {
        if (subject.termType === 'BlankNode' || object.termType === 'BlankNode') continue;
        const key = `${subject.value} ${predicate.value} ${object.value} ${'language' in object ? object.language : ''}`;
        assert.equal(seen.get(key) ?? file, file, key);
        seen.set(key, file);
      }
    }
  });

  const gazetteers: Readonly<Record<string, readonly [match: NamedNode, place: RegExp]>> = {
    Wikidata: [skos.exactMatch, /^http:\/\/www\.wikidata\.org\/entity\/Q[1-9]\d*$/],
    GeoNames: [skos.closeMatch, /^https:\/\/sws\.geonames\.org\/[1-9]\d*\/$/],
  };
  for (const [gazetteer, [match, place]] of Object.entries(gazetteers)) {
    it(`match every province to a ${gazetteer} place of its own, and to nothing else`, () => {
      const provinces = vocabulary.graph.subjects(skos.inScheme, iri('https://w3id.org/dcat-ap-th/vocab/province'));
      assert.equal(provinces.length, 77);
      const places = provinces.map((province) => {
        const matches = vocabulary.graph.objects(province, match).map(({ value }) => value);
        assert.equal(matches.length, 1, province.value);
        assert.match(matches[0] ?? '', place, province.value);
        return matches[0];
      });
      assert.equal(new Set(places).size, 77);
    });
  }

  it('match provinces to the place that bears their name, not to the one beside it or to the town', () => {
    const known: Readonly<Record<string, string>> = { 10: 'Q1861', 36: 'Q275377', 38: 'Q1001862', 50: 'Q233588', 83: 'Q182565' };
    for (const [code, place] of Object.entries(known)) {
      const [match] = vocabulary.graph.objects(vocabulary.code('province', `th-${code}`), skos.exactMatch);
      assert.equal(match?.value, `http://www.wikidata.org/entity/${place}`, code);
    }
  });

  it('lead from each concept to its scheme and from the scheme’s top back', () => {
    for (const { subject, object } of vocabulary.graph.find(null, skos.hasTopConcept)) {
      assert.ok(vocabulary.graph.find(object, skos.inScheme, subject).length === 1, object.value);
      assert.ok(vocabulary.graph.find(object, skos.topConceptOf, subject).length === 1, object.value);
    }
  });
});

describe('The code of a concept', () => {
  it('is the last segment of its IRI', () => assert.equal(codeOf(iri('https://a.example/vocab/licence/cc-by').value), 'cc-by'));
});
