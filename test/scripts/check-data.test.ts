import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFaults } from '../../scripts/check-data/demo.js';
import { vocabularyFaults } from '../../scripts/check-data/vocabulary.js';
import { parse } from '../../src/rdf/parse.js';

const base = 'https://w3id.org/dcat-ap-th/vocab/';
const eu = 'http://publications.europa.eu/resource/authority/data-theme';
const prefixes = `
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eu: <${eu}/> .
@prefix gdc: <https://w3id.org/dcat-ap-th/ns#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix colour: <${base}colour/> .
@prefix place: <${base}place/> .
@prefix tag: <${base}tag/> .
@prefix theme: <${base}theme/> .
`;

const words = 'dct:title "ชื่อ"@th, "Title"@en ; dct:description "คำอธิบาย"@th, "Description"@en';

function scheme(name: string, tops: string): string {
  return `<${base}${name}> a skos:ConceptScheme ; ${words} ; skos:hasTopConcept ${tops} .\n`;
}

function concept(name: string, lines: string, label = name): string {
  const [prefix = ''] = name.split(':');
  return `${name} a skos:Concept ; skos:inScheme <${base}${prefix}> ; skos:prefLabel "${label}"@th, "${label}"@en ; ${lines} .\n`;
}

const top = (name: string): string => `skos:topConceptOf <${base}${name}>`;
const box = '"POLYGON((100 13, 101 13, 101 14, 100 14, 100 13))"^^geo:wktLiteral';
const middle = '"POINT(100.5 13.5)"^^geo:wktLiteral';
const place = `a dct:Location ; ${top('place')} ; dcat:bbox ${box} ; dcat:centroid ${middle}`;

/** A small vocabulary without a fault. */
const sound: Readonly<Record<string, string>> = {
  'ns.ttl': `<https://w3id.org/dcat-ap-th/ns> a owl:Ontology ; ${words} . gdc:underTheme a owl:ObjectProperty .`,
  'colour.ttl': [
    scheme('colour', 'colour:red, colour:blue'),
    concept('colour:red', `${top('colour')} ; skos:notation "1" ; skos:definition "สี"@th, "A colour."@en ; skos:exactMatch eu:ENVI`),
    concept('colour:scarlet', 'skos:broader colour:red'),
    concept('colour:blue', `${top('colour')} ; skos:related colour:red`),
  ].join(''),
  'place.ttl': scheme('place', 'place:bangkok') + concept('place:bangkok', place),
  'theme.ttl': scheme('theme', 'theme:nature') + concept('theme:nature', `${top('theme')} ; skos:broadMatch eu:ENVI`),
  'tag.ttl': scheme('tag', 'tag:water') + concept('tag:water', `${top('tag')} ; gdc:underTheme theme:nature`),
  'external/data-theme.ttl': `<${eu}> a skos:ConceptScheme ; ${words} .
    eu:ENVI a skos:Concept ; skos:inScheme <${eu}> ; skos:prefLabel "สิ่งแวดล้อม"@th, "Environment"@en .`,
};

/** Judges the sound vocabulary with the given files in place of its own. */
async function judge(changed: Readonly<Record<string, string>> = {}, user = ''): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banchi-judged-'));
  try {
    mkdirSync(join(folder, 'external'));
    for (const [name, text] of Object.entries({ ...sound, ...changed })) writeFileSync(join(folder, name), prefixes + text);
    return await vocabularyFaults(folder, [{ file: 'shapes/x.ttl', quads: parse(prefixes + user, { label: 'x' }) }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const swap = (file: string, from: string, to: string): Readonly<Record<string, string>> => {
  const text = sound[file] ?? '';
  assert.ok(text.includes(from), `${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
};
const more = (file: string, text: string): Readonly<Record<string, string>> => ({ [file]: (sound[file] ?? '') + text });

describe('The check of vocabularies', () => {
  it('finds nothing in a sound one', async () => assert.deepEqual(await judge(), []));

  it('finds nothing in the project’s own', async () => assert.deepEqual(await vocabularyFaults('vocab'), []));

  const faulty: Readonly<Record<string, readonly [changed: Readonly<Record<string, string>>, says: RegExp]>> = {
    'a file that cannot be read': [more('colour.ttl', 'colour:red a'), /colour\.ttl: /],
    'a file that describes nothing': [{ 'colour.ttl': '' }, /colour\.ttl describes no concept scheme/],
    'a file that is not named after its scheme': [{ 'tag.ttl': sound['theme.ttl'] ?? '' }, /tag\.ttl: is not named after \S+theme/],
    'a label that names two concepts': [more('colour.ttl', concept('colour:pink', 'skos:broader colour:red', 'colour:blue')), /names both/],
    'a concept described twice': [more('colour.ttl', 'colour:red a skos:Concept .'), /colour\.ttl: \S+colour\/red is described twice/],
    'a concept of another scheme': [more('colour.ttl', 'place:bangkok a skos:Concept .'), /colour\.ttl: \S+bangkok is not in/],
    'a code that is not in kebab-case': [
      more('colour.ttl', concept('colour:Dark_Red', 'skos:broader colour:red')),
      /Dark_Red has no code in kebab-case/,
    ],
    'a label in one language': [
      swap('colour.ttl', '"colour:blue"@th, ', ''),
      /colour\/blue: A preferred label in Thai or English is missing/,
    ],
    'a label in a third language': [
      swap('colour.ttl', '"colour:blue"@th', '"colour:blue"@th, "bleu"@fr'),
      /blue: A preferred label is tagged neither th nor en\. \(bleu\)/,
    ],
    'two labels of a language': [swap('colour.ttl', '"colour:blue"@th', '"colour:blue"@th, "ฟ้า"@th'), /blue: A language has more than one/],
    'an alternative label that repeats': [
      swap('colour.ttl', 'skos:notation "1"', 'skos:notation "1" ; skos:altLabel "colour:red"@en'),
      /red: An alternative label repeats a preferred one/,
    ],
    'a term described twice': [
      more('ns.ttl', 'gdc:underTheme rdfs:label "หนึ่ง"@th, "one"@en . gdc:underTheme rdfs:label "สอง"@th .'),
      /ns#underTheme has two labels in th/,
    ],
    'a definition in one language': [swap('colour.ttl', '"สี"@th, ', ''), /colour\/red has definition in en only/],
    'a scheme with a title in one language': [
      swap('colour.ttl', 'dct:title "ชื่อ"@th, ', 'dct:title '),
      /vocab\/colour: A title in Thai or English is missing/,
    ],
    'a scheme without a description': [
      swap('colour.ttl', 'dct:description "คำอธิบาย"@th, "Description"@en ; ', ''),
      /vocab\/colour: A description in Thai or English is missing/,
    ],
    'a concept in no scheme': [
      more('colour.ttl', 'colour:lost a skos:Concept ; skos:prefLabel "ก"@th, "a"@en .'),
      /lost: The concept is in no scheme/,
    ],
    'two notations of a concept': [
      swap('colour.ttl', 'skos:notation "1"', 'skos:notation "1", "2"'),
      /red: The concept has more than one notation/,
    ],
    'a broader concept that is not there': [
      swap('colour.ttl', 'skos:broader colour:red', 'skos:broader colour:green'),
      /scarlet: The broader concept is described in no file/,
    ],
    'a related concept that is not there': [
      swap('colour.ttl', 'skos:related colour:red', 'skos:related colour:green'),
      /blue: The related concept is described in no file/,
    ],
    'a top concept that is not there': [
      swap('colour.ttl', 'colour:red, colour:blue', 'colour:red, colour:blue, colour:green'),
      /vocab\/colour: The top concept is described in no file/,
    ],
    'a scheme that is not there': [
      swap('colour.ttl', 'skos:broader colour:red', `skos:broader colour:red ; skos:inScheme <${base}hue>`),
      /scarlet names \S+vocab\/hue, which vocab\/ does not describe/,
    ],
    'a match that is not pinned': [
      swap('colour.ttl', 'eu:ENVI', 'eu:ENVY'),
      /colour\.ttl: \S+red names \S+ENVY, which vocab\/ does not describe/,
    ],
    'a term that is not ours': [
      swap('tag.ttl', 'gdc:underTheme', 'gdc:theme theme:nature ; gdc:underTheme'),
      /water names https:\S+ns#theme, which vocab\/ does not describe/,
    ],
    'a circle of broader concepts': [
      swap('colour.ttl', 'skos:notation "1"', 'skos:notation "1" ; skos:broader colour:scarlet'),
      /colour\/scarlet stands under itself by skos:broader/,
    ],
    'what is related to its ancestor': [
      swap('colour.ttl', 'skos:broader colour:red', 'skos:broader colour:red ; skos:related colour:red'),
      /scarlet is both related to and under \S+red/,
    ],
    'a top concept that its scheme does not list': [
      swap('colour.ttl', 'colour:red, colour:blue', 'colour:red'),
      /blue: skos:topConceptOf and/,
    ],
    'a top concept with a broader one': [
      swap('colour.ttl', 'skos:related colour:red', 'skos:broader colour:red'),
      /blue is a top concept and has a broader one/,
    ],
    'a concept that hangs nowhere': [
      swap('colour.ttl', '; skos:broader colour:red', ''),
      /scarlet is no top concept and has no broader one/,
    ],
    'an exact match of two concepts': [
      swap('colour.ttl', 'skos:related colour:red', 'skos:exactMatch eu:ENVI'),
      /blue has the exact match \S+ENVI of \S+red/,
    ],
    'two exact matches in one scheme': [
      swap('colour.ttl', 'skos:exactMatch eu:ENVI', 'skos:exactMatch eu:ENVI, eu:ENER'),
      /red has exact matches to two concepts of one scheme/,
    ],
    'one pair matched in two ways': [
      swap('colour.ttl', 'skos:exactMatch eu:ENVI', 'skos:exactMatch eu:ENVI ; skos:broadMatch eu:ENVI'),
      /red matches \S+ENVI in two ways/,
    ],
    'a theme without an EU theme': [
      swap('theme.ttl', 'skos:broadMatch', 'skos:relatedMatch'),
      /theme\.ttl: \S+nature has no EU data theme/,
    ],
    'a tag without a theme': [swap('tag.ttl', '; gdc:underTheme theme:nature', ''), /tag\.ttl: \S+water has no theme/],
    'a place without an extent': [swap('place.ttl', `dcat:bbox ${box} ; `, ''), /bangkok: The place has no extent/],
    'an extent in another form': [swap('place.ttl', 'POLYGON((100 13', 'BOX((100 13'), /bangkok: The extent is no polygon of five points/],
    'an extent of another datatype': [swap('place.ttl', '13))"^^geo:wktLiteral', '13))"'), /bangkok: The extent is no geo:wktLiteral/],
    'an extent that is turned over': [
      swap('place.ttl', '(100 13, 101 13, 101 14, 100 14, 100 13)', '(101 13, 100 13, 100 14, 101 14, 101 13)'),
      /bangkok has an extent that is no box/,
    ],
    'a centroid outside': [swap('place.ttl', '100.5 13.5', '13.5 100.5'), /place\.ttl: \S+bangkok has its centroid outside its extent/],
    'a place outside Thailand': [
      swap('place.ttl', '(100 13, 101 13, 101 14, 100 14, 100 13)', '(100 13, 110 13, 110 14, 100 14, 100 13)'),
      /bangkok reaches outside Thailand/,
    ],
  };
  for (const [what, [changed, says]] of Object.entries(faulty)) {
    it(`finds ${what}`, async () => {
      const faults = await judge(changed);
      assert.ok(
        faults.some((fault) => says.test(fault)),
        `none of these says so: ${JSON.stringify(faults, null, 1)}`,
      );
    });
  }

  it('finds a notation that stands twice in a scheme which is neither ours nor the EU’s', async () => {
    const media = 'https://media.example/types';
    const one = (name: string): string =>
      `<${media}/${name}> a skos:Concept ; skos:inScheme <${media}> ; skos:prefLabel "${name}"@th, "${name}"@en ; skos:notation "x" .`;
    const faults = await judge({ 'external/media.ttl': `<${media}> a skos:ConceptScheme ; ${words} . ${one('a')} ${one('b')}` });
    assert.deepEqual(
      faults.map((fault) => fault.replace(/^\S+: /, '')),
      [`${media}/b has the notation x of ${media}/a`],
    );
  });

  it('finds what shapes or data name and vocab/ does not describe', async () => {
    const faults = await judge({}, '<https://a.example/shape> gdc:underTheme colour:green, colour:red, <https://a.example/other> .');
    assert.deepEqual(faults, [`shapes/x.ttl: https://a.example/shape names ${base}colour/green, which vocab/ does not describe`]);
  });
});

describe('The check of the demo’s data', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banchi-demo-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const complete = ['ckan', 'template', 'dcat', 'sparql', 'push'].map((kind, index) => ({
    id: `9900000${index}`,
    kind,
    file: `${kind}.json`,
  }));

  function judge(agencies: readonly object[], files: Readonly<Record<string, string>> = {}): string[] {
    writeFileSync(join(folder, 'agencies.json'), JSON.stringify(agencies));
    for (const { file } of complete) writeFileSync(join(folder, file), '[]');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return demoFaults(folder).map((fault) => fault.slice(folder.length + 1));
  }

  it('finds nothing in an agency of each kind', () => {
    assert.deepEqual(judge(complete, { 'dcat.json': '<http://www.w3.org/ns/dcat#> <https://data.agency.example/x>' }), []);
  });

  it('finds a kind that no agency hands over by, an id that stands twice and a file that is not there', () => {
    const [ckan, , ...rest] = complete;
    assert.deepEqual(judge([ckan, ...rest, { ...ckan, file: 'gone.json' }] as object[]), [
      'agencies.json: 99000000 stands twice',
      'agencies.json: 99000000 names gone.json, which is not there',
      'agencies.json: no agency hands over as template',
    ]);
  });

  it('finds a package that stands twice, and a host that may be somebody’s', () => {
    const packages = [{ id: 'a', url: 'https://data.go.th/a' }, { id: 'a' }];
    assert.deepEqual(judge(complete, { 'ckan.json': JSON.stringify(packages) }), [
      'ckan.json: a stands twice',
      'ckan.json: data.go.th is not an .example host',
    ]);
  });
});
