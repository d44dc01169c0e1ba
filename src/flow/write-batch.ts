import type { NewAuditLine } from '../catalog/audit.js';
import type { Decision } from '../catalog/decision.js';
import type { NewNotice } from '../catalog/notice.js';
import type { NewPublication } from '../catalog/publication.js';
import type { Registry, Stores } from '../catalog/registry.js';
import type { VersionState } from '../catalog/states.js';

/**
 * A transaction in hand. What it writes and never reads back (audit, notices, decisions, log) is gathered and written
 * together at its end: a chunk of 100 records takes a dozen statements for these instead of a thousand.
 */
export class WriteBatch {
  readonly stores: Stores;
  readonly #audit: NewAuditLine[] = [];
  readonly #notices: NewNotice[] = [];
  readonly #decisions: Decision[] = [];
  readonly #log: NewPublication[] = [];

  constructor(stores: Stores) {
    this.stores = stores;
  }

  audit(...lines: readonly NewAuditLine[]): void {
    this.#audit.push(...lines);
  }

  notice(notice: NewNotice): void {
    this.#notices.push(notice);
  }

  decide(decision: Decision): void {
    this.#decisions.push(decision);
  }

  publish(...entries: readonly NewPublication[]): void {
    this.#log.push(...entries);
  }

  /** Moves a version along several states, each step a line of the audit. */
  async move(
    version: { id: number; recordId: number },
    states: readonly VersionState[],
    by: string,
    at: string,
    why?: string,
  ): Promise<void> {
    let from = await this.stores.versions.move(version.id, states);
    for (const to of states) {
      this.audit({ at, by, act: 'state', subject: `record:${version.recordId}`, from, to, ...(why === undefined ? {} : { why }) });
      from = to;
    }
  }

  async flush(): Promise<void> {
    await this.stores.decisions.add(this.#decisions);
    await this.stores.log.append(this.#log);
    await this.stores.notices.add(this.#notices);
    await this.stores.audit.add(this.#audit);
  }
}

/** Runs `work` in one transaction and writes what it gathered before the commit. */
export function transactBatch<Result>(registry: Registry, work: (batch: WriteBatch) => Promise<Result>): Promise<Result> {
  return registry.transact(async (stores) => {
    const batch = new WriteBatch(stores);
    const result = await work(batch);
    await batch.flush();
    return result;
  });
}
