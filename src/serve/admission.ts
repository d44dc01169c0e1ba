import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

export interface Admission {
  /** Documents in hand at a time: each is held in memory until its report is sent. */
  readonly most: number;
  /** Milliseconds after which a document that is still arriving gives way to another. */
  readonly patience: number;
  /** Reads the body. */
  readonly read: RequestHandler;
}

/**
 * Lets in as many documents as memory has room for, and reads them. When all places are taken, the one that has been arriving
 * for longest gives way: a handful of connections that send a byte a second would keep everybody else out.
 * @throws Problem `unavailable` with Retry-After when nobody can give way.
 */
export function admission({ most, patience, read }: Admission): RequestHandler {
  const arrivals = new Set<Arrival>();
  return (request, response, next) => {
    if (arrivals.size >= most && !makeRoom(arrivals)) throw tooBusy(most);
    const arrival = new Arrival(request, response, next);
    arrivals.add(arrival);
    const timer = setTimeout(() => {
      arrival.isLate = true;
    }, patience);
    response.on('close', () => {
      clearTimeout(timer);
      arrivals.delete(arrival);
    });
    read(request, response, (error?: unknown) => arrival.goOn(error));
  };
}

class Arrival {
  isLate = false;
  #over = false;
  readonly #request: Request;
  readonly #response: Response;
  readonly #next: NextFunction;

  constructor(request: Request, response: Response, next: NextFunction) {
    this.#request = request;
    this.#response = response;
    this.#next = next;
  }

  get canGiveWay(): boolean {
    return this.isLate && !this.#request.complete;
  }

  /** Goes on once: the reader of a request that was given up reports its end too. */
  goOn(error?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#next(error);
  }

  giveUp(): void {
    this.#response.set('Connection', 'close');
    this.#response.on('finish', () => this.#request.destroy());
    this.goOn(tooSlow());
  }
}

/** A set keeps its order, so that the first found has waited longest. */
function makeRoom(arrivals: Set<Arrival>): boolean {
  for (const arrival of arrivals) {
    if (!arrival.canGiveWay) continue;
    arrivals.delete(arrival);
    arrival.giveUp();
    return true;
  }
  return false;
}

function tooSlow(): Problem {
  return new Problem(
    'too-slow',
    text('เอกสารส่งเข้ามาช้าเกินไป ขณะที่มีผู้อื่นรออยู่', 'The document was arriving too slowly while others were waiting.'),
    { remedy: text('ลองใหม่ในอีกสักครู่ หรือบีบอัดด้วย gzip ก่อนส่ง', 'Try again in a moment, or send it packed with gzip.') },
  );
}

function tooBusy(most: number): Problem {
  return new Problem('unavailable', text(`กำลังตรวจเอกสารอยู่แล้ว ${most} ฉบับ`, `${most} documents are being checked already.`), {
    retryAfter: 10,
    remedy: text('ลองใหม่ในอีกสักครู่', 'Try again in a moment.'),
  });
}
