import type { Agency } from './catalog/agency.js';
import type { Candidate, CandidateAnswer } from './catalog/candidate.js';
import { datasetIri } from './catalog/iris.js';
import type { Mandate } from './catalog/mandate.js';
import type { RecordSummary } from './catalog/record.js';
import type { Outcome, Run, RunRecord } from './catalog/run.js';
import type { Source, SourceOptions } from './catalog/source.js';
import type { ProfileName, Validation } from './catalog/validation.js';
import { answerCandidate, findCandidates } from './flow/candidates.js';
import { type Confirmation, type Confirmed, confirmRecords } from './flow/confirm-records.js';
import { dump } from './flow/dump.js';
import { type Examined, examine } from './flow/examine.js';
import { acceptHeldRun, type Harvesting, harvestSource, type RunResult } from './flow/harvest-source.js';
import { type KeyCases, keyCases } from './flow/keys.js';
import { giveMandate, moveSource, revokeMandate, setOptions, setSecret } from './flow/manage-source.js';
import type { FlowParts } from './flow/parts.js';
import { previewSource } from './flow/preview-source.js';
import { both, createProgressHub, type RunEvent } from './flow/progress-hub.js';
import { type PushCases, pushCases } from './flow/push-cases.js';
import { rebase } from './flow/rebase.js';
import { checkBase, publishReferences } from './flow/references.js';
import { findSource, registerAgency, registerSource, type SourceToRegister } from './flow/register.js';
import { type Reprocessed, reprocess } from './flow/reprocess.js';
import { retireSource } from './flow/retire-source.js';
import { createRunQueue, type Errand } from './flow/run-queue.js';
import { cancelRun, describeRun, type RunDetails } from './flow/runs.js';
import { type RecordReport, readAside, readNotices, readReports, type WrittenNotice } from './flow/tell.js';
import { type DocumentToValidate, validateAddress, validateDocument, validationOf } from './flow/validate-document.js';
import { type Ticked, tick } from './flow/watch.js';

/**
 * The use cases: harvest → map → validate → confirm → enrich → publish → serve → monitor. Routes, commands and the tick call
 * these and nothing deeper.
 *
 * A harvest reads a source, maps and validates what changed (in the pool), and writes each record's version, assessment and
 * notice; what a standing confirmation covers goes on. A confirmation publishes: the record graph enters the log, and
 * followers carry it to SPARQL and the directory. The tick harvests what is due and reminds of what is overdue.
 */
export interface Flow extends KeyCases, PushCases {
  registerAgency(agency: Agency, by: string): Promise<void>;
  registerSource(source: SourceToRegister, by: string): Promise<Source>;
  agencies(): Promise<Agency[]>;
  sources(agencyId?: string): Promise<Source[]>;
  source(name: string): Promise<Source>;
  /** A new source is harvested from now on. */
  approveSource(source: string, by: string): Promise<Source>;
  pauseSource(source: string, by: string, why?: string): Promise<Source>;
  resumeSource(source: string, by: string): Promise<Source>;
  /** Ends a source for good and takes its records down, unless they are kept. @returns how many were taken down. */
  retireSource(source: string, by: string, keep: boolean): Promise<number>;
  setOptions(source: string, options: Partial<SourceOptions>, by: string): Promise<Source>;
  setSecret(source: string, headers: Readonly<Record<string, string>> | undefined, by: string): Promise<void>;
  /** Lets a source carry the records of another agency. */
  giveMandate(source: string, given: { agencyId: string; confirms: boolean; toDay: string | undefined }, by: string): Promise<Mandate>;
  revokeMandate(source: string, agencyId: string, by: string): Promise<number>;
  mandates(source: string): Promise<Mandate[]>;

  /** Harvest → map → validate, as one run of the source `AGENCY/KEY`. */
  harvest(source: string, by: string, harvesting?: Harvesting): Promise<RunResult>;
  /** Reads a source and tells what a harvest would do; changes nothing. */
  preview(source: string, by: string, harvesting?: Harvesting): Promise<Run>;
  /** Lines a harvest or preview up, to be carried out by this process. @returns the run to look after. */
  queue(source: string, by: string, errand?: Errand): Promise<Run>;
  /** Starts what waits or was interrupted. */
  resume(): Promise<void>;
  /** Breaks off what is at work; it goes on at the next start. */
  stop(): Promise<void>;
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
  /** Confirm → publish. */
  confirm(confirmation: Confirmation): Promise<Confirmed>;
  /** Vocabularies, agencies and the catalogue, into the log. */
  publishReferences(): Promise<void>;
  /** Map → validate again under the present rules; publishes what still conforms. */
  reprocess(progress: (done: Reprocessed) => void): Promise<Reprocessed>;
  /** Moves every IRI to the configured base. */
  rebase(by: string): Promise<{ from: string; to: string; datasets: number }>;
  /** What each minute brings: due harvests, due updates. */
  tick(): Promise<Ticked>;

  /** Validates a document of anybody; nothing of it is kept. */
  validate(document: DocumentToValidate, gone?: AbortSignal): Promise<Validation>;
  /** The same for what stands at an address. */
  validateAddress(address: string, profile: ProfileName, gone?: AbortSignal): Promise<Validation>;
  /** The reports of an agency's records, or of one, as one validation. */
  validation(agencyId: string, slug?: string): Promise<Validation>;

  reports(agencyId: string, slug?: string): Promise<RecordReport[]>;
  /** Records that the newest harvests set aside, with the reason. */
  aside(agencyId: string): Promise<{ source: string; record: RunRecord }[]>;
  /** An agency's inbox, newest first; what has been done since only with `all`. */
  notices(agencyId: string, limit: number, all?: boolean): Promise<WrittenNotice[]>;
  records(agencyId?: string): Promise<RecordSummary[]>;
  examine(): Promise<Examined[]>;
  unmapped(): Promise<{ field: string; records: number; example: string }[]>;
  /** Calls `write` with the N-Quads of each public graph, in the order of the log. @returns the position it is at, and how many graphs. */
  dump(write: (nquads: string) => Promise<void>): Promise<{ seq: number; graphs: number }>;
}

export function createFlow(given: Omit<FlowParts, 'ending'>, failed: (source: string, error: unknown) => void): Flow {
  const hub = createProgressHub();
  const ending = new AbortController();
  const parts = { ...given, reporter: both(hub, given.reporter), ending: ending.signal };
  const queue = createRunQueue(parts, failed);
  const { read } = parts.registry;
  const found = (name: string): Promise<Source> => findSource(parts, name);
  /** Whatever may publish first makes sure that it works under the registry's base. */
  async function atBase<Result>(work: () => Promise<Result>): Promise<Result> {
    await checkBase(parts);
    return work();
  }
  return {
    ...keyCases(parts),
    ...pushCases(parts, atBase),
    registerAgency: (agency, by) => atBase(() => registerAgency(parts, agency, by)),
    registerSource: (source, by) => registerSource(parts, source, by),
    agencies: () => read.agencies.list(),
    sources: (agencyId) => read.sources.list(agencyId),
    source: found,
    approveSource: async (source, by) => moveSource(parts, await found(source), 'active', by),
    pauseSource: async (source, by, why) => moveSource(parts, await found(source), 'paused', by, why),
    resumeSource: async (source, by) => moveSource(parts, await found(source), 'active', by),
    retireSource: (source, by, keep) => atBase(async () => retireSource(parts, await found(source), by, keep)),
    setOptions: async (source, options, by) => setOptions(parts, await found(source), options, by),
    setSecret: async (source, headers, by) => setSecret(parts, await found(source), headers, by),
    giveMandate: async (source, mandate, by) => giveMandate(parts, await found(source), mandate, by),
    revokeMandate: async (source, agencyId, by) => revokeMandate(parts, await found(source), agencyId, by),
    mandates: async (source) => read.mandates.list((await found(source)).id),
    harvest: (source, by, harvesting) => atBase(async () => harvestSource(parts, await found(source), by, harvesting)),
    preview: async (source, by, harvesting) => previewSource(parts, await found(source), by, harvesting),
    queue: (source, by, errand) => atBase(async () => queue.enqueue(await found(source), by, errand)),
    resume: () => queue.kick(),
    async stop() {
      ending.abort();
      await queue.idle();
    },
    idle: () => queue.idle(),
    acceptHeld: (source, by, refused) => atBase(async () => acceptHeldRun(parts, await found(source), by, refused)),
    cancelRun: (runId, by) => cancelRun(parts, runId, by),
    runs: async (source, limit) => read.runs.list((await found(source)).id, limit),
    run: (runId) => describeRun(parts, runId),
    runRecords: async (runId, filter) => read.runs.records((await describeRun(parts, runId)).run.id, filter),
    listen: (runId, listener) => hub.listen(runId, listener),
    candidates: (agencyId) => findCandidates(parts, agencyId),
    answerCandidate: (answered, by) => answerCandidate(parts, answered, by),
    confirm: (confirmation) => atBase(() => confirmRecords(parts, confirmation)),
    publishReferences: () => publishReferences(parts),
    reprocess: (progress) => atBase(() => reprocess(parts, progress)),
    rebase: (by) => rebase(parts, by),
    tick: () => atBase(() => tick(parts, queue)),
    validate: (document, gone) => validateDocument(parts, document, gone),
    validateAddress: (address, profile, gone) => validateAddress(parts, address, profile, gone),
    async validation(agencyId, slug) {
      const reports = (await readReports(parts, agencyId, slug)).map((one) => {
        const { segment, slug: last } = one.summary.record;
        return { ...one, dataset: datasetIri(parts.base, segment, last) };
      });
      const aside = slug === undefined ? await readAside(parts, agencyId) : [];
      const name = (await read.agencies.find(agencyId))?.name.th;
      return validationOf(parts, slug === undefined ? `${name} (${agencyId})` : `${agencyId}/${slug}`, { reports, aside });
    },
    reports: (agencyId, slug) => readReports(parts, agencyId, slug),
    aside: (agencyId) => readAside(parts, agencyId),
    notices: (agencyId, limit, all = false) => readNotices(parts, agencyId, limit, all),
    records: (agencyId) => read.records.summaries(agencyId === undefined ? {} : { agencyId }),
    examine: () => examine(parts),
    unmapped: () => read.versions.countUnmapped(),
    dump: (write) => dump(parts, write),
  };
}
