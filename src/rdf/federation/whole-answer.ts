import type { AnswerReason, AnswerType } from './messages.js';

/** Something wrong with an answer, found in the thread that reads it. */
export class AnswerFault extends Error {
  readonly reason: AnswerReason;
  readonly about: string;
  /** Address of the endpoint, where it is one’s answer. */
  where: string | undefined;

  constructor(reason: AnswerReason, about = '') {
    super(`${reason} ${about}`.trim());
    this.name = 'AnswerFault';
    this.reason = reason;
    this.about = about;
  }
}

/** Follows an answer while it is read and says at its end whether it was whole. */
export interface Wholeness {
  /** @throws AnswerFault */
  feed(bytes: Uint8Array): void;
  /** @throws AnswerFault */
  end(): void;
}

/**
 * The engine's parsers take a truncated or empty answer, or JSON that is no result, for a short result; these do not. Turtle needs
 * none: a statement cut in the middle is an error to its parser, one cut between statements is found by counting.
 * @param cap rows at which the endpoint says that it cuts results: as many may be all, or not.
 */
export function wholeness(type: AnswerType, cap?: number): Wholeness {
  if (type === 'application/sparql-results+json') return new WholeJson(cap);
  if (type === 'application/sparql-results+xml') return new WholeXml(cap);
  return { feed: () => undefined, end: () => undefined };
}

/** Nesting of SPARQL JSON is 5, with quoted triples some more; the parser calls itself. */
const deepest = 64;
/** Longest key that matters is "results". */
const longestKey = 8;

const [quote, backslash, braceOpen, braceClose, bracketOpen, bracketClose] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** An object of `{"results":{"bindings":[{` is that deep: a row. */
const rowDepth = 4;

function judgeRows(rows: number, cap: number | undefined): void {
  if (cap !== undefined && rows >= cap) throw new AnswerFault('capped', String(cap));
}

class WholeJson implements Wholeness {
  readonly #cap: number | undefined;
  #rows = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #ended = false;
  #key = '';
  #hasResults = false;

  constructor(cap: number | undefined) {
    this.#cap = cap;
  }

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#inText) this.#text(byte);
      else if (byte > 0x20) this.#structure(byte);
    }
  }

  #text(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) {
      this.#inText = false;
      if (this.#depth === 1 && (this.#key === 'results' || this.#key === 'boolean')) this.#hasResults = true;
    } else if (this.#depth === 1 && this.#key.length < longestKey) this.#key += String.fromCharCode(byte);
  }

  #structure(byte: number): void {
    if (this.#ended) throw new AnswerFault('cut', 'text after the end of the JSON');
    if (byte === quote) {
      this.#inText = true;
      this.#key = '';
    } else if (byte === braceOpen || byte === bracketOpen) {
      this.#depth += 1;
      if (this.#depth === rowDepth && byte === braceOpen) this.#rows += 1;
      if (this.#depth > deepest) throw new AnswerFault('too-deep', String(deepest));
    } else if (byte === braceClose || byte === bracketClose) {
      this.#depth -= 1;
      this.#ended = this.#depth === 0;
    }
  }

  end(): void {
    if (!this.#ended) throw new AnswerFault('cut', 'JSON');
    if (!this.#hasResults) throw new AnswerFault('no-results', 'JSON');
    judgeRows(this.#rows, this.#cap);
  }
}

const tailBytes = 256;

/** Begins a row; an element’s name may have a prefix. */
const rowStart = /<(?:[\w.-]+:)?result[\s/>]/g;
/** Longest beginning of a row that may stand at the end of a chunk. */
const longestStart = 40;

class WholeXml implements Wholeness {
  readonly #cap: number | undefined;
  #rows = 0;
  #open = '';
  #tail = '';

  constructor(cap: number | undefined) {
    this.#cap = cap;
  }

  feed(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes).toString('latin1');
    this.#tail = (this.#tail + chunk.slice(-tailBytes)).slice(-tailBytes);
    if (this.#cap === undefined) return;
    const text = this.#open + chunk;
    this.#rows += text.match(rowStart)?.length ?? 0;
    const last = text.lastIndexOf('<');
    const begun = last < 0 ? '' : text.slice(last);
    // What is a whole start has been counted.
    this.#open = begun.length > longestStart || begun.search(rowStart) === 0 ? '' : begun;
  }

  end(): void {
    if (!/<\/(?:[\w.-]+:)?sparql\s*>\s*(?:<!--[^>]*-->\s*)*$/.test(this.#tail)) throw new AnswerFault('cut', 'XML');
    judgeRows(this.#rows, this.#cap);
  }
}
