import type { Candidate, CandidateAnswer } from '../catalog/candidate.js';
import type { Outcome, Run, RunRecord } from '../catalog/run.js';
import type { Source } from '../catalog/source.js';
import { atBase } from './at-base.js';
import { answerCandidate, findCandidates } from './candidates.js';
import { acceptHeldRun, type Harvesting, harvestSource, type RunResult } from './harvest-source.js';
import type { FlowParts } from './parts.js';
import { previewSource } from './preview-source.js';
import type { ProgressHub, RunEvent } from './progress-hub.js';
import { checkReadable } from './readable.js';
import { findSource } from './register.js';
import type { Errand, RunQueue } from './run-queue.js';
import { cancelRun, describeRun, type RunDetails } from './runs.js';

/** What is done with runs. */
export interface RunCases {
  /** Harvest → map → validate, as one run of the source `AGENCY/KEY`. */
  harvest(source: string, by: string, harvesting?: Harvesting): Promise<RunResult>;
  /** Reads a source and tells what a harvest would do; changes nothing. */
  preview(source: string, by: string, harvesting?: Harvesting): Promise<Run>;
  /** Lines a harvest or preview up, to be carried out by this process. @returns the run to look after. */
  queue(source: string, by: string, errand?: Errand): Promise<Run>;
  /** Starts what waits or was interrupted. */
  resume(): Promise<void>;
  /** Resolves when no run is at work in this process. */
  idle(): Promise<void>;
  /** Applies a run that was held, after a person has looked, but for pairs that were refused by native id. */
  acceptHeld(source: string, by: string, refused?: readonly string[]): Promise<RunResult>;
  /** Asks an open run to stop; it does before its next record. @throws Problem `conflict` when it has ended. */
  cancelRun(runId: number, by: string): Promise<void>;
  runs(source: string, limit: number): Promise<Run[]>;
  /** @throws Problem `not-found` for an unknown run. */
  run(runId: number): Promise<RunDetails>;
  /** Records of a run in the order they came. */
  runRecords(runId: number, filter: { outcome?: Outcome; after?: number; limit: number }): Promise<(RunRecord & { position: number })[]>;
  /** Calls `listener` for what a run of this process does from now on. @returns how to stop. */
  listen(runId: number, listener: (event: RunEvent) => void): () => void;
  /** Records that may be one dataset or one series, for a person to answer. */
  candidates(agencyId?: string): Promise<Candidate[]>;
  answerCandidate(answered: { one: string; other: string; answer: CandidateAnswer }, by: string): Promise<void>;
}

/** @param hub tells listeners of this process what its runs do. */
export function runCases(parts: FlowParts, queue: RunQueue, hub: ProgressHub): RunCases {
  const { read } = parts.registry;
  const found = (name: string): Promise<Source> => findSource(parts, name);
  const readable = async (name: string, { document }: Harvesting = {}): Promise<Source> => {
    const source = await found(name);
    await checkReadable(parts, source, document);
    return source;
  };
  return {
    harvest: (source, by, harvesting) =>
      atBase(parts, async () => harvestSource(parts, await readable(source, harvesting), by, harvesting)),
    preview: async (source, by, harvesting) => previewSource(parts, await readable(source, harvesting), by, harvesting),
    queue: (source, by, errand) => atBase(parts, async () => queue.enqueue(await readable(source, errand), by, errand)),
    resume: () => queue.kick(),
    idle: () => queue.idle(),
    acceptHeld: (source, by, refused) => atBase(parts, async () => acceptHeldRun(parts, await found(source), by, refused)),
    cancelRun: (runId, by) => cancelRun(parts, runId, by),
    runs: async (source, limit) => read.runs.list((await found(source)).id, limit),
    run: (runId) => describeRun(parts, runId),
    runRecords: async (runId, filter) => read.runs.records((await describeRun(parts, runId)).run.id, filter),
    listen: (runId, listener) => hub.listen(runId, listener),
    candidates: (agencyId) => findCandidates(parts, agencyId),
    answerCandidate: (answered, by) => answerCandidate(parts, answered, by),
  };
}
