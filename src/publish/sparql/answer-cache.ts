/** An answer as it was sent. */
export interface CachedAnswer {
  readonly body: Uint8Array;
  readonly format: string;
  readonly etag: string;
}

/** An answer larger than this share of the cache would push out all others. */
const largestShare = 1 / 8;

/** Counted for an entry besides its body. */
const usualOverhead = 500;

/** Answers of one state of the log, at most so many bytes of them; the one that was not asked for longest goes first. */
export class AnswerCache<Answer extends Pick<CachedAnswer, 'body'> = CachedAnswer> {
  readonly #most: number;
  readonly #overhead: number;
  readonly #answers = new Map<string, Answer>();
  #version = '';
  #bytes = 0;

  /** @param overhead what an entry takes besides its body, at most. */
  constructor(most: number, overhead = usualOverhead) {
    this.#most = most;
    this.#overhead = overhead;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string, version: string): Answer | undefined {
    this.#turnTo(version);
    const answer = this.#answers.get(key);
    if (answer === undefined) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  put(key: string, version: string, answer: Answer): void {
    this.#turnTo(version);
    const bytes = answer.body.length + this.#overhead;
    if (bytes > this.#most * largestShare || this.#answers.has(key)) return;
    this.#answers.set(key, answer);
    this.#bytes += bytes;
    for (const [oldest, { body }] of this.#answers) {
      if (this.#bytes <= this.#most) return;
      this.#answers.delete(oldest);
      this.#bytes -= body.length + this.#overhead;
    }
  }

  #turnTo(version: string): void {
    if (version === this.#version) return;
    this.#answers.clear();
    this.#bytes = 0;
    this.#version = version;
  }
}
