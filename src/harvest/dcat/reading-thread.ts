import { parentPort } from 'node:worker_threads';
import { Problem, toProblem } from '../../catalog/problem.js';
import { DocumentReading } from './document-reading.js';
import type { Reply, Request } from './messages.js';

/** The thread that reads documents: answers each request with one reply, in order. */
const port = parentPort;
if (port === null) throw new Error('this file is started as a thread');

let reading: DocumentReading | undefined;

async function answer(request: Request): Promise<Reply> {
  if (request.kind === 'begin') {
    reading?.close();
    reading = new DocumentReading(request.task);
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
      // What is no Problem is a fault of ours: it ends the thread, with its stack.
      if (!(error instanceof Problem)) throw error;
      const { kind: problem, detail, remedy } = toProblem(error);
      port.postMessage({ kind: 'failed', problem, detail, remedy } satisfies Reply);
    }
  });
});
