import { type Text, text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';

/** A run was stopped by a person or its deadline, through no fault of its source. */
export class RunStopped extends Error {
  readonly state: 'cancelled' | 'timed-out';
  readonly by: string;
  readonly reason: Text;

  constructor(state: RunStopped['state'], by: string, reason: Text) {
    super(reason.en);
    this.state = state;
    this.by = by;
    this.reason = reason;
  }
}

/** The program is ending: the run stays open, and goes on at the next start. */
export class RunInterrupted extends Error {
  constructor() {
    super('the program is ending');
  }
}

/** What may stop a run: asked between records, and told to every request by the signal. */
export interface RunControl {
  readonly signal: AbortSignal;
  /** Why the run must stop, once it must. */
  readonly stopped: RunStopped | RunInterrupted | undefined;
  /** @throws RunStopped or RunInterrupted once the run must stop. */
  check(): void;
  /** Ends the watch over the run; there is no deadline for what follows reading. */
  readEnded(): void;
  end(): void;
}

/** How often a run looks whether somebody in another process asked it to stop. */
const lookEveryMs = 500;

/** Watches over a run: its deadline while it reads, and the wish of a person at any time. */
export function controlRun(parts: FlowParts, runId: number): RunControl {
  const abort = new AbortController();
  let stopped: RunStopped | RunInterrupted | undefined;
  const stop = (reason: RunStopped | RunInterrupted): void => {
    stopped ??= reason;
    abort.abort(stopped);
  };
  const interrupt = (): void => stop(new RunInterrupted());
  if (parts.ending.aborted) interrupt();
  parts.ending.addEventListener('abort', interrupt, { once: true });
  const cancel = (by: string): void => stop(new RunStopped('cancelled', by, text(`ยกเลิกโดย ${by}`, `Cancelled by ${by}.`)));
  parts.stops.set(runId, cancel);
  const { walkMs } = parts.harvest;
  const deadline = setTimeout(() => {
    const hours = (walkMs / 3_600_000).toLocaleString('en', { maximumFractionDigits: 2 });
    stop(
      new RunStopped(
        'timed-out',
        '<deadline>',
        text(`อ่านแหล่งข้อมูลไม่เสร็จภายใน ${hours} ชั่วโมง`, `The source was not read to its end within ${hours} hours.`),
      ),
    );
  }, walkMs);
  const looking = setInterval(async () => {
    const by = await parts.registry.read.runs.get(runId).then(
      (run) => run.cancelledBy,
      () => undefined, // a look that fails is made up by the next
    );
    if (by !== undefined) cancel(by);
  }, lookEveryMs);
  return {
    signal: abort.signal,
    get stopped() {
      return stopped;
    },
    check() {
      if (stopped !== undefined) throw stopped;
    },
    readEnded: () => clearTimeout(deadline),
    end() {
      clearTimeout(deadline);
      clearInterval(looking);
      if (parts.stops.get(runId) === cancel) parts.stops.delete(runId);
      parts.ending.removeEventListener('abort', interrupt);
    },
  };
}
