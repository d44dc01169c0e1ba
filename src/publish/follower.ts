import type { LogReader, Publication } from '../catalog/publication.js';

/** What keeps a copy of the published graphs: it takes rows of the log in order and remembers how far it is. */
export interface Follower {
  /** The last seq applied; 0 for an empty copy. */
  readonly position: number;
  /**
   * Applies rows in order and moves the position to `head`, last of all: what fails on the way is applied again.
   * @param mark the log's mark of that position.
   */
  apply(rows: readonly Publication[], head: number, mark: string): void | Promise<void>;
}

/** Rows applied at a time, so that a thread that also answers queries answers in between. */
const batch = 500;

/**
 * Applies the next rows of the log.
 * @returns true when there may be more.
 */
export async function followOnce(log: LogReader, follower: Follower): Promise<boolean> {
  const head = log.head();
  if (head <= follower.position) return false;
  const rows = log.after(follower.position, batch);
  const full = rows.length === batch;
  // The log may have grown since its head was asked for; what is applied is never applied again.
  const last = rows.at(-1)?.seq ?? 0;
  const position = full ? last : Math.max(head, last);
  await follower.apply(rows, position, log.mark(position));
  return full;
}
