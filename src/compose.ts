import { randomUUID } from 'node:crypto';
import { hostname, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import schedule from 'node-schedule';
import { type Logger, pino } from 'pino';
import type { GuardedClient } from './catalog/guarded-client.js';
import { messageOf } from './catalog/problem.js';
import type { ProgressReporter } from './catalog/progress.js';
import type { Registry } from './catalog/registry.js';
import type { Language } from './catalog/text.js';
import type { Validation } from './catalog/validation.js';
import type { Config } from './config.js';
import { createPool, type Pool } from './flow/pool.js';
import { loadRules, type Rules } from './flow/rules.js';
import { createFlow, type Flow } from './flow.js';
import { createGuardedClient } from './harvest/client/client.js';
import { createPatientClient } from './harvest/client/patient.js';
import { realTime } from './harvest/client/real-time.js';
import { mappingDocument } from './map/document.js';
import { DumpWriter } from './publish/dump-writer.js';
import { FollowerThread } from './publish/follower-thread.js';
import { openReadModel } from './publish/read-queries.js';
import { AnswerCache } from './publish/sparql/answer-cache.js';
import { FederatedQueries } from './publish/sparql/federated.js';
import { replicaCount } from './publish/sparql/replica-count.js';
import { SparqlService } from './publish/sparql/service.js';
import { Graph } from './rdf/graph.js';
import { openDatabase } from './registry/open.js';
import { openRegistry } from './registry/registry.js';
import { openVault } from './registry/vault.js';
import { close, listen } from './serve/listen.js';
import { type FaceName, isLong, writeFace } from './serve/report/faces.js';
import { createApp } from './serve/server.js';
import { writeDocument } from './serve/written/write.js';

/** What tests and the demo put in place of the real thing. */
export interface Overrides {
  readonly clock?: () => Date;
  readonly reporter?: ProgressReporter;
  readonly log?: Logger;
  readonly client?: GuardedClient;
  /** Rules that were read before. */
  readonly rules?: Rules;
  /** A pool that others share; it is not closed. */
  readonly pool?: Pool;
}

/** The whole program, built once. */
export interface App {
  readonly flow: Flow;
  readonly registry: Registry;
  readonly log: Logger;
  readonly flowVersion: string;
  /** Writes a validation in one of its faces. */
  write(face: FaceName, validation: Validation, language?: Language): string;
  /** Starts followers, HTTP and the minute tick; resolves when the server listens. */
  serve(): Promise<Serving>;
  /** Ends what was started, in the reverse order. */
  stop(): Promise<void>;
}

export interface Serving {
  /** Address the server listens on, for a client on this machine. */
  readonly url: string;
  /** Resolves with the reason when this process must not go on serving: the registry was moved to another base. */
  readonly lost: Promise<string>;
  /** Resolves when every follower has applied the log as it is now. */
  caughtUp(): Promise<void>;
  /** Resolves when the dump holds what the read side holds now. */
  dumped(): Promise<void>;
}

/** Memory for finished answers of the directory: some thousand datasets in the forms that are asked for. An entry's headers take up to 6 KB. */
const keptBytes = 32 * 1024 * 1024;
const keptOverhead = 6000;

/** Folder of the project: two above `dist/src/`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @throws Error when the registry, a shape or a vocabulary cannot be read; nothing is left open then. */
export function compose(config: Config, overrides: Overrides = {}): App {
  const clock = overrides.clock ?? (() => new Date());
  const log = overrides.log ?? pino({ level: config.logLevel }, pino.destination(2));
  const { vocabulary, shapes, flowVersion, ...folders } = overrides.rules ?? loadRules(root);
  const registryPath = join(config.dataDir, 'registry.sqlite');
  const readPath = join(config.dataDir, 'read.sqlite');
  const registry = openRegistry(registryPath, config.feedMs);
  const failed = (error: unknown): void => log.error({ reason: messageOf(error) }, 'a pool thread died');
  const pool = overrides.pool ?? createPool(config.poolThreads, config.validate, { ...folders, flowVersion }, failed);
  const client = overrides.client ?? createPatientClient(createGuardedClient(config.harvest), config.harvest, realTime);
  const stops: (() => Promise<void> | void)[] = [
    () => registry.close(),
    () => (overrides.pool === undefined ? pool.close() : undefined),
    () => client.close(),
  ];
  let nudge: () => void = () => undefined;

  const flow = createFlow(
    {
      registry,
      pool,
      client,
      vault: openVault(config.secretKeyFile),
      vocabulary,
      flowVersion,
      shapesVersion: shapes.version,
      validate: config.validate,
      base: config.baseUrl,
      catalogueFile: config.catalogueFile ?? join(root, 'data', 'catalogue.ttl'),
      clock,
      feedMs: config.feedMs,
      reporter: overrides.reporter ?? {},
      harvest: {
        pageSize: config.harvest.pageSize,
        maxRecords: config.harvest.maxRecords,
        wholeBytes: config.harvest.wholeBytes,
        streamBytes: config.harvest.streamBytes,
        spoolDir: join(config.dataDir, 'spool'),
        concurrency: config.harvest.concurrency,
        walkMs: config.harvest.walkMs,
        leaseMs: config.harvest.leaseMs,
        guard: { share: config.harvest.removalShare, floor: config.harvest.removalFloor },
      },
      owner: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
      nudge: () => nudge(),
    },
    (source, error) => log.error({ source, reason: messageOf(error) }, 'a run could not be carried out'),
  );

  stops.push(() => flow.stop());

  async function serve(): Promise<Serving> {
    await flow.publishReferences();
    const setup = { registryPath, readPath, pollMs: config.followMs, keptMs: config.feedMs };
    const reader = new FollowerThread(
      { ...setup, follows: 'read' },
      { death: (_, reason) => log.error({ reason }, 'the read side’s follower died and is started again') },
    );
    stops.push(() => reader.stop());
    const records = (await registry.read.records.countByState()).reduce((sum, { count }) => sum + count, 0);
    const replicas = config.sparql.replicas ?? replicaCount(records, totalmem());
    const sparql = new SparqlService(setup, { ...config.sparql, replicas }, (message) => log.error(message));
    stops.push(() => sparql.stop());
    const federated = new FederatedQueries(
      {
        local: (query, signal) => sparql.run(query, signal),
        client,
        endpoints: async () => {
          const sources = await registry.read.sources.list();
          // An address with a query may hold a key.
          const open = sources.filter(({ kind, state, url }) => kind === 'sparql' && state === 'active' && !url.includes('?'));
          return new Set(open.map(({ url }) => url));
        },
      },
      config.sparql,
    );
    stops.push(() => federated.stop());
    nudge = () => {
      reader.send({ kind: 'nudge' });
      sparql.nudge();
    };
    await until(() => {
      if (reader.deaths > 3) throw new Error(`the read side cannot be opened: ${reader.reason}; see ${readPath}`);
      return reader.position > 0 || reader.ready;
    });
    const base = config.baseUrl;
    const written = { base, vocabulary, shapes: shapes.files };
    let threadsAreUp = false;
    // Until they are, this thread writes long documents too: the first readers are not to wait for a second.
    void pool.openReadSide({ readPath, base }).then(() => {
      threadsAreUp = true;
    });
    const directory = openReadModel(openDatabase(readPath, { readOnly: true }));
    stops.push(() => directory.close());
    const dumps = new DumpWriter({
      readPath,
      open: () => openDatabase(readPath, { readOnly: true }),
      directory: join(config.dataDir, 'dumps'),
      base: config.baseUrl,
      everyMs: config.dumpMs,
      clock,
      failed: (error) => log.error({ reason: messageOf(error) }, 'the dump could not be written'),
    });
    dumps.start();
    stops.push(() => dumps.stop());
    const status = async () => ({
      head: await registry.read.log.head(),
      followers: [
        { name: 'read', position: reader.position, ready: reader.ready },
        ...sparql.positions().map((one, index) => ({ name: `sparql-${index + 1}`, ...one })),
      ],
    });
    const formerBases = JSON.parse((await registry.read.settings.get('former-bases')) ?? '[]') as string[];
    const app = createApp({
      ...written,
      directory,
      query: (query, signal) => sparql.run(query, signal),
      federated: (query, signal) => federated.run(query, signal),
      document: async (document, asking) =>
        threadsAreUp ? pool.document({ readPath, base, document }, asking) : writeDocument({ ...written, directory }, document),
      triples: () => sparql.triples(),
      trustedProxies: config.trustedProxies,
      mapping: mappingDocument(vocabulary.graph, new Graph(shapes.quads)),
      validate: (document, gone) => flow.validate(document, gone),
      validateAddress: (address, asked, gone) => flow.validateAddress(address, asked, gone),
      template: onceMade(() => flow.template()),
      write: (face, validation) => (isLong(validation) ? pool.write({ face, validation }) : Promise.resolve(writeFace(face, validation))),
      api: flow,
      largestRecord: config.push.bytes,
      mostRecords: config.push.atOnce,
      largestUpload: config.harvest.wholeBytes,
      kept: new AnswerCache(keptBytes, keptOverhead),
      clock,
      dump: () => dumps.newest,
      feedMs: config.feedMs,
      largestDocument: config.validate.bytes,
      mostDocuments: config.validate.threads + config.validate.queue,
      status,
      formerBases,
      log,
    });
    const server = await listen(app, config);
    stops.push(() => close(server));
    let ticking: Promise<void> | undefined;
    const job = schedule.scheduleJob('* * * * *', () => {
      // A tick that takes longer than a minute is not joined by a second one.
      ticking ??= flow
        .tick()
        .then(
          (ticked) => (ticked.queued.length + ticked.told > 0 ? log.info(ticked, 'tick') : undefined),
          (error) => log.error({ reason: messageOf(error) }, 'the minute tick failed'),
        )
        .finally(() => {
          ticking = undefined;
        });
    });
    stops.push(async () => {
      job.cancel();
      await ticking;
    });
    await flow.resume();
    const lost = new Promise<string>((resolve) => {
      const watch = setInterval(async () => {
        const fixed = await registry.read.settings.get('base-url');
        if (fixed !== undefined && fixed !== config.baseUrl)
          resolve(`the registry was moved to ${fixed}: start again with BASE_URL=${fixed}`);
      }, 1000);
      stops.push(() => clearInterval(watch));
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    return {
      url: `http://127.0.0.1:${port}`,
      lost,
      dumped: () => dumps.now(),
      async caughtUp() {
        const head = await registry.read.log.head();
        nudge();
        await until(() => reader.position >= head && sparql.positions().every((one) => one.position >= head && one.ready));
      },
    };
  }

  return {
    flow,
    registry,
    log,
    flowVersion,
    write: writeFace,
    serve,
    async stop() {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
}

/** Made when it is first asked for; a failure is tried again. */
function onceMade<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
