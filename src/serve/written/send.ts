import type { Request, Response } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { clientOf } from '../client.js';
import { describe, type Link, representations } from '../negotiate.js';
import { describePage } from '../pages/render.js';
import type { Asking, ServeParts } from '../parts.js';
import type { DocumentTask, WrittenDocument } from './task.js';
import { writeDocument } from './write.js';

type Represented = Extract<DocumentTask, { representation: unknown } | { kind: 'dataset-page' }>;

/** What is described, what writes it, and what its headers say besides. */
interface Sending {
  /** IRI of what is described. */
  readonly resource: string;
  readonly task: Represented;
  /** True of what is written as soon as it would be handed to a thread. */
  readonly isShort?: boolean;
  readonly modified?: string | undefined;
  readonly links?: readonly Link[];
}

/** Has a document written, a long one in a thread, and sends it. @throws Problem as `ServeParts.document`. */
export async function sendTask(parts: ServeParts, request: Request, response: Response, sending: Sending): Promise<void> {
  const { resource, task, isShort = false } = sending;
  const written = await writtenFor(parts, request, response, { task, isShort });
  if (written === undefined) return;
  const { modified, links } = written;
  const representation = task.kind === 'dataset-page' ? 'html' : task.representation;
  if (task.kind === 'dataset-page') describePage(request, response, task.framing.language);
  describe(request, response, resource, representation, {
    modified: sending.modified ?? modified,
    links: [...links, ...(sending.links ?? [])],
  });
  sendWritten(response, representations[representation], written);
}

/** A document for a request, written at once or in a thread. @returns undefined for one who has gone. @throws Problem as `ServeParts.document`. */
export async function writtenFor(
  parts: ServeParts,
  request: Request,
  response: Response,
  { task, isShort }: { readonly task: DocumentTask; readonly isShort: boolean },
): Promise<WrittenDocument | undefined> {
  const asking = askingFor(request, response);
  const written = isShort ? writeDocument(parts, task) : await parts.document(task, asking);
  // It left while the thread wrote; whoever asks again is told what became of it.
  if (written === undefined && !asking.gone.aborted)
    throw new Problem('unavailable', text('ข้อมูลกำลังเปลี่ยนแปลง', 'This is being changed.'), { retryAfter: 1 });
  return asking.gone.aborted ? undefined : written;
}

/** Sends what was written, as it is. */
export function sendWritten(response: Response, type: string, { body, etag }: WrittenDocument): void {
  response
    .set('ETag', etag)
    .type(type)
    .send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}

/** Who asks, and whether they wait still. */
export function askingFor(request: Request, response: Response): Asking {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return { client: clientOf(request), gone: gone.signal };
}
