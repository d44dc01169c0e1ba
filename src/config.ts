import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Every setting, with its default and the reason for it. This is the only file that reads the environment; the rest of
 * the program is handed the object that `readConfig` returns.
 */
const schema = z.object({
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
  POOL_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('Threads that map and validate; one per core is best, more only takes memory.'),
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
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('Least severe log line written.'),
});

export type Settings = z.infer<typeof schema>;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Public base of every IRI, no trailing slash. */
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly catalogueFile: string | undefined;
  readonly poolThreads: number;
  readonly followMs: number;
  readonly logLevel: Settings['LOG_LEVEL'];
  readonly sparql: { readonly replicas: number; readonly timeoutMs: number; readonly resultBytes: number };
  readonly harvest: HarvestConfig;
}

export interface HarvestConfig {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly answerBytes: number;
  readonly unpackedBytes: number;
  readonly unpackRatio: number;
  readonly redirects: number;
  readonly proxy: string | undefined;
  readonly contact: string;
  readonly pageSize: number;
  readonly maxRecords: number;
  readonly walkMs: number;
  readonly leaseMs: number;
  readonly removalShare: number;
  readonly removalFloor: number;
  /** `host:port` pairs on loopback that the guarded client may reach. */
  readonly loopback: readonly string[];
}

/**
 * Reads settings from an environment.
 * @throws Error naming every setting that is wrong, what was given and what it must be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      // A proxy's password must not reach a terminal's history or a log.
      return `  ${name}=${present[name]?.replace(/\/\/[^/]*@/, '//***@')}: ${issue.message}. ${describe(name)}`;
    });
    throw new Error(`Wrong settings:\n${lines.join('\n')}`);
  }
  return toConfig(parsed.data);
}

/** The settings of this process. @throws Error as `readConfig`. */
export function environmentConfig(): Config {
  return readConfig(process.env);
}

function toConfig(settings: Settings): Config {
  const baseUrl = (settings.BASE_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, '');
  return {
    port: settings.PORT,
    host: settings.HOST,
    baseUrl,
    dataDir: resolve(settings.BANCHI_DATA),
    catalogueFile: settings.CATALOGUE_FILE,
    poolThreads: settings.POOL_THREADS,
    followMs: settings.FOLLOW_MS,
    logLevel: settings.LOG_LEVEL,
    sparql: {
      replicas: settings.SPARQL_REPLICAS,
      timeoutMs: settings.SPARQL_TIMEOUT_MS,
      resultBytes: settings.SPARQL_RESULT_BYTES,
    },
    harvest: {
      connectMs: settings.HARVEST_CONNECT_MS,
      idleMs: settings.HARVEST_IDLE_MS,
      totalMs: settings.HARVEST_TOTAL_MS,
      answerBytes: settings.HARVEST_ANSWER_BYTES,
      unpackedBytes: settings.HARVEST_UNPACKED_BYTES,
      unpackRatio: settings.HARVEST_UNPACK_RATIO,
      redirects: settings.HARVEST_REDIRECTS,
      proxy: settings.HARVEST_PROXY,
      contact: settings.HARVEST_CONTACT ?? baseUrl,
      pageSize: settings.HARVEST_PAGE_SIZE,
      maxRecords: settings.HARVEST_MAX_RECORDS,
      walkMs: settings.HARVEST_WALK_MS,
      leaseMs: settings.HARVEST_LEASE_MS,
      removalShare: settings.REMOVAL_SHARE,
      removalFloor: settings.REMOVAL_FLOOR,
      loopback: settings.HARVEST_LOOPBACK,
    },
  };
}

function describe(name: string): string {
  return schema.shape[name as keyof typeof schema.shape]?.description ?? '';
}

/** The settings as rows for the README and `banchi serve --help`: name, default, reason. */
export function settingRows(): { name: string; fallback: string; reason: string }[] {
  const defaults: Record<string, unknown> = schema.parse({});
  return Object.keys(schema.shape).map((name) => ({
    name,
    fallback: Array.isArray(defaults[name]) ? '' : String(defaults[name] ?? ''),
    reason: describe(name),
  }));
}
