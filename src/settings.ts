import { z } from 'zod';
import { harvestSettings } from './settings/harvest.js';
import { sparqlSettings } from './settings/sparql.js';

/** Every setting, with its default and the reason for it; `config.ts` reads them. */
export const schema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('TCP port of the HTTP server; 0 lets the system choose (tests do).'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on; 127.0.0.1 keeps the service on this machine.'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#@]/.test(url), 'must be an address without query, fragment or password')
    .optional()
    .describe(
      'Public address that every IRI begins with; default http://localhost:$PORT. Fixed at the first publication, because an IRI that changes breaks every link to it; `banchi rebase` changes it.',
    ),
  BANCHI_DATA: z.string().min(1).default('./var').describe('Folder of the registry and the read side; back this up and nothing else.'),
  CATALOGUE_FILE: z
    .string()
    .optional()
    .describe('Turtle that describes the catalogue and its publisher; default data/catalogue.ttl of the project.'),
  SECRET_KEY_FILE: z
    .string()
    .optional()
    .describe(
      'File with the key that seals the API tokens of sources; made at the first, default secret.key in BANCHI_DATA. Keep it elsewhere, and back it up apart, so that a copy of the registry alone tells no token.',
    ),
  POOL_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('Threads that map and validate; one per core is best, more only takes memory.'),
  FEED_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .describe(
      'Days that /changes and the Atom archives reach back; who was away longer begins with a dump. What datasets were is kept as long.',
    ),
  DUMP_HOURS: z.coerce
    .number()
    .min(0.01)
    .max(720)
    .default(24)
    .describe('Oldest that a dump gets while the catalogue changes; one that holds what has left is replaced within a minute.'),
  ...sparqlSettings,
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe(
      'Proxies of yours before this process: a client is who the last but so many of X-Forwarded-For is. With 0 that header is not believed.',
    ),
  ...harvestSettings,
  VALIDATE_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(16 * 1024 * 1024)
    .describe('Largest document that is validated, unpacked; 1,000 datasets in Turtle are about 4 MB.'),
  VALIDATE_TRIPLES: z.coerce.number().int().min(100).default(500_000).describe('Most triples of one document; a dataset has about 60.'),
  VALIDATE_DEPTH: z.coerce
    .number()
    .int()
    .min(10)
    .max(1000)
    .default(100)
    .describe('Deepest nesting of JSON, XML and brackets; a dataset needs 10, and parsers that call themselves fail past some thousand.'),
  VALIDATE_VALUES: z.coerce
    .number()
    .int()
    .min(10)
    .default(10_000)
    .describe(
      'Most values that one property of one node has; the engine’s time grows with their square: 10,000 take some 5 s, 60,000 took 95.',
    ),
  VALIDATE_DATASETS: z.coerce
    .number()
    .int()
    .min(1)
    .default(5000)
    .describe('Datasets of one document that are judged; of more the first are, and the report says so.'),
  VALIDATE_FINDINGS: z.coerce
    .number()
    .int()
    .min(10)
    .default(10_000)
    .describe('Findings kept in one report; more are counted. Nobody mends 10,000 by hand, and each takes about 1 KB.'),
  VALIDATE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(60_000)
    .describe('Longest time in which a document is read and judged; its thread is ended then. 1,000 datasets take some seconds.'),
  VALIDATE_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('Threads for documents that anybody sends; apart from POOL_THREADS, so that no document holds up a harvest.'),
  VALIDATE_QUEUE: z.coerce
    .number()
    .int()
    .min(1)
    .default(16)
    .describe('Documents that may wait for a thread; more are answered 503 at once, since each waits with up to VALIDATE_BYTES in memory.'),
  VALIDATE_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(64)
    .default(768)
    .describe('Memory of one of these threads; a document that needs more ends its thread and nothing else.'),
  PUSH_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(4 * 1024 * 1024)
    .describe('Largest record that an agency’s program sends with PUT, unpacked; one with 10,000 resources is about 3 MB.'),
  PUSH_AT_ONCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(250)
    .default(64)
    .describe('Records being sent at a time; more are answered 503 at once, since each is held in memory with up to PUSH_BYTES.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('Least severe log line written.'),
});

/** Settings as they were read, under the names they have in the environment. */
export type Settings = z.infer<typeof schema>;
