import type { FromThread, ToThread } from './messages.js';
import { AnswerFault, type Wholeness, wholeness } from './whole-answer.js';

type Incoming = Extract<ToThread, { readonly id: number }>;

interface Expecting {
  readonly resolve: (message: Incoming) => void;
}

/**
 * The `fetch` of a thread that has no network of its own: each request is a message to the main thread, each chunk of an answer is
 * asked for when the one before it was taken.
 */
export class BridgedFetch {
  readonly #post: (message: FromThread) => void;
  readonly #expecting = new Map<number, Expecting>();
  #lastId = 0;
  /** The first thing that went wrong in the present query: the engine passes over some of them. */
  fault: AnswerFault | undefined;

  constructor(post: (message: FromThread) => void) {
    this.#post = post;
  }

  receive(message: Incoming): void {
    const expecting = this.#expecting.get(message.id);
    this.#expecting.delete(message.id);
    expecting?.resolve(message);
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    this.#lastId += 1;
    const id = this.#lastId;
    const url = input instanceof Request ? input.url : String(input);
    const accept = new Headers(init.headers).get('accept') ?? '*/*';
    const form = init.body === undefined || init.body === null ? undefined : String(init.body);
    const answer = await this.#ask(id, { kind: 'fetch', id, url, accept, form });
    // Of a SERVICE SILENT the engine makes a solution that binds nothing; no row of the answer has been read by then.
    if (answer.kind === 'broken' && answer.silent === true) throw new Error('an endpoint that need not answer does not');
    if (answer.kind !== 'response') throw this.#failed(new AnswerFault('engine', 'the request failed'));
    return new Response(this.#body(id, url, wholeness(answer.type, answer.cap)), { status: 200, headers: { 'content-type': answer.type } });
  };

  #body(id: number, url: string, whole: Wholeness): ReadableStream<Uint8Array> {
    let first = true;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const message = await this.#ask(id, { kind: 'pull', id });
            if (message.kind === 'chunk') {
              const bytes = first ? withoutMark(message.bytes) : message.bytes;
              first = false;
              whole.feed(bytes);
              controller.enqueue(bytes);
            } else if (message.kind === 'end') {
              whole.end();
              controller.close();
            } else throw new AnswerFault('engine', 'the answer broke off');
          } catch (error) {
            this.#post({ kind: 'drop', id });
            if (error instanceof AnswerFault) error.where ??= url.split('?')[0];
            controller.error(this.#failed(error));
          }
        },
        cancel: () => this.#post({ kind: 'drop', id }),
      },
      { highWaterMark: 0 },
    );
  }

  #ask(id: number, message: FromThread): Promise<Incoming> {
    return new Promise((resolve) => {
      this.#expecting.set(id, { resolve });
      this.#post(message);
    });
  }

  #failed(error: unknown): unknown {
    if (error instanceof AnswerFault) this.fault ??= error;
    return error;
  }
}

/** Without a byte order mark, which the engine's parsers cannot read. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
