import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Response } from 'express';

/**
 * Sends a long answer piece by piece: the next is made when the last has been taken, other requests come in between, and nothing
 * more is made for a client that has gone. An error after the first byte cuts the connection, so that no half looks like a whole.
 */
export async function sendPieces(response: Response, pieces: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(inTurns(pieces), { objectMode: true, highWaterMark: 1 }), response);
  } catch (error) {
    // Whoever has gone needs to hear of nothing.
    if (!isGone(error)) throw error;
  }
}

async function* inTurns(pieces: Iterable<string> | AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await turn();
  }
}

/** How a connection ends that its client has left. */
const departures: ReadonlySet<unknown> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE']);

function isGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && departures.has(error.code);
}

/** Makes something of each, some at a time; other requests come in between. */
export async function eachInTurns<One, Made>(all: Iterable<One>, atOnce: number, make: (one: One) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (const one of all) {
    if (made.length > 0 && made.length % atOnce === 0) await turn();
    made.push(make(one));
  }
  return made;
}

/** Answers 304 when the client has this state already; sets what it can compare the next time. @returns true when it is answered. */
export function isFresh(response: Response, state: { tag: string; modified: string }): boolean {
  response.set('ETag', `W/"${state.tag}"`);
  if (state.modified !== '') response.set('Last-Modified', new Date(state.modified).toUTCString());
  response.status(200); // Express compares only where the answer would be a success
  if (!response.req.fresh) return false;
  response.status(304).end();
  return true;
}
