import { parentPort } from 'node:worker_threads';
import { QueryEngine } from '@comunica/query-sparql';
import { messageOf } from '../../catalog/problem.js';
import type { Term } from '../terms.js';
import { type Solution, writeAnswer } from './answers.js';
import { BridgedFetch } from './bridged-fetch.js';
import { withoutZeros } from './estimates.js';
import { readFederated } from './federated-query.js';
import type { AnswerTask, FromThread, RowMessage, TermMessage, ToThread } from './messages.js';
import { AnswerFault } from './whole-answer.js';

/** Rows of one message, and characters of their values: one message is on its way at a time. */
const batchRows = 1000;
const batchCharacters = 1_000_000;

const port = parentPort;
if (port === null) throw new Error('this is the entry of a thread');
const post = (message: FromThread): void => port.postMessage(message);
const bridge = new BridgedFetch(post);
const engine = new QueryEngine();
let askedForMore: () => void = () => undefined;

// Whatever does not take the `fetch` it is given must not reach the network past the main thread.
globalThis.fetch = () => Promise.reject(new Error('this thread has no network'));

port.on('message', (message: ToThread) => {
  if (message.kind === 'judge') post({ kind: 'judged', judged: readFederated(message.query, new Set(message.allowed)) });
  else if (message.kind === 'select') void reported(() => select(message.query, message.endpoints));
  else if (message.kind === 'answer') void reported(() => answer(message.task));
  else if (message.kind === 'more') askedForMore();
  else bridge.receive(message);
});

/** Does what was asked, and says why it could not be done. */
async function reported(work: () => Promise<void>): Promise<void> {
  bridge.fault = undefined;
  try {
    await work();
  } catch (error) {
    const fault = bridge.fault ?? error;
    if (fault instanceof AnswerFault)
      post({ kind: 'failed', reason: fault.reason, about: fault.about, ...(fault.where === undefined ? {} : { where: fault.where }) });
    else post({ kind: 'failed', reason: 'engine', about: messageOf(fault).slice(0, 500) });
  }
}

async function* solve(query: string, endpoints: readonly string[], fetch = bridge.fetch): AsyncGenerator<Solution, void> {
  const [first, ...more] = endpoints.map((value) => ({ type: 'sparql' as const, value }));
  if (first === undefined) throw new AnswerFault('engine', 'no endpoint to ask');
  // What it found out about an endpoint for the query before (that it has none of a predicate, say) may be so no longer.
  await engine.invalidateHttpCache();
  const solutions = await engine.queryBindings(query, { sources: [first, ...more], fetch });
  for await (const solution of solutions) yield solution;
  if (bridge.fault !== undefined) throw bridge.fault;
}

async function select(query: string, endpoints: readonly string[]): Promise<void> {
  let rows: RowMessage[] = [];
  let characters = 0;
  for await (const solution of solve(query, endpoints)) {
    const row: Record<string, TermMessage> = {};
    for (const [variable, term] of solution) {
      const message = toMessage(term);
      if (message !== undefined) row[variable.value] = message;
      characters += term.value.length;
    }
    rows.push(row);
    if (rows.length < batchRows && characters < batchCharacters) continue;
    await sent(rows);
    rows = [];
    characters = 0;
  }
  if (rows.length > 0) await sent(rows);
  post({ kind: 'done' });
}

/** Written here: an answer of some megabytes would hold the main thread up. */
async function answer(task: AnswerTask): Promise<void> {
  const [local, ...empty] = task.endpoints;
  if (local === undefined) throw new AnswerFault('engine', 'no endpoint to ask');
  const written = await writeAnswer(task, {
    select: (query) => solve(query, task.endpoints, withoutZeros(bridge.fetch, empty)),
    describe: async (iris) => {
      const body = new URLSearchParams({ query: `DESCRIBE ${iris.map((one) => `<${one}>`).join(' ')}` });
      const answered = await bridge.fetch(local, { method: 'POST', body, headers: { accept: 'application/n-triples' } });
      return answered.text();
    },
  });
  post({ kind: 'answered', body: new TextEncoder().encode(written) });
}

/** Sends rows, and waits until the next are asked for. */
function sent(rows: readonly RowMessage[]): Promise<void> {
  return new Promise((resolve) => {
    askedForMore = resolve;
    post({ kind: 'rows', rows });
  });
}

/** A term on its way; a quoted triple is left unbound, since nothing of ours holds one. */
function toMessage(term: Term): TermMessage | undefined {
  if (term.termType === 'NamedNode') return ['iri', term.value];
  if (term.termType === 'BlankNode') return ['blank', term.value];
  return term.termType === 'Literal' ? ['literal', term.value, term.language, term.datatype.value] : undefined;
}
