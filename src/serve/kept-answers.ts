import { type Request, type Response, Router } from 'express';
import type { Directory } from '../catalog/directory.js';
import { acceptableRepresentation, splitSuffix } from './negotiate.js';
import { languageOf } from './pages/render.js';

/** An answer as it was sent: its own headers, and its body. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Where answers are kept, each for one state of the read side. */
export interface KeptAnswers {
  get(name: string, state: string): KeptAnswer | undefined;
  put(name: string, state: string, answer: KeptAnswer): void;
}

export interface KeptParts {
  readonly directory: Pick<Directory, 'position'>;
  readonly kept: KeptAnswers;
}

/**
 * Sends datasets and their list again as they were sent before, as long as nothing at all was published since: many ask for the same
 * few, and parsing and writing one takes ten times as long as sending it. Addresses with a query are not kept, since they never end.
 */
export function keptAnswers({ directory, kept }: KeptParts): Router {
  const router = Router();
  router.get(['/datasets', '/datasets.:suffix', '/datasets/:agency/:name'], (request, response, next) => {
    const name = nameOf(request);
    if (name === undefined) return next();
    const state = stateOf(directory);
    const answer = kept.get(name, state);
    if (answer !== undefined) return response.set(answer.headers).send(answer.body);
    if (request.method === 'GET') {
      keepWhatIsSent(response, (sent) => {
        // What was published meanwhile may be in it or not.
        if (stateOf(directory) === state) kept.put(name, state, sent);
      });
    }
    next();
  });
  return router;
}

function stateOf(directory: KeptParts['directory']): string {
  const { seq, at } = directory.position();
  return `${seq} ${at}`;
}

/** What tells one answer from all others of the same state; undefined where it is not kept. */
function nameOf(request: Request): string | undefined {
  if (request.originalUrl.includes('?')) return undefined;
  const representation = acceptableRepresentation(request, splitSuffix(request.path).suffix);
  if (representation === undefined) return undefined;
  return `${request.originalUrl} ${representation} ${representation === 'html' ? languageOf(request) : ''}`;
}

/** Hands over a whole answer with status 200 once it is sent, with the headers that its route gave it. */
function keepWhatIsSent(response: Response, keep: (answer: KeptAnswer) => void): void {
  const before = new Set(response.getHeaderNames());
  const send = response.send.bind(response);
  response.send = (body: unknown): Response => {
    response.send = send; // which may call itself with another form of the same
    send(body);
    if (response.statusCode !== 200 || (typeof body !== 'string' && !(body instanceof Uint8Array))) return response;
    const own = Object.entries(response.getHeaders()).filter(([name]) => !before.has(name));
    // A cookie is one client's own.
    if (own.some(([name]) => name === 'set-cookie')) return response;
    const headers = Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
    keep({ headers, body: typeof body === 'string' ? Buffer.from(body) : body });
    return response;
  };
}
