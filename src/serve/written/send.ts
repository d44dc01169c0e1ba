import type { Request, Response } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { clientOf } from '../client.js';
import { describe, type Link, representations } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import type { DocumentTask } from './task.js';

type Represented = Extract<DocumentTask, { representation: unknown }>;

/** What is described, what writes it, and what its headers say besides. */
interface Sending {
  /** IRI of what is described. */
  readonly resource: string;
  readonly task: Represented;
  readonly modified?: string | undefined;
  readonly links?: readonly Link[];
}

/** Has a long document written in a thread, and sends it. @throws Problem as `ServeParts.document`. */
export async function sendTask(parts: ServeParts, request: Request, response: Response, sending: Sending): Promise<void> {
  const { resource, task } = sending;
  const asking = askingFor(request, response);
  const written = await parts.document(task, asking);
  if (asking.gone.aborted) return;
  // It left while the thread wrote; whoever asks again is told what became of it.
  if (written === undefined) throw new Problem('unavailable', text('ข้อมูลกำลังเปลี่ยนแปลง', 'This is being changed.'), { retryAfter: 1 });
  const { body, etag, modified, links } = written;
  const described = { modified: sending.modified ?? modified, links: [...links, ...(sending.links ?? [])] };
  describe(request, response, resource, task.representation, described);
  response.set('ETag', etag).type(representations[task.representation]);
  response.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}

/** Who asks, and whether they wait still. */
export function askingFor(request: Request, response: Response): { client: string; gone: AbortSignal } {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return { client: clientOf(request), gone: gone.signal };
}
