import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePublication } from '../src/publish/reference-graphs.js';
import { parse } from '../src/rdf/parse.js';
import { dct } from '../src/rdf/terms.js';
import { loadShapes } from '../src/validate/shapes.js';
import { demoFaults } from './check-data/demo.js';
import { type User, vocabularyFaults } from './check-data/vocabulary.js';

/**
 * Judges what is data and no code: vocab/ keeps its own shapes and judgements, what shapes/ and data/ name stands in vocab/,
 * the profile names every file of shapes/ and vocab/, each file of shapes/ tells when it last changed, shapes and catalogue load, the demo has an agency for
 * each way to hand over, its agencies name files that exist, and no dataset of theirs has a host outside .example. Part of `npm run check`.
 */
const faults: string[] = [];

for (const { file, iri: node, quads } of loadShapes('shapes').files) {
  const modified = quads.find(({ subject, predicate }) => subject.value === node && predicate.equals(dct.modified))?.object.value;
  if (modified === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(modified))
    faults.push(`${file}: does not tell by dct:modified the day of its last change`);
}

const profileText = readFileSync('vocab/profile.ttl', 'utf8');
const artifacts = [
  ...readdirSync('shapes').map((file) => `shapes/1.0.0/${file.replace('.ttl', '')}`),
  ...readdirSync('vocab')
    .filter((file) => file.endsWith('.ttl') && file !== 'ns.ttl' && file !== 'profile.ttl')
    .map((file) => `vocab/${file.replace('.ttl', '')}`),
];
for (const artifact of artifacts) {
  if (!profileText.includes(`<https://w3id.org/dcat-ap-th/${artifact}>`)) faults.push(`vocab/profile.ttl: names no artifact ${artifact}`);
}
cataloguePublication('http://localhost', 'data/catalogue.ttl', '2026-01-01T00:00:00Z');

const turtle = [...readdirSync('shapes').map((name) => join('shapes', name)), 'data/catalogue.ttl'].filter((file) => file.endsWith('.ttl'));
const users = turtle.map((file): User => {
  const quads = parse(readFileSync(file, 'utf8'), { label: file, baseIri: 'http://localhost/' });
  return { file, quads };
});
faults.push(...(await vocabularyFaults('vocab', users)));

faults.push(...demoFaults('data/demo'));

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('vocabularies, shapes and demo data are sound');
