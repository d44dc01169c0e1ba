import { join, resolve } from 'node:path';
import type { EngineAddress } from './publish/remote/engine.js';
import { type Settings, schema } from './settings.js';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Public base of every IRI, no trailing slash. */
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly catalogueFile: string | undefined;
  /** Holds the key that seals the secrets of sources. */
  readonly secretKeyFile: string;
  readonly poolThreads: number;
  readonly followMs: number;
  readonly logLevel: Settings['LOG_LEVEL'];
  /** How long feeds reach back, and how old a dump gets. */
  readonly feedMs: number;
  readonly dumpMs: number;
  /** Proxies of ours between clients and this process. */
  readonly trustedProxies: number;
  readonly sparql: SparqlConfig;
  readonly harvest: HarvestConfig;
  readonly validate: ValidateConfig;
  /** What agencies send: bytes of one record, and how many are in hand at a time. */
  readonly push: { readonly bytes: number; readonly atOnce: number };
}

export interface SparqlConfig {
  /** An engine elsewhere, in place of our own. */
  readonly engine?: EngineAddress;
  /** Undefined: as many as there is room for. */
  readonly replicas: number | undefined;
  readonly timeoutMs: number;
  readonly most: { readonly bytes: number; readonly rows: number };
  /** Of one client: queries in hand, and milliseconds of processing a minute. */
  readonly queries: number;
  readonly budgetMs: number;
  readonly cacheBytes: number;
  readonly memoryMb: number;
}

export interface ValidateConfig {
  readonly bytes: number;
  readonly triples: number;
  readonly depth: number;
  readonly values: number;
  readonly datasets: number;
  readonly findings: number;
  readonly ms: number;
  readonly threads: number;
  readonly queue: number;
  readonly memoryMb: number;
}

export interface HarvestConfig {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly answerBytes: number;
  readonly unpackedBytes: number;
  readonly unpackRatio: number;
  readonly redirects: number;
  readonly rate: number;
  readonly perHost: number;
  readonly tries: number;
  readonly backoffMs: number;
  readonly waitMs: number;
  readonly proxy: string | undefined;
  readonly contact: string;
  readonly pageSize: number;
  readonly maxRecords: number;
  readonly wholeBytes: number;
  readonly streamBytes: number;
  readonly concurrency: number;
  readonly walkMs: number;
  readonly leaseMs: number;
  readonly removalShare: number;
  readonly removalFloor: number;
  /** `host:port` pairs on loopback that the guarded client may reach. */
  readonly loopback: readonly string[];
}

/**
 * Reads settings from an environment. This is the only file that does; the rest of the program is handed the object it returns.
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
    secretKeyFile: resolve(settings.SECRET_KEY_FILE ?? join(settings.BANCHI_DATA, 'secret.key')),
    poolThreads: settings.POOL_THREADS,
    followMs: settings.FOLLOW_MS,
    logLevel: settings.LOG_LEVEL,
    feedMs: settings.FEED_DAYS * 24 * 3_600_000,
    dumpMs: settings.DUMP_HOURS * 3_600_000,
    trustedProxies: settings.TRUSTED_PROXIES,
    sparql: {
      ...engineOf(settings),
      timeoutMs: settings.SPARQL_TIMEOUT_MS,
      most: { bytes: settings.SPARQL_RESULT_BYTES, rows: settings.SPARQL_RESULT_ROWS },
      queries: settings.SPARQL_CLIENT_QUERIES,
      budgetMs: settings.SPARQL_CLIENT_MS,
      cacheBytes: settings.SPARQL_CACHE_BYTES,
      memoryMb: settings.SPARQL_MEMORY_MB,
    },
    harvest: {
      connectMs: settings.HARVEST_CONNECT_MS,
      idleMs: settings.HARVEST_IDLE_MS,
      totalMs: settings.HARVEST_TOTAL_MS,
      answerBytes: settings.HARVEST_ANSWER_BYTES,
      unpackedBytes: settings.HARVEST_UNPACKED_BYTES,
      unpackRatio: settings.HARVEST_UNPACK_RATIO,
      redirects: settings.HARVEST_REDIRECTS,
      rate: settings.HARVEST_RATE,
      perHost: settings.HARVEST_PER_HOST,
      tries: settings.HARVEST_TRIES,
      backoffMs: settings.HARVEST_BACKOFF_MS,
      waitMs: settings.HARVEST_WAIT_MS,
      proxy: settings.HARVEST_PROXY,
      contact: settings.HARVEST_CONTACT ?? baseUrl,
      pageSize: settings.HARVEST_PAGE_SIZE,
      maxRecords: settings.HARVEST_MAX_RECORDS,
      wholeBytes: settings.HARVEST_WHOLE_BYTES,
      streamBytes: settings.HARVEST_STREAM_BYTES,
      concurrency: settings.HARVEST_CONCURRENCY,
      walkMs: settings.HARVEST_WALK_MS,
      leaseMs: settings.HARVEST_LEASE_MS,
      removalShare: settings.REMOVAL_SHARE,
      removalFloor: settings.REMOVAL_FLOOR,
      loopback: settings.HARVEST_LOOPBACK,
    },
    push: { bytes: settings.PUSH_BYTES, atOnce: settings.PUSH_AT_ONCE },
    validate: {
      bytes: settings.VALIDATE_BYTES,
      triples: settings.VALIDATE_TRIPLES,
      depth: settings.VALIDATE_DEPTH,
      values: settings.VALIDATE_VALUES,
      datasets: settings.VALIDATE_DATASETS,
      findings: settings.VALIDATE_FINDINGS,
      ms: settings.VALIDATE_MS,
      threads: settings.VALIDATE_THREADS,
      queue: settings.VALIDATE_QUEUE,
      memoryMb: settings.VALIDATE_MEMORY_MB,
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

function engineOf(settings: Settings): Pick<SparqlConfig, 'engine' | 'replicas'> {
  const { CATALOG_STORE: store, CATALOG_STORE_USER: user, CATALOG_STORE_PASSWORD: password = '' } = settings;
  if (store === 'oxigraph') return { replicas: settings.SPARQL_REPLICAS };
  const query = store.slice('sparql:'.length);
  const credentials = user === undefined ? undefined : { user, password };
  return { replicas: settings.SPARQL_REPLICAS ?? 6, engine: { query, update: settings.CATALOG_STORE_UPDATE ?? query, credentials } };
}
