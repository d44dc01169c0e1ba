/** An answer as it was sent. */
export interface CachedAnswer {
  readonly body: Uint8Array;
  readonly format: string;
  readonly etag: string;
}

/** An answer larger than this share of the cache would push out all others. */
const largestShare = 1 / 8;

/** Counted for an entry besides its body. */
const overhead = 500;

/** Answers of one state of the log, at most so many bytes of them; the one that was not asked for longest goes first. */
export class AnswerCache {
  readonly #most: number;
  readonly #answers = new Map<string, CachedAnswer>();
  #version = '';
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string, version: string): CachedAnswer | undefined {
    this.#turnTo(version);
    const answer = this.#answers.get(key);
    if (answer === undefined) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  put(key: string, version: string, answer: CachedAnswer): void {
    this.#turnTo(version);
    const bytes = answer.body.length + overhead;
    if (bytes > this.#most * largestShare || this.#answers.has(key)) return;
    this.#answers.set(key, answer);
    this.#bytes += bytes;
    for (const [oldest, { body }] of this.#answers) {
      if (this.#bytes <= this.#most) return;
      this.#answers.delete(oldest);
      this.#bytes -= body.length + overhead;
    }
  }

  #turnTo(version: string): void {
    if (version === this.#version) return;
    this.#answers.clear();
    this.#bytes = 0;
    this.#version = version;
  }
}
