import type Database from 'libsql';
import { type Change, changesOnPage } from '../catalog/directory.js';
import type { Publication } from '../catalog/publication.js';
import { keepsWords, readTombstone } from '../catalog/tombstone.js';

/** What a dataset is now stands in `graphs`; here is kept only what it was, whether that may still be told, and when it changed. */
export const changeTables: readonly string[] = [
  `CREATE TABLE changes (ordinal INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, type TEXT NOT NULL, graph TEXT NOT NULL, published TEXT NOT NULL, reason TEXT NOT NULL, told INTEGER NOT NULL, nquads TEXT NOT NULL, jsonld TEXT NOT NULL)`,
  `CREATE INDEX changes_by_graph ON changes (graph, ordinal)`,
  `CREATE INDEX changes_by_time ON changes (published)`,
  `CREATE INDEX changes_kept ON changes (ordinal) WHERE nquads != ''`,
];

/**
 * Numbers the changes of public datasets. The same log gives the same numbers and moments however often the copy is built anew,
 * so that a feed's pages and a reader's place in them outlive it.
 */
export class ChangeWriter {
  readonly #latest: Database.Statement;
  readonly #last: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #keep: Database.Statement;
  readonly #erase: Database.Statement;
  readonly #since: Database.Statement;
  readonly #forget: Database.Statement;
  #ordinal = 0;
  #published = '';

  constructor(database: Database.Database) {
    this.#latest = database.prepare('SELECT type FROM changes WHERE graph = ? ORDER BY ordinal DESC LIMIT 1');
    this.#last = database.prepare('SELECT ordinal, published FROM changes ORDER BY ordinal DESC LIMIT 1');
    this.#insert = database.prepare(
      "INSERT INTO changes (ordinal, seq, type, graph, published, reason, told, nquads, jsonld) VALUES (?, ?, ?, ?, ?, ?, ?, '', '')",
    );
    this.#keep = database.prepare('UPDATE changes SET nquads = ?, jsonld = ? WHERE seq = ?');
    this.#erase = database.prepare("UPDATE changes SET nquads = '', jsonld = '', told = 0 WHERE graph = ? AND told = 1");
    this.#since = database.prepare('SELECT ordinal FROM changes WHERE published >= ? ORDER BY published LIMIT 1');
    this.#forget = database.prepare("UPDATE changes SET nquads = '', jsonld = '', told = 0 WHERE ordinal < ? AND nquads != ''");
  }

  /** Empties what was replaced on pages whose changes are all older than that moment: a page that can be had stays as it is. */
  forget(before: string): void {
    const since = (this.#since.all(before)[0] as { ordinal: number } | undefined)?.ordinal ?? this.#ordinal;
    this.#forget.run(since - (since % changesOnPage));
  }

  /** Reads where the numbering stands; within the transaction that goes on with it. */
  begin(): void {
    const last = this.#last.all()[0] as { ordinal: number; published: string } | undefined;
    this.#ordinal = (last?.ordinal ?? -1) + 1;
    this.#published = last?.published ?? '';
  }

  /** Notes a dataset's row. @param before what the dataset was until now. */
  note(row: Publication, before: { seq: number; nquads: string; jsonld: string } | undefined): void {
    const latest = (this.#latest.all(row.graph)[0] as { type: Change['type'] } | undefined)?.type;
    const known = latest !== undefined && latest !== 'Delete';
    const reason = row.op === 'delete' ? readTombstone(row.jsonld).reason : undefined;
    // What was stopped takes with it what it was: a feed must not go on telling it.
    if (row.op === 'delete' && !keepsWords(reason)) this.#erase.run(row.graph);
    else if (before !== undefined) this.#keep.run(before.nquads, before.jsonld, before.seq);
    if (row.op === 'delete' && !known) return;
    const type = row.op === 'delete' ? 'Delete' : known ? 'Update' : 'Create';
    this.#published = later(this.#published, row.at);
    // A row whose payload the log has emptied tells what one that was emptied here does.
    const told = row.op === 'delete' || row.nquads !== '' ? 1 : 0;
    this.#insert.run(this.#ordinal, row.seq, type, row.graph, this.#published, reason ?? '', told);
    this.#ordinal += 1;
  }
}

/** The moment of a row, or the next millisecond after the one before: rows of one transaction share theirs. */
function later(before: string, at: string): string {
  const moment = new Date(at).toISOString();
  return moment > before ? moment : new Date(Date.parse(before) + 1).toISOString();
}
