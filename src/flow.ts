import type { Agency } from './catalog/agency.js';
import { datasetIri } from './catalog/iris.js';
import type { RecordSummary } from './catalog/record.js';
import type { RunRecord } from './catalog/run.js';
import type { Validation } from './catalog/validation.js';
import { atBase } from './flow/at-base.js';
import { type Confirmation, type Confirmed, confirmRecords } from './flow/confirm-records.js';
import { dump } from './flow/dump.js';
import { type Examined, examine } from './flow/examine.js';
import { type KeyCases, keyCases } from './flow/keys.js';
import type { FlowParts } from './flow/parts.js';
import { both, createProgressHub } from './flow/progress-hub.js';
import { type PushCases, pushCases } from './flow/push-cases.js';
import { rebase } from './flow/rebase.js';
import { publishReferences } from './flow/references.js';
import { registerAgency } from './flow/register.js';
import { type Reprocessed, reprocess } from './flow/reprocess.js';
import { returnedRecords } from './flow/returned-workbook.js';
import { type RunCases, runCases } from './flow/run-cases.js';
import { createRunQueue } from './flow/run-queue.js';
import { type SourceCases, sourceCases } from './flow/source-cases.js';
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
export interface Flow extends SourceCases, RunCases, KeyCases, PushCases {
  registerAgency(agency: Agency, by: string): Promise<void>;
  agencies(): Promise<Agency[]>;
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
  /** Breaks off what is at work; it goes on at the next start. */
  stop(): Promise<void>;

  /** Validates a document of anybody; nothing of it is kept. */
  validate(document: DocumentToValidate, gone?: AbortSignal): Promise<Validation>;
  /** The same for what stands at an address. */
  validateAddress(address: string, asked: Pick<DocumentToValidate, 'profile' | 'annotate'>, gone?: AbortSignal): Promise<Validation>;
  /** The reports of an agency's records, or of one, as one validation. */
  validation(agencyId: string, slug?: string): Promise<Validation>;
  /** The empty Excel template. */
  template(): Promise<Uint8Array>;
  /** The rows that an agency sent by the template, with what to mend beside them, as a workbook. */
  returned(agencyId: string, slug?: string): Promise<Uint8Array>;

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

export function createFlow(given: Omit<FlowParts, 'ending' | 'stops'>, failed: (source: string, error: unknown) => void): Flow {
  const hub = createProgressHub();
  const ending = new AbortController();
  const parts = { ...given, reporter: both(hub, given.reporter), ending: ending.signal, stops: new Map<number, (by: string) => void>() };
  const queue = createRunQueue(parts, failed);
  const { read } = parts.registry;
  return {
    ...sourceCases(parts),
    ...runCases(parts, queue, hub),
    ...keyCases(parts),
    ...pushCases(parts, queue),
    registerAgency: (agency, by) => atBase(parts, () => registerAgency(parts, agency, by)),
    agencies: () => read.agencies.list(),
    confirm: (confirmation) => atBase(parts, () => confirmRecords(parts, confirmation)),
    publishReferences: () => publishReferences(parts),
    reprocess: (progress) => atBase(parts, () => reprocess(parts, progress)),
    rebase: (by) => rebase(parts, by),
    tick: () => atBase(parts, () => tick(parts, queue)),
    async stop() {
      ending.abort();
      await queue.idle();
    },
    validate: (document, gone) => validateDocument(parts, document, gone),
    validateAddress: (address, asked, gone) => validateAddress(parts, address, asked, gone),
    async validation(agencyId, slug) {
      const reports = (await readReports(parts, agencyId, slug)).map((one) => ({
        ...one,
        dataset: datasetIri(parts.base, one.summary.record.segment, one.summary.record.slug),
      }));
      const aside = slug === undefined ? await readAside(parts, agencyId) : [];
      const name = (await read.agencies.find(agencyId))?.name.th;
      return validationOf(parts, slug === undefined ? `${name} (${agencyId})` : `${agencyId}/${slug}`, { reports, aside });
    },
    template: () => parts.pool.template(),
    returned: async (agencyId, slug) => parts.pool.giveBack(await returnedRecords(parts, agencyId, slug)),
    reports: (agencyId, slug) => readReports(parts, agencyId, slug),
    aside: (agencyId) => readAside(parts, agencyId),
    notices: (agencyId, limit, all = false) => readNotices(parts, agencyId, limit, all),
    records: (agencyId) => read.records.summaries(agencyId === undefined ? {} : { agencyId }),
    examine: () => examine(parts),
    unmapped: () => read.versions.countUnmapped(),
    dump: (write) => dump(parts, write),
  };
}
