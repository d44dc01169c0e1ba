import { z } from 'zod';

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
  SPARQL_REPLICAS: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(2)
    .describe('Oxigraph workers; with two, one answers while the other is replaced. Each holds the whole catalogue in memory.'),
  SPARQL_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(10_000)
    .describe('A query that runs longer is ended with its worker; long enough for a full scan of 100,000 datasets.'),
  SPARQL_RESULT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024)
    .describe('A larger result is refused rather than cut, since a cut one looks complete.'),
  SPARQL_RESULT_ROWS: z.coerce
    .number()
    .int()
    .min(10)
    .default(500_000)
    .describe('Most rows of one result; the query is run with a LIMIT of one more, so that the engine’s memory stays bounded.'),
  SPARQL_CLIENT_QUERIES: z.coerce
    .number()
    .int()
    .min(1)
    .default(16)
    .describe('Queries of one client that run or wait at a time; programs that divide a query send about ten.'),
  SPARQL_CLIENT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(60_000)
    .describe(
      'Processing time that one client’s queries have in a minute, 0 for no bound; a query that is ended counts with SPARQL_TIMEOUT_MS besides its time.',
    ),
  SPARQL_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024)
    .describe('Memory for results that were answered, until something new is published.'),
  SPARQL_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(64)
    .max(4096)
    .default(3072)
    .describe(
      'Memory of one Oxigraph engine, data and queries together; 100,000 datasets take some 2 GB. A query that needs more ends its worker.',
    ),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe(
      'Proxies of yours before this process: a client is who the last but so many of X-Forwarded-For is. With 0 that header is not believed.',
    ),
  HARVEST_CONNECT_MS: z.coerce.number().int().min(100).default(10_000).describe('Longest wait for a connection to a source.'),
  HARVEST_IDLE_MS: z.coerce.number().int().min(100).default(30_000).describe('Longest silence of a source within an answer.'),
  HARVEST_TOTAL_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(120_000)
    .describe('Longest time for one answer of a source, so that a slow drip ends.'),
  HARVEST_ANSWER_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(32 * 1024 * 1024)
    .describe('Largest answer taken from a source, as received; a page of 100 CKAN records is about 1 MB.'),
  HARVEST_UNPACKED_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(128 * 1024 * 1024)
    .describe('Largest size of a packed answer (gzip, deflate, br, zstd) once unpacked, and of each layer when it is packed twice.'),
  HARVEST_UNPACK_RATIO: z.coerce
    .number()
    .min(2)
    .default(200)
    .describe('An answer that unpacks to more than this many times its size is a bomb; JSON packs 5 to 50 times. Counted from 1 MiB on.'),
  HARVEST_REDIRECTS: z.coerce.number().int().min(0).max(20).default(5).describe('Redirects followed; each address on the way is checked.'),
  HARVEST_RATE: z.coerce
    .number()
    .min(0)
    .default(10)
    .describe('Requests a second to one host, 0 for no bound; agencies’ servers are small, and firewalls ban who is faster.'),
  HARVEST_PER_HOST: z.coerce.number().int().min(1).max(8).default(4).describe('Requests to one host that wait for an answer at one time.'),
  HARVEST_TRIES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(4)
    .describe('Tries of one request when a source is busy, cut off or silent; 1 for none but the first.'),
  HARVEST_BACKOFF_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(1000)
    .describe(
      'Wait before the second try, doubled before each further one; a random share of it is taken, so that nobody comes back in step.',
    ),
  HARVEST_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(120_000)
    .describe('Longest waiting between the tries of one request; a source that asks for more (Retry-After) is left until its next turn.'),
  HARVEST_PROXY: z
    .url({ protocol: /^https?$/, error: 'must be http://host:port or https://host:port' })
    .optional()
    .describe(
      'HTTP proxy that all fetching goes through, http://user:password@host:port. It must allow CONNECT to IP addresses on 80 and 443: names are looked up and checked here, so that the proxy cannot be led elsewhere.',
    ),
  HARVEST_CONTACT: z
    .string()
    .regex(/^(?:https?:\/\/|mailto:)[\x21-\x27\x2a-\x7e]+$/, 'must be an http, https or mailto address')
    .optional()
    .describe('Address in the User-Agent where a source’s administrator learns who is asking; default BASE_URL.'),
  HARVEST_PAGE_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('Records asked of CKAN at a time; CKAN caps at 1,000, and small pages keep memory low.'),
  HARVEST_MAX_RECORDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(200_000)
    .describe('A walk that yields more is stopped: no agency has as many, so the source is looping.'),
  HARVEST_WHOLE_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(64 * 1024 * 1024)
    .describe('Largest document that must be read whole: JSON-LD, HTML, xlsx. A catalogue of 10,000 datasets in JSON-LD is about 50 MB.'),
  HARVEST_STREAM_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 * 1024 * 1024)
    .describe(
      'Largest document that is read as a stream (Turtle, TriG, N-Triples, N-Quads, RDF/XML), unpacked; it takes as much disk, not memory.',
    ),
  HARVEST_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe(
      'Sources read at the same time, so that a slow one does not keep the others waiting; each holds a page and a chunk in memory.',
    ),
  HARVEST_WALK_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .default(4 * 3_600_000)
    .describe('Longest time for reading one source from start to end; a source that gives one record a page would go on for days.'),
  HARVEST_LEASE_MS: z.coerce
    .number()
    .int()
    .min(500)
    .default(60_000)
    .describe('How long a run keeps its source without a sign of life; after a crash the source is free again after this.'),
  REMOVAL_SHARE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('A run that would remove a larger share of a source is held for a person.'),
  REMOVAL_FLOOR: z.coerce
    .number()
    .int()
    .min(1)
    .default(5)
    .describe('Fewer removals than this never hold a run, else a small source could not remove one dataset.'),
  FOLLOW_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(250)
    .describe('How often a follower looks for new log rows written by another process.'),
  HARVEST_LOOPBACK: z
    .string()
    .default('')
    .refine((text) => /^(?:[\w.:[\]-]+:\d+(?:\s*,\s*|$))*$/.test(text), 'must be host:port pairs with commas between them')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .describe('host:port pairs on loopback that may be harvested (comma-separated); for tests only, since loopback is otherwise refused.'),
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
