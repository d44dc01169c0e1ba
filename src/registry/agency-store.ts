import type { Selectable } from 'kysely';
import type { Agency, AgencyStore, Level } from '../catalog/agency.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

export class SqlAgencyStore implements AgencyStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(agency: Agency, at: string): Promise<void> {
    const { id, code, level, name } = agency;
    const taken = await this.#db
      .selectFrom('agencies')
      .select('id')
      .where((where) => where.or([where('id', '=', id), where('code', '=', code)]))
      .executeTakeFirst();
    if (taken !== undefined) throw new Problem('conflict', text(`มีหน่วยงานรหัส ${id} อยู่แล้ว`, `Agency ${id} is registered already.`));
    const row = {
      id,
      code,
      level,
      ministry: orNull(agency.ministry),
      parent_id: orNull(agency.parentId),
      province: orNull(agency.province),
      created_at: at,
    };
    await this.#db.insertInto('agencies').values(row).execute();
    await this.#db
      .insertInto('agency_names')
      .values({ agency_id: id, name_th: name.th, name_en: name.en, valid_from: at.slice(0, 10), valid_to: null })
      .execute();
  }

  async find(id: string): Promise<Agency | undefined> {
    const row = await this.#rows().where('agencies.id', '=', id).executeTakeFirst();
    return row && toAgency(row);
  }

  async list(): Promise<Agency[]> {
    return (await this.#rows().orderBy('agencies.id').execute()).map(toAgency);
  }

  #rows() {
    return this.#db
      .selectFrom('agencies')
      .innerJoin('agency_names', (join) => join.onRef('agency_names.agency_id', '=', 'agencies.id').on('agency_names.valid_to', 'is', null))
      .select(['agencies.id', 'code', 'level', 'ministry', 'parent_id', 'province', 'name_th', 'name_en']);
  }
}

type AgencyRow = Omit<Selectable<Schema['agencies']>, 'created_at'> & Pick<Selectable<Schema['agency_names']>, 'name_th' | 'name_en'>;

function toAgency(row: AgencyRow): Agency {
  return {
    id: row.id,
    code: row.code,
    name: { th: row.name_th, en: row.name_en },
    level: row.level as Level,
    ministry: orUndefined(row.ministry),
    parentId: orUndefined(row.parent_id),
    province: orUndefined(row.province),
  };
}
