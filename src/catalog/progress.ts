import type { Outcome, RunState } from './run.js';

/** What the flow tells while it works; a console line, a bar, or a test that counts. Every method is optional. */
export interface ProgressReporter {
  runStarted?(run: { id: number; source: string }): void;
  pageStaged?(run: { id: number; source: string; staged: number; total: number | undefined }): void;
  runDecided?(run: { id: number; source: string; counts: Readonly<Record<Outcome, number>> }): void;
  identitiesReserved?(from: { source: string; records: number }): void;
  recordsAssessed?(run: { id: number; passed: number; returned: number }): void;
  recordsApplied?(run: { id: number; source: string; applied: number; total: number }): void;
  runEnded?(run: {
    id: number;
    source: string;
    state: RunState;
    reason: string | undefined;
    counts: Readonly<Record<Outcome, number>>;
  }): void;
  recordsComposed?(confirming: { agencyId: string; records: number }): void;
  recordsPublished?(confirming: { agencyId: string; published: number; total: number }): void;
}
