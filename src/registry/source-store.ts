import { type Selectable, sql } from 'kysely';
import { Problem } from '../catalog/problem.js';
import type {
  Lease,
  NewSource,
  Policy,
  Source,
  SourceKind,
  SourceMarks,
  SourceOptions,
  SourceState,
  SourceStore,
} from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

const columns = [
  'id',
  'agency_id',
  'key',
  'kind',
  'url',
  'policy',
  'policy_by',
  'policy_until',
  'state',
  'every_minutes',
  'next_run_at',
  'options',
  'marks',
  'replaces_id',
  sql<number>`secret is not null`.as('has_secret'),
] as const;

export class SqlSourceStore implements SourceStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(source: NewSource): Promise<Source> {
    if ((await this.find(source.agencyId, source.key)) !== undefined) {
      throw new Problem(
        'conflict',
        text(`มีแหล่งข้อมูล ${source.agencyId}/${source.key} อยู่แล้ว`, `Source ${source.agencyId}/${source.key} exists already.`),
      );
    }
    const row = {
      agency_id: source.agencyId,
      key: source.key,
      kind: source.kind,
      url: source.url,
      policy: source.policy,
      policy_by: orNull(source.policyBy),
      policy_until: orNull(source.policyUntil),
      state: source.state,
      every_minutes: orNull(source.everyMinutes),
      next_run_at: orNull(source.nextRunAt),
      options: JSON.stringify(source.options ?? {}),
      replaces_id: orNull(source.replacesId),
    };
    const { id } = await this.#db.insertInto('sources').values(row).returning('id').executeTakeFirstOrThrow();
    return this.get(id);
  }

  async find(agencyId: string, key: string): Promise<Source | undefined> {
    const row = await this.#db
      .selectFrom('sources')
      .select(columns)
      .where('agency_id', '=', agencyId)
      .where('key', '=', key)
      .executeTakeFirst();
    return row && toSource(row);
  }

  async get(id: number): Promise<Source> {
    return toSource(await this.#db.selectFrom('sources').select(columns).where('id', '=', id).executeTakeFirstOrThrow());
  }

  async list(agencyId?: string): Promise<Source[]> {
    const all = this.#db.selectFrom('sources').select(columns).orderBy('agency_id').orderBy('key');
    return (await (agencyId === undefined ? all : all.where('agency_id', '=', agencyId)).execute()).map(toSource);
  }

  async due(now: string, limit: number): Promise<Source[]> {
    const rows = await this.#db
      .selectFrom('sources')
      .select(columns)
      .where('state', '=', 'active')
      .where('next_run_at', '<=', now)
      .orderBy('next_run_at')
      .limit(limit)
      .execute();
    return rows.map(toSource);
  }

  async setNextRun(id: number, at: string | undefined): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({ next_run_at: orNull(at) })
      .where('id', '=', id)
      .execute();
  }

  async setState(id: number, state: SourceState): Promise<void> {
    await this.#db.updateTable('sources').set({ state }).where('id', '=', id).execute();
  }

  async setTerms(id: number, terms: Parameters<SourceStore['setTerms']>[1]): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({
        url: terms.url,
        every_minutes: orNull(terms.everyMinutes),
        next_run_at: orNull(terms.nextRunAt),
        policy: terms.policy,
        policy_by: orNull(terms.policyBy),
        policy_until: orNull(terms.policyUntil),
      })
      .where('id', '=', id)
      .execute();
  }

  async setOptions(id: number, options: SourceOptions): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({ options: JSON.stringify(options) })
      .where('id', '=', id)
      .execute();
  }

  async setMarks(id: number, marks: SourceMarks): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({ marks: JSON.stringify(marks) })
      .where('id', '=', id)
      .execute();
  }

  async setSecret(id: number, sealed: string | undefined): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({ secret: orNull(sealed) })
      .where('id', '=', id)
      .execute();
  }

  async secret(id: number): Promise<string | undefined> {
    const row = await this.#db.selectFrom('sources').select('secret').where('id', '=', id).executeTakeFirst();
    return orUndefined(row?.secret ?? null);
  }

  async lease(id: number, owner: string, now: string, until: string): Promise<Lease | undefined> {
    const row = await this.#db
      .updateTable('sources')
      .set({ lease_owner: owner, lease_until: until, fence: sql<number>`fence + 1` })
      .where('id', '=', id)
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
      .returning('fence')
      .executeTakeFirst();
    return row && { sourceId: id, owner, fence: row.fence };
  }

  async renew(lease: Lease, until: string): Promise<boolean> {
    const row = await this.#db
      .updateTable('sources')
      .set({ lease_until: until })
      .where('id', '=', lease.sourceId)
      .where('fence', '=', lease.fence)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async holds(lease: Lease): Promise<boolean> {
    const row = await this.#db
      .selectFrom('sources')
      .select('id')
      .where('id', '=', lease.sourceId)
      .where('fence', '=', lease.fence)
      .executeTakeFirst();
    return row !== undefined;
  }

  async release(lease: Lease): Promise<void> {
    await this.#db
      .updateTable('sources')
      .set({ lease_owner: null, lease_until: null })
      .where('id', '=', lease.sourceId)
      .where('fence', '=', lease.fence)
      .execute();
  }

  async leaseOf(id: number): Promise<{ owner: string; until: string } | undefined> {
    const row = await this.#db.selectFrom('sources').select(['lease_owner', 'lease_until']).where('id', '=', id).executeTakeFirst();
    return row?.lease_owner && row.lease_until ? { owner: row.lease_owner, until: row.lease_until } : undefined;
  }
}

type SourceRow = Omit<Selectable<Schema['sources']>, 'lease_owner' | 'lease_until' | 'fence' | 'secret'> & { readonly has_secret: number };

function toSource(row: SourceRow): Source {
  return {
    id: row.id,
    agencyId: row.agency_id,
    key: row.key,
    kind: row.kind as SourceKind,
    url: row.url,
    policy: row.policy as Policy,
    policyBy: orUndefined(row.policy_by),
    policyUntil: orUndefined(row.policy_until),
    state: row.state as SourceState,
    everyMinutes: orUndefined(row.every_minutes),
    nextRunAt: orUndefined(row.next_run_at),
    options: JSON.parse(row.options),
    marks: JSON.parse(row.marks),
    hasSecret: row.has_secret === 1,
    replacesId: orUndefined(row.replaces_id),
  };
}
