import type Database from 'libsql';
import type { Partition } from '../catalog/directory.js';

export const partitionTables: readonly string[] = [
  `CREATE TABLE partitions (kind TEXT NOT NULL, iri TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, iri)) WITHOUT ROWID`,
];

/** Predicate, and object where it is an IRI, of each line of N-Quads that we wrote. */
const statements = /^\S+ <([^>]*)> (?:<([^>]*)>)?/gm;
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** Counts the triples of each property and the nodes of each class as graphs come and go: VoID tells them at no cost. */
export class PartitionWriter {
  readonly #add: Database.Statement;
  readonly #changed = new Map<string, number>();

  constructor(database: Database.Database) {
    this.#add = database.prepare(
      'INSERT INTO partitions (kind, iri, count) VALUES (?, ?, ?) ON CONFLICT (kind, iri) DO UPDATE SET count = count + excluded.count',
    );
  }

  /** @param sign 1 for a graph that comes, -1 for one that leaves. */
  count(nquads: string, sign: 1 | -1): void {
    for (const [, property = '', object] of nquads.matchAll(statements)) {
      this.#note(`property ${property}`, sign);
      if (property === type && object !== undefined) this.#note(`class ${object}`, sign);
    }
  }

  #note(key: string, sign: number): void {
    this.#changed.set(key, (this.#changed.get(key) ?? 0) + sign);
  }

  /** Writes what was counted. */
  flush(): void {
    for (const [key, count] of this.#changed) {
      const at = key.indexOf(' ');
      if (count !== 0) this.#add.run(key.slice(0, at) as Partition['kind'], key.slice(at + 1), count);
    }
    this.#changed.clear();
  }
}
