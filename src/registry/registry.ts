import { Problem } from '../catalog/problem.js';
import type { Registry, Stores } from '../catalog/registry.js';
import { type Text, text } from '../catalog/text.js';
import { SqlAgencyStore } from './agency-store.js';
import { SqlAccountStore, SqlAuditStore } from './audit-store.js';
import { SqlCandidateStore } from './candidate-store.js';
import { SqlCurrencyStore } from './currency-store.js';
import { SqlDecisionStore } from './decision-store.js';
import type { Executor } from './executor.js';
import { SqlKeyStore } from './key-store.js';
import { SqlMandateStore } from './mandate-store.js';
import { migrate } from './migrate.js';
import { SqlNoticeStore } from './notice-store.js';
import { openDatabase, overKysely } from './open.js';
import { SqlPairStore } from './pair-store.js';
import { SqlPublicationLog } from './publication-log.js';
import { SqlRecordStore } from './record-store.js';
import { SqlRunStore } from './run-store.js';
import { SqlSettingStore } from './setting-store.js';
import { SqlSourceStore } from './source-store.js';
import { SqlVersionStore } from './version-store.js';

function storesOver(db: Executor, keptMs: number): Stores {
  return {
    agencies: new SqlAgencyStore(db),
    sources: new SqlSourceStore(db),
    records: new SqlRecordStore(db),
    versions: new SqlVersionStore(db),
    runs: new SqlRunStore(db),
    decisions: new SqlDecisionStore(db),
    log: new SqlPublicationLog(db, keptMs),
    notices: new SqlNoticeStore(db),
    audit: new SqlAuditStore(db),
    accounts: new SqlAccountStore(db),
    currency: new SqlCurrencyStore(db),
    settings: new SqlSettingStore(db),
    keys: new SqlKeyStore(db),
    mandates: new SqlMandateStore(db),
    pairs: new SqlPairStore(db),
    candidates: new SqlCandidateStore(db),
  };
}

/**
 * Opens the registry file, making it or bringing it to the newest schema. Two connections: one writes, one reads, because
 * Kysely's SQLite dialect is one mutexed connection and a read behind an open transaction waited half a second.
 * @param keptMs how long the log keeps what newer rows replaced, for the feeds.
 * @throws Error when the file is of a newer Banchi or no database.
 */
export function openRegistry(path: string, keptMs = 0): Registry {
  const writing = openDatabase(path);
  migrate(writing);
  const reading = openDatabase(path, { readOnly: true });
  const write = overKysely(writing);
  const read = overKysely(reading);
  return {
    read: storesOver(read, keptMs),
    transact: (work) =>
      write
        .transaction()
        .execute((transaction) => work(storesOver(transaction, keptMs)))
        .catch((error: unknown) => {
          throw explain(error, path);
        }),
    async integrity() {
      const rows = reading.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
      return rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
    },
    async close() {
      await read.destroy();
      await write.destroy();
    },
  };
}

/** What the file system does to the registry, in words that name the place; anything else as it is. */
function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, Text>> = {
    SQLITE_FULL: text(`ดิสก์เต็ม บันทึกลง ${path} ไม่ได้`, `The disk is full: ${path} cannot be written.`),
    SQLITE_READONLY: text(`${path} เป็นแบบอ่านอย่างเดียว`, `${path} is read-only.`),
    SQLITE_IOERR: text(`อ่านหรือเขียน ${path} ไม่ได้`, `${path} cannot be read or written.`),
    SQLITE_CORRUPT: text(`${path} เสียหาย`, `${path} is damaged.`),
  };
  const detail = known[code];
  if (detail === undefined) return error;
  const remedy = text(
    'โปรดตรวจสอบพื้นที่และสิทธิ์ของโฟลเดอร์ BANCHI_DATA แล้วลองใหม่ ข้อมูลเดิมไม่เสียหาย',
    'Look at the space and permissions of the BANCHI_DATA folder and try again; what was there is safe.',
  );
  return new Problem('unavailable', detail, { remedy, cause: error });
}
