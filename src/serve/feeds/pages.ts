import { type Change, type ChangeMark, type Changes, changesOnPage } from '../../catalog/directory.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { ServeParts } from '../parts.js';

/** Changes read and written at a time: some 50 KB, in 2 ms. */
const atOnce = 5;

/** One page of the changes. A full one has a page after it; from then on it changes only where something may be told no more. */
export interface ChangePage {
  readonly first: ChangeMark;
  /** How many changes it has. */
  readonly count: number;
  readonly isFull: boolean;
  /** The pages before and after it that can be had. */
  readonly previous: ChangeMark | undefined;
  readonly next: ChangeMark | undefined;
}

/** The pages that the changes are told on. */
export class ChangePages {
  readonly #changes: Changes;
  readonly #parts: ServeParts;

  constructor(parts: ServeParts) {
    this.#parts = parts;
    this.#changes = parts.directory.changes;
  }

  /** The oldest page that is still told, and the newest. */
  oldest(): ChangeMark | undefined {
    return this.#changes.mark(this.#floor());
  }

  newest(): ChangeMark | undefined {
    return this.#changes.mark(this.#lastStart());
  }

  /**
   * The page that begins with the change of that seq.
   * @throws Problem `gone` for a page that feeds no longer reach back to, `not-found` where none begins.
   */
  page(seq: number): ChangePage {
    const first = Number.isSafeInteger(seq) ? this.#changes.withSeq(seq) : undefined;
    if (first === undefined || first.ordinal % changesOnPage !== 0) throw nowhere(seq);
    const floor = this.#floor();
    if (first.ordinal < floor) throw past();
    const next = this.#changes.mark(first.ordinal + changesOnPage);
    return {
      first,
      count: Math.min(changesOnPage, this.#changes.count() - first.ordinal),
      isFull: next !== undefined,
      previous: first.ordinal - changesOnPage < floor ? undefined : this.#changes.mark(first.ordinal - changesOnPage),
      next,
    };
  }

  /** Where the page of the first change after a log position begins; the newest page when there is none yet. @throws Problem `gone`. */
  following(position: number): ChangeMark | undefined {
    const change = this.#changes.after(position);
    if (change === undefined) return this.newest();
    const start = change.ordinal - (change.ordinal % changesOnPage);
    if (start < this.#floor()) throw past();
    return this.#changes.mark(start);
  }

  /** The changes of a page in order, some at a time. */
  *members({ first, count }: ChangePage): Generator<readonly Change[]> {
    for (let done = 0; done < count; done += atOnce) yield this.#changes.from(first.ordinal + done, Math.min(atOnce, count - done));
  }

  /** The changes before number `end`, back to number `start`, the newest first, some at a time. */
  *newestFirst(start: number, end: number): Generator<readonly Change[]> {
    for (let before = end; before > start; before -= atOnce) {
      const from = Math.max(start, before - atOnce);
      yield this.#changes.from(from, before - from).reverse();
    }
  }

  /** What changes when the page does: by a new member, the page after it, or a payload that was taken out. */
  tag({ first, count, next }: ChangePage): string {
    return `${first.seq}-${count}-${this.#changes.kept(first.ordinal, count)}-${next?.seq ?? 0}`;
  }

  #lastStart(): number {
    return Math.max(0, Math.floor((this.#changes.count() - 1) / changesOnPage) * changesOnPage);
  }

  /** Number of the first change on a page that is still told: one change within the time keeps its page, and the newest page stays. */
  #floor(): number {
    const { clock, feedMs } = this.#parts;
    const since = this.#changes.since(new Date(clock().getTime() - feedMs).toISOString());
    return Math.min(Math.floor(since / changesOnPage) * changesOnPage, this.#lastStart());
  }
}

function nowhere(seq: number): Problem {
  return new Problem('not-found', text(`ไม่มีหน้าการเปลี่ยนแปลง ${seq}`, `No page of changes begins at ${seq}.`), {
    remedy: text('โปรดเริ่มที่ /changes แล้วตามลิงก์ไป', 'Begin at /changes and follow its links.'),
  });
}

function past(): Problem {
  return new Problem('gone', text('หน้านี้เก่ากว่าช่วงเวลาที่เก็บไว้', 'This page is older than the feed reaches back.'), {
    remedy: text(
      'โปรดเริ่มใหม่จากไฟล์ข้อมูลทั้งหมดที่ /dumps แล้วตามการเปลี่ยนแปลงต่อจากนั้น',
      'Begin anew with the dump at /dumps, and follow the changes from there.',
    ),
  });
}
