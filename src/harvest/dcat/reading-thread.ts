import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, Problem } from '../../catalog/problem.js';
import { finderOf } from '../../rdf/vocabulary.js';
import { DocumentReading } from './document-reading.js';
import type { Reply, Request } from './messages.js';
import { spoolProblem } from './spool.js';

/** The thread that reads documents: answers each request with one reply, in order. */
const port = parentPort;
if (port === null) throw new Error('this file is started as a thread');

/** Names of the concepts that the door knows. */
const finder = finderOf(String(workerData));
let reading: DocumentReading | undefined;

async function answer(request: Request): Promise<Reply> {
  if (request.kind === 'begin') {
    reading?.close();
    reading = new DocumentReading(request.task, finder);
    return { kind: 'taken' };
  }
  if (reading === undefined) throw new Error(`${request.kind} came before a document`);
  if (request.kind === 'piece') return reading.piece(request.bytes);
  return request.kind === 'end' ? reading.end() : reading.cut(request);
}

let queue: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => {
  queue = queue.then(async () => {
    try {
      port.postMessage(await answer(request));
    } catch (error) {
      const known = error instanceof Problem ? error : spoolProblem(error);
      // What is no Problem is a fault of ours: it ends the thread, with its stack. Only a real Error keeps its words on the way out.
      if (known === undefined) throw error instanceof Error ? error : new Error(messageOf(error));
      const { kind: problem, detail, remedy } = known;
      port.postMessage({ kind: 'failed', problem, detail, remedy } satisfies Reply);
    }
  });
});
