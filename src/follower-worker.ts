import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { followOnce } from './publish/follower.js';
import type { FollowerSetup, FromFollower, ToFollower } from './publish/follower-messages.js';
import { OxigraphStore } from './publish/oxigraph-store.js';
import { ReadModelWriter } from './publish/read-model.js';
import { answerQuery } from './publish/sparql/judge.js';
import { openDatabase } from './registry/open.js';
import { SqlLogReader } from './registry/publication-log.js';

const port = parentPort;
if (port === null) throw new Error('follower.js runs as a worker thread');
const setup = workerData as FollowerSetup;
const registry = openDatabase(setup.registryPath, { readOnly: true });
const log = new SqlLogReader(registry, setup.follows === 'sparql' ? 'nquads' : 'all');
const store = setup.follows === 'sparql' ? new OxigraphStore() : undefined;
const readModel = setup.follows === 'read' ? new ReadModelWriter(openDatabase(setup.readPath), setup.keptMs) : undefined;
const follower = (store ?? readModel) as OxigraphStore | ReadModelWriter;
// A copy that followed another history (a registry restored from a backup, say) begins anew.
if (readModel !== undefined && readModel.mark !== log.mark(readModel.position)) readModel.reset();

// Queries of strangers take the processors that the directory leaves. On Linux 0 is this thread; elsewhere it is the whole process.
if (store !== undefined && process.platform === 'linux') {
  try {
    setPriority(0, 5);
  } catch {
    // A system that does not let a thread step back has it answer all the same.
  }
}

let told: string | undefined;
let timer: NodeJS.Timeout | undefined;

function follow(): void {
  clearTimeout(timer);
  const more = followOnce(log, follower);
  const holds = store === undefined ? {} : { holds: { version: store.version, triples: store.triples } };
  const news = { kind: 'position', seq: follower.position, caughtUp: !more, ...holds } satisfies FromFollower;
  if (JSON.stringify(news) !== told) port?.postMessage(news);
  told = JSON.stringify(news);
  // Between batches the thread turns to waiting queries.
  timer = more ? setTimeout(follow, 0) : setTimeout(follow, setup.pollMs);
}

port.on('message', (message: ToFollower) => {
  if (message.kind === 'nudge') return follow();
  if (message.kind === 'stop') {
    clearTimeout(timer);
    registry.close();
    port.close();
    return;
  }
  if (store === undefined || setup.most === undefined) return;
  const answer = answerQuery(store, message.query, setup.most);
  const bytes = answer.state === 'answered' ? [answer.body.buffer as ArrayBuffer] : [];
  port.postMessage({ kind: 'answer', id: message.id, answer } satisfies FromFollower, bytes);
});

follow();
