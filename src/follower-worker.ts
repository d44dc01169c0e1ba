import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { DirectoryQuery } from './catalog/directory.js';
import { followOnce } from './publish/follower.js';
import type { FollowerSetup, FromFollower, RemoteEngine, ToFollower } from './publish/follower-messages.js';
import { OxigraphStore } from './publish/oxigraph-store.js';
import { ReadModelWriter } from './publish/read-model.js';
import { RemoteAnswers } from './publish/remote/answer.js';
import { Engine, EngineProblem } from './publish/remote/engine.js';
import { RemoteStore } from './publish/remote/remote-store.js';
import { answerQuery, type JudgedAnswer } from './publish/sparql/judge.js';
import { openDatabase } from './registry/open.js';
import { SqlLogReader } from './registry/publication-log.js';

type Position = Omit<Extract<FromFollower, { kind: 'position' }>, 'kind' | 'trouble'>;

/** What a thread does, by what it follows. */
interface Work {
  /** Applies some more of the log. */
  follow(): Promise<Position>;
  answer?(query: DirectoryQuery): JudgedAnswer | Promise<JudgedAnswer>;
  close(): void | Promise<void>;
}

/** An engine that fails is tried again after as long as this, and twice as long each time. */
const [firstPauseMs, longestPauseMs] = [500, 30_000];

const port = parentPort;
if (port === null) throw new Error('follower.js runs as a worker thread');
const setup = workerData as FollowerSetup;
const tell = (message: FromFollower, transfer?: ArrayBuffer[]): void => port.postMessage(message, transfer);

const works: Readonly<Record<FollowerSetup['follows'], () => Work>> = {
  sparql: ownEngine,
  read: readSide,
  remote: engineElsewhere,
  nothing: asksElsewhere,
};

function ownEngine(): Work {
  const { log, close } = openLog('nquads');
  const store = new OxigraphStore();
  const { most } = setup;
  if (most === undefined) throw new Error('an engine that answers needs bounds');
  // Queries of strangers take the processors that the directory leaves. On Linux 0 is this thread; elsewhere it is the whole process.
  if (process.platform === 'linux') {
    try {
      setPriority(0, 5);
    } catch {
      // A system that does not let a thread step back has it answer all the same.
    }
  }
  return {
    async follow() {
      const more = await followOnce(log, store);
      return { seq: store.position, caughtUp: !more, holds: { version: store.version, triples: store.triples } };
    },
    answer: (query) => answerQuery(store, query, most),
    close,
  };
}

function readSide(): Work {
  const { log, close } = openLog('all');
  const readModel = new ReadModelWriter(openDatabase(setup.readPath), setup.keptMs);
  // A copy that followed another history (a registry restored from a backup, say) begins anew.
  if (readModel.mark !== log.mark(readModel.position)) readModel.reset();
  return {
    async follow() {
      const more = await followOnce(log, readModel);
      return { seq: readModel.position, caughtUp: !more };
    },
    close,
  };
}

function engineElsewhere(): Work {
  const { log, registry, close } = openLog('nquads');
  const { address, turn } = remote();
  const engine = new Engine(address);
  const store = new RemoteStore(engine, registry, new Int32Array(turn), (message) => tell({ kind: 'remark', message }));
  return {
    async follow() {
      // An engine that is behind what it held is told of before it is filled.
      const more = (await store.look(log)) || (await followOnce(log, store));
      if (!more) await store.count();
      return { seq: store.position, caughtUp: !more, ...(store.holds === undefined ? {} : { holds: store.holds }) };
    },
    async close() {
      close();
      await engine.close();
    },
  };
}

function asksElsewhere(): Work {
  const { address, timeoutMs } = remote();
  const { most } = setup;
  if (most === undefined) throw new Error('an engine that answers needs bounds');
  const engine = new Engine(address);
  const answers = new RemoteAnswers(engine, most, timeoutMs);
  return {
    follow: async () => ({ seq: 0, caughtUp: true }),
    answer: (query) => answers.answer(query),
    close: () => engine.close(),
  };
}

function remote(): RemoteEngine {
  if (setup.engine === undefined) throw new Error('there is no engine elsewhere');
  return setup.engine;
}

function openLog(wanted: 'nquads' | 'all') {
  const database = openDatabase(setup.registryPath, { readOnly: true });
  const { value } = database.prepare(`SELECT value FROM settings WHERE key = 'registry'`).get() as { value: string };
  return { log: new SqlLogReader(database, wanted), registry: value, close: () => void database.close() };
}

const work = works[setup.follows]();
let told: string | undefined;
let timer: NodeJS.Timeout | undefined;
let busy = false;
let again = false;
let stopped = false;
let pauseMs = firstPauseMs;
let last: Position = { seq: 0, caughtUp: false };

async function follow(): Promise<void> {
  clearTimeout(timer);
  again = busy;
  if (busy) return;
  busy = true;
  const trouble = await step();
  busy = false;
  if (stopped) return;
  const news = { kind: 'position', ...last, ...(trouble === undefined ? {} : { trouble }) } satisfies FromFollower;
  if (JSON.stringify(news) !== told) tell(news);
  told = JSON.stringify(news);
  // Between batches the thread turns to waiting queries.
  const pause = trouble !== undefined ? pauseMs : !last.caughtUp || again ? 0 : setup.pollMs;
  pauseMs = trouble === undefined ? firstPauseMs : Math.min(longestPauseMs, 2 * pauseMs);
  timer = setTimeout(follow, pause);
}

/** @returns what is wrong with an engine elsewhere. */
async function step(): Promise<string | undefined> {
  try {
    last = await work.follow();
    return undefined;
  } catch (error) {
    if (error instanceof EngineProblem) return error.message;
    throw error;
  }
}

async function answer(id: number, query: DirectoryQuery): Promise<void> {
  if (work.answer === undefined) return;
  const answered = await work.answer(query);
  tell({ kind: 'answer', id, answer: answered }, answered.state === 'answered' ? [answered.body.buffer as ArrayBuffer] : []);
}

port.on('message', (message: ToFollower) => {
  if (message.kind === 'nudge') return void follow();
  if (message.kind === 'query') return void answer(message.id, message.query);
  clearTimeout(timer);
  stopped = true;
  busy = true;
  void Promise.resolve(work.close()).then(() => port.close());
});

void follow();
