import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePublication } from '../src/publish/reference-graphs.js';
import { loadVocabulary } from '../src/rdf/vocabulary.js';
import { loadShapes } from '../src/validate/shapes.js';

/**
 * Judges what is data and no code: vocab/, shapes/ and data/ load, concepts have both labels, demo agencies name files that
 * exist, and no dataset of the demo has a host outside .example. Part of `npm run check`.
 */
const faults: string[] = [];

const vocabulary = loadVocabulary('vocab');
for (const file of vocabulary.files) {
  for (const { subject, predicate } of file.quads) {
    if (!predicate.value.endsWith('core#inScheme')) continue;
    const label = vocabulary.label(subject.value);
    if (label === undefined || label.th === '' || label.en === '')
      faults.push(`${file.file}: ${subject.value} lacks a label in Thai or English`);
  }
}

loadShapes('shapes');
cataloguePublication('http://localhost', 'data/catalogue.ttl', '2026-01-01T00:00:00Z');

const agencies = JSON.parse(readFileSync('data/demo/agencies.json', 'utf8')) as { id: string; packages: string }[];
for (const { id, packages } of agencies) {
  const path = join('data/demo', packages);
  if (!existsSync(path)) faults.push(`data/demo/agencies.json: ${id} names ${packages}, which is not there`);
}
for (const name of readdirSync('data/demo').filter((file) => file.endsWith('.json') && file !== 'agencies.json')) {
  const text = readFileSync(join('data/demo', name), 'utf8');
  const ids = (JSON.parse(text) as { id: string }[]).map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push(`data/demo/${name}: an id stands twice`);
  for (const [, host] of text.matchAll(/https?:\/\/([^/"\s?#:]+)/g)) {
    if (host !== undefined && !host.endsWith('.example')) faults.push(`data/demo/${name}: ${host} is not an .example host`);
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${vocabulary.files.length} vocabularies, shapes and demo data are sound`);
