import type { Request, Response } from 'express';
import { Problem } from '../../catalog/problem.js';
import type { RunState } from '../../catalog/run.js';
import { text } from '../../catalog/text.js';
import type { ApiCases, RunDetails } from './cases.js';

/** Connections that listen at a time; each is a socket and a look at the registry a second. */
export const mostListeners = 100;
/** Milliseconds between looks at the run, for what another process does and for its end; and between signs of life. */
const every = { lookEvery: 1000, beatEvery: 15_000 };
/** Signs of life that may find what was sent before still untaken; then its place is for another. */
const mostUntaken = 4;

/** States in which something still moves by itself; a held run waits for a person, and who listens asks again after that. */
const moving: ReadonlySet<RunState> = new Set(['queued', 'running', 'applying']);

const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } as const;

export interface Events {
  /** Tells a run's progress as server-sent events until it ends. @throws Problem `unavailable` when too many listen. */
  stream(request: Request, response: Response, details: RunDetails): void;
  readonly listeners: number;
}

/**
 * Server-sent events (HTML Living Standard §9.2). Each connection begins with the whole run, so that nothing that was missed
 * matters; Last-Event-ID only goes on counting. A client that does not read is told less, never waited for: what it has not taken
 * when the next event comes is passed over, no more than one event is held for it, and after a minute its connection is cut.
 */
export function createEvents(
  api: Pick<ApiCases, 'run' | 'listen'>,
  write: (details: RunDetails) => unknown,
  { lookEvery, beatEvery } = every,
): Events {
  let listeners = 0;
  const looks = new Map<number, Promise<RunDetails>>();

  /** All who listen to a run share one look at it: its counts are counted anew each time. */
  function look(id: number): Promise<RunDetails> {
    const shared = looks.get(id) ?? api.run(id);
    if (!looks.has(id)) {
      looks.set(id, shared);
      setTimeout(() => looks.delete(id), lookEvery / 2).unref();
    }
    return shared;
  }

  return {
    get listeners() {
      return listeners;
    },
    stream(request, response, details) {
      if (request.method === 'HEAD') {
        response.status(200).set(headers).end();
        return;
      }
      if (listeners >= mostListeners)
        throw new Problem('unavailable', text('มีผู้ติดตามความคืบหน้าอยู่เต็มจำนวนแล้ว', `${mostListeners} are listening already.`), {
          retryAfter: 10,
          remedy: text('โปรดเรียกดู /api/runs/{id} แทน', 'Ask for /api/runs/{id} now and then instead.'),
        });
      listeners += 1;
      follow(request, response, details, () => {
        listeners -= 1;
      });
    },
  };

  function follow(request: Request, response: Response, first: RunDetails, ended: () => void): void {
    const { id } = first.run;
    let count = countOf(request);
    let last = '';
    const send = (event: string, data: unknown): void => {
      if (response.writableNeedDrain || response.writableEnded) return;
      count += 1;
      response.write(`id: ${count}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const tell = (details: RunDetails): void => {
      if (response.writableEnded) return;
      const shown = write(details);
      const now = JSON.stringify(shown);
      if (now !== last && !response.writableNeedDrain) {
        last = now;
        send('run', shown);
      }
      if (moving.has(details.run.state)) return;
      count += 1;
      response.end(`id: ${count}\nevent: end\ndata: ${now}\n\n`);
    };
    response.status(200).set(headers);
    // A browser that lost the connection waits so long before it asks again.
    response.write('retry: 3000\n\n');
    tell(first);
    const stopListening = moving.has(first.run.state) ? listen(id, send) : () => undefined;
    let isLooking = false;
    const looking = setInterval(async () => {
      if (isLooking || response.writableEnded) return;
      isLooking = true;
      await look(id).then(tell, () => response.end());
      isLooking = false;
    }, lookEvery);
    let untaken = 0;
    const beat = setInterval(() => {
      untaken = response.writableLength > 0 ? untaken + 1 : 0;
      // Also one that was told the end and does not take it.
      if (untaken >= mostUntaken) response.destroy();
      else if (!response.writableNeedDrain && !response.writableEnded) response.write(': here\n\n');
    }, beatEvery);
    response.on('close', () => {
      clearInterval(looking);
      clearInterval(beat);
      stopListening();
      ended();
    });
  }

  /** The finer steps of a run of this process; the end is told by the run itself. */
  function listen(id: number, send: (event: string, data: unknown) => void): () => void {
    return api.listen(id, ({ kind, facts }) => send('progress', { kind, ...facts }));
  }
}

function countOf(request: Request): number {
  const sent = String(request.headers['last-event-id'] ?? '');
  return /^\d{1,12}$/.test(sent) ? Number(sent) : 0;
}
