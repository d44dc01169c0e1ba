import type { CandidateAnswer, CandidateStore } from '../catalog/candidate.js';
import type { Executor } from './executor.js';

export class SqlCandidateStore implements CandidateStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async answers(): Promise<Map<string, CandidateAnswer>> {
    const rows = await this.#db.selectFrom('candidates').select(['record_id', 'other_id', 'answer']).execute();
    return new Map(rows.map((row) => [`${row.record_id}/${row.other_id}`, row.answer as CandidateAnswer]));
  }

  async answer({ oneId, otherId, answer, by, at }: Parameters<CandidateStore['answer']>[0]): Promise<void> {
    const [record_id, other_id] = [Math.min(oneId, otherId), Math.max(oneId, otherId)];
    await this.#db
      .insertInto('candidates')
      .values({ record_id, other_id, answer, by, at })
      .onConflict((conflict) => conflict.columns(['record_id', 'other_id']).doUpdateSet({ answer, by, at }))
      .execute();
  }

  async copies(limit: number): Promise<[copy: number, of: number][]> {
    const rows = await this.#db
      .selectFrom('assessments')
      .innerJoin('records', 'records.newest_version_id', 'assessments.version_id')
      .innerJoin('documents', 'documents.iri', 'assessments.copy_of')
      .select(['records.id', 'documents.record_id'])
      .distinct()
      .whereRef('documents.record_id', '!=', 'records.id')
      .limit(limit)
      .execute();
    return rows.map((row) => [row.id, row.record_id]);
  }

  async samePages(limit: number): Promise<number[][]> {
    const rows = await this.#db
      .selectFrom('documents')
      .select((select) => select.fn<string>('group_concat', ['record_id']).as('ids'))
      .groupBy('iri')
      .having((having) => having.fn.countAll<number>(), '>', 1)
      .limit(limit)
      .execute();
    return rows.map((row) => row.ids.split(',').map(Number));
  }
}
