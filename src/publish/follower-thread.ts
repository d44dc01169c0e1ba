import { Worker } from 'node:worker_threads';
import type { FollowerSetup, FromFollower, Holding, ToFollower } from './follower-messages.js';

/** Threads that end by themselves are started again after this pause, so that a broken file does not spin. */
const restartMs = 1000;

/**
 * Threads that are being ended, of all followers. A gigabyte that is given back locks the process's memory map for a tenth of a second
 * or two, and whoever starts a thread meanwhile, which is the main thread, would wait for it.
 */
const endings = new Set<Promise<unknown>>();

async function end(worker: Worker): Promise<void> {
  const ending = worker.terminate();
  endings.add(ending);
  await ending;
  endings.delete(ending);
}

/** A follower in a thread of its own, replaced when it dies. */
export class FollowerThread {
  readonly #setup: FollowerSetup;
  readonly #onAnswer: (message: Extract<FromFollower, { kind: 'answer' }>) => void;
  readonly #onDeath: (thread: FollowerThread, reason: string) => void;
  readonly #onRemark: (message: string) => void;
  #worker: Worker;
  #position = 0;
  #ready = false;
  #stopping = false;
  #ended = false;
  #deaths = 0;
  #reason = '';
  #holds: Holding | undefined;
  #trouble: string | undefined;
  #replacing: Promise<void> | undefined;

  constructor(
    setup: FollowerSetup,
    on: {
      answer?: (message: Extract<FromFollower, { kind: 'answer' }>) => void;
      death: (thread: FollowerThread, reason: string) => void;
      remark?: (message: string) => void;
    },
  ) {
    this.#setup = setup;
    this.#onAnswer = on.answer ?? (() => undefined);
    this.#onDeath = on.death;
    this.#onRemark = on.remark ?? (() => undefined);
    this.#worker = this.#spawn();
  }

  /** Last seq of the log that is applied. */
  get position(): number {
    return this.#position;
  }

  /** True once it had caught up with the log, until it is replaced or falls behind what it had. */
  get ready(): boolean {
    return this.#ready;
  }

  /** What a SPARQL replica holds, as far as it has told. */
  get holds(): Holding | undefined {
    return this.#holds;
  }

  /** What keeps it from following just now. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** How often it died by itself since it was last ready. */
  get deaths(): number {
    return this.#deaths;
  }

  /** Why it last died. */
  get reason(): string {
    return this.#reason;
  }

  send(message: ToFollower): void {
    this.#worker.postMessage(message);
  }

  /** Ends the thread at once, whatever it is doing, and starts a new one as soon as no thread is being ended. */
  replace(): Promise<void> {
    this.#replacing ??= this.#replace().finally(() => {
      this.#replacing = undefined;
    });
    return this.#replacing;
  }

  async #replace(): Promise<void> {
    const old = this.#worker;
    old.removeAllListeners();
    // It may have failed already; nobody needs to hear of it any more, but an error without a listener ends the process.
    old.on('error', () => undefined);
    this.#ready = false;
    this.#position = 0;
    this.#holds = undefined;
    this.#ended = true;
    await end(old);
    while (endings.size > 0) await Promise.all(endings);
    if (!this.#stopping) this.#worker = this.#spawn();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#replacing;
    // A thread that is busy does not read its messages; it is ended after a moment.
    if (this.#ended) return;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.send({ kind: 'stop' });
    const timer = setTimeout(() => void this.#worker.terminate(), 1000);
    await ended;
    clearTimeout(timer);
  }

  #spawn(): Worker {
    // A long answer of an engine elsewhere is read in memory; one that does not fit ends its thread alone.
    const resourceLimits = this.#setup.follows === 'nothing' ? { maxOldGenerationSizeMb: 1024 } : {};
    const worker = new Worker(new URL('../follower-worker.js', import.meta.url), { workerData: this.#setup, resourceLimits });
    let reason = 'ended';
    worker.on('message', (message: FromFollower) => {
      if (message.kind === 'answer') return this.#onAnswer(message);
      if (message.kind === 'remark') return this.#onRemark(message.message);
      // What it follows into was emptied or restored: until it has caught up again, answers lack something.
      if (message.seq < this.#position) this.#ready = false;
      this.#position = message.seq;
      this.#holds = message.holds;
      if (message.trouble !== undefined && message.trouble !== this.#trouble) this.#onRemark(message.trouble);
      this.#trouble = message.trouble;
      if (message.caughtUp) {
        this.#ready = true;
        this.#deaths = 0;
      }
    });
    worker.on('error', (error) => {
      // A database's error comes across with nothing but its code.
      reason = error.message || ('code' in error ? String(error.code) : String(error));
    });
    this.#ended = false;
    worker.on('exit', () => {
      this.#ended = true;
      this.#deaths += 1;
      this.#ready = false;
      this.#holds = undefined;
      if (this.#stopping) return;
      this.#reason = reason;
      this.#onDeath(this, reason);
      setTimeout(() => {
        if (!this.#stopping && this.#worker === worker) this.#worker = this.#spawn();
      }, restartMs).unref();
    });
    return worker;
  }
}
