import type { NewNotice, Notice, NoticeKind, NoticeStore } from '../catalog/notice.js';
import { type Executor, orNull, orUndefined, parts } from './executor.js';

export class SqlNoticeStore implements NoticeStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(notices: readonly NewNotice[]): Promise<void> {
    for (const some of parts(notices, 100)) {
      const rows = some.map((notice) => ({
        agency_id: notice.agencyId,
        kind: notice.kind,
        record_id: orNull(notice.recordId),
        version_id: orNull(notice.versionId),
        run_id: orNull(notice.runId),
        facts: JSON.stringify(notice.facts ?? {}),
        once: orNull(notice.once),
        at: notice.at,
      }));
      await this.#db
        .insertInto('notices')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  async list(agencyId: string, limit: number): Promise<Notice[]> {
    const rows = await this.#db
      .selectFrom('notices')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      agencyId: row.agency_id,
      kind: row.kind as NoticeKind,
      recordId: orUndefined(row.record_id),
      versionId: orUndefined(row.version_id),
      runId: orUndefined(row.run_id),
      facts: JSON.parse(row.facts) as Record<string, string>,
      at: row.at,
    }));
  }
}
