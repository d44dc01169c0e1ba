import { parseArgs } from 'node:util';
import { benchDocuments } from './bench/documents.js';
import { benchFlow } from './bench/flow.js';
import { benchValidate } from './bench/validate.js';
import { benchValidateHttp } from './bench/validate-http.js';
import { benchWalk } from './bench/walk.js';

const benches = {
  documents: benchDocuments,
  flow: benchFlow,
  walk: benchWalk,
  validate: benchValidate,
  'validate-http': benchValidateHttp,
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { records: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const name = positionals[0] ?? 'flow';

if (values.help || !(name in benches)) {
  console.log(`Usage: npm run bench [-- ${Object.keys(benches).join('|')}] [-- --records 5000]
  flow      N generated records through the whole flow, then point, list and SPARQL requests over HTTP,
            SPARQL beside Oxigraph in this process over the same graphs
  walk      N generated packages walked with nothing behind it, beside what the simulated portal can answer at most
  validate  N generated records judged by all shapes, beside shacl-engine over an n3 Store of record and vocabularies
  validate-http
            POST /validate with a document of 1 dataset and of N (1,000 unless told), requests a second and p99
  documents [1024]
            N-Quads and RDF/XML of so many megabytes from loopback through the walker, beside their parsers alone`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const usual = name === 'validate-http' ? 1000 : name === 'documents' ? 1024 : 5000;
  await benches[name as keyof typeof benches](Number(positionals[1] ?? values.records ?? usual));
}
