import { parseArgs } from 'node:util';
import { benchDocuments } from './bench/documents.js';
import { benchFlow } from './bench/flow.js';
import { benchHarvest } from './bench/harvest.js';
import { benchHostile } from './bench/hostile.js';
import { benchSparql } from './bench/sparql.js';
import { benchTurns } from './bench/turns.js';
import { benchValidate } from './bench/validate.js';
import { benchValidateHttp } from './bench/validate-http.js';
import { benchWalk } from './bench/walk.js';

const benches = {
  documents: benchDocuments,
  flow: benchFlow,
  harvest: benchHarvest,
  hostile: benchHostile,
  sparql: benchSparql,
  turns: benchTurns,
  walk: benchWalk,
  validate: benchValidate,
  'validate-http': benchValidateHttp,
} as const;

/** Records of a bench, where that is not 5,000. */
const usual: Readonly<Record<string, number>> = {
  documents: 1024,
  harvest: 50_000,
  hostile: 20_000,
  sparql: 20_000,
  turns: 2000,
  'validate-http': 1000,
  walk: 50_000,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { records: { type: 'string' }, seconds: { type: 'string', default: '60' }, help: { type: 'boolean', default: false } },
});
const name = positionals[0] ?? 'flow';

if (values.help || !(name in benches)) {
  console.log(`Usage: npm run bench [-- ${Object.keys(benches).join('|')} [records]]
  flow      N generated records through the whole flow, then point and list requests over HTTP
  harvest   50,000 records (unless told) through the whole flow and a second run with nothing changed: records/s, CPU by
            thread, memory, beside mapping and validating alone and SQLite's inserts alone
  walk      N generated packages walked with nothing behind it, beside what the simulated portal can answer at most
  validate  N generated records judged by all shapes, beside shacl-engine over an n3 Store of record and vocabularies
  validate-http
            POST /validate with a document of 1 dataset and of N (1,000 unless told), requests a second and p99
  hostile   [20000] [--seconds 60]
            N datasets; four endless SPARQL queries, each of a client of its own, beside 50 clients of the directory, half of whose
            requests are for what nobody asked for before: failed requests, p99, the worst seconds, how late each query was ended, memory
  sparql    [20000]
            N datasets; start to SPARQL ready, then 12 queries over HTTP, first time and repeated, beside Oxigraph in this process
  turns     [2000]
            N datasets; how long the longest answers hold up the main thread, one at a time, and a dump
  documents [1024]
            N-Quads and RDF/XML of so many megabytes from loopback through the walker, beside their parsers alone`);
  process.exitCode = values.help ? 0 : 2;
} else {
  await benches[name as keyof typeof benches](Number(values.records ?? positionals[1] ?? usual[name] ?? 5000), Number(values.seconds));
}
