import { createHash, type Hash } from 'node:crypto';
import { type Text, text } from '../../catalog/text.js';
import type { HarvestedRecord } from '../harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { Course, nextPage } from './course.js';
import { DocumentThread } from './document-thread.js';
import type { CutRecord, DocumentFacts } from './messages.js';
import { failed, type OpenDocument, openPage, openUpload } from './open-document.js';
import { toHarvested } from './to-harvested.js';

/** Bytes handed to the thread at once. */
const pieceBytes = 256 * 1024;
const mostAdvice = 20;

/**
 * Walks a DCAT document, or the pages of one: each is read in a thread of its own into a spool and cut dataset by dataset.
 * What belongs to one dataset must stand on one page.
 * @throws Problem `source-failed` for what cannot be read, a page that comes twice, a total that is not reached.
 */
export async function* walkDocuments(walk: Walk): AsyncGenerator<HarvestPage, Walked> {
  const thread = new DocumentThread(walk.limits.spoolDir, walk.clock, walk.signal);
  try {
    return yield* new DocumentWalk(walk, thread).pages();
  } finally {
    await thread.close();
  }
}

class DocumentWalk {
  readonly #walk: Walk;
  readonly #thread: DocumentThread;
  readonly #course: Course;
  /** Native ids of this walk with what came under them. */
  readonly #seen = new Map<string, string>();
  readonly #advice = new Map<string, Text>();
  #isTorn = false;
  #total: number | undefined;

  constructor(walk: Walk, thread: DocumentThread) {
    this.#walk = walk;
    this.#thread = thread;
    this.#course = new Course(walk.source.url, walk.document === undefined ? walk.resume : undefined);
  }

  async *pages(): AsyncGenerator<HarvestPage, Walked> {
    const { walk, course } = { walk: this.#walk, course: this.#course };
    if (walk.document !== undefined) {
      const { facts } = yield* this.#page(await openUpload(walk), true);
      if (facts.next.length > 0) this.#partOfMore();
      return this.#ended({});
    }
    const { marks } = walk.source;
    const isConditional = walk.mode === 'incremental' && course.isFirst && (marks.etag ?? marks.lastModified) !== undefined;
    for (;;) {
      const isFirst = course.isFirst;
      const document = await openPage(walk, course.url, isConditional && isFirst);
      if (document === undefined) return { mode: 'incremental', marks, advice: [] };
      const { next } = yield* this.#page(document, isFirst);
      if (next !== undefined) continue;
      // The validators of a first page say nothing of the others.
      return this.#ended(isFirst ? { etag: document.etag, lastModified: document.lastModified } : {});
    }
  }

  /** Reads one page and gives its records; the course then stands at the next. */
  async *#page(document: OpenDocument, isFirst: boolean): AsyncGenerator<HarvestPage, { facts: DocumentFacts; next: string | undefined }> {
    const { facts, content } = await this.#read(document);
    const name = document.url || 'upload';
    const next = document.url === '' ? undefined : nextPage({ ...document, next: facts.next }, this.#walk.source.url, this.#walk.client);
    this.#learn(facts);
    const isPaged = next !== undefined || !isFirst;
    const here = isFirst ? undefined : this.#course.checkpoint();
    if (document.url !== '') this.#course.read(`content ${content}`);
    const before = this.#seen.size;
    for (let after = 0; ; ) {
      const cut = await this.#thread.ask('records', { kind: 'cut', after, records: this.#walk.limits.pageSize, isWhole: !isPaged });
      after = cut.position;
      const records = cut.records.flatMap((record) => this.#admit(record));
      const brought = this.#course.brought + this.#seen.size - before;
      if (brought > this.#walk.limits.maxRecords)
        throw failed(name, `มีมากกว่า ${this.#walk.limits.maxRecords} ระเบียน`, `more than ${this.#walk.limits.maxRecords} records`);
      if (cut.isLast) {
        if (isPaged && !isFirst && facts.datasets > 0 && this.#seen.size === before)
          throw failed(name, 'ทุกชุดข้อมูลในหน้านี้เคยส่งมาแล้ว', 'the same page came again: it brings no dataset that was not on an earlier one');
        if (next !== undefined) this.#course.turn(next, brought);
        else this.#course.brought = brought;
      }
      // Before its last records, a page is read again when the walk is taken up.
      const checkpoint = cut.isLast && next !== undefined ? this.#course.checkpoint() : here;
      if (records.length > 0 || checkpoint !== undefined)
        yield { records, total: this.#total, ...(checkpoint === undefined ? {} : { checkpoint }) };
      if (cut.isLast) return { facts, next };
    }
  }

  /** Hands a document to the thread, piece by piece: one is fetched while one is read. */
  async #read(document: OpenDocument): Promise<{ facts: DocumentFacts; content: string }> {
    const hash = createHash('sha256');
    await this.#thread.begin(document.task);
    let pending: Promise<unknown> = Promise.resolve();
    for await (const piece of pieces(document.bytes, hash)) {
      await pending;
      pending = this.#thread.ask('taken', { kind: 'piece', bytes: piece });
      // It is awaited above or below; until then its failure is nobody's.
      pending.catch(() => undefined);
    }
    await pending;
    const { facts } = await this.#thread.ask('read', { kind: 'end' });
    return { facts, content: hash.digest('hex') };
  }

  #learn(facts: DocumentFacts): void {
    for (const note of facts.notes) if (this.#advice.size < mostAdvice) this.#advice.set(note.en, note);
    this.#isTorn ||= facts.isTorn;
    this.#total = facts.total ?? this.#total;
  }

  /** What comes once more is not taken once more; two datasets under one id are told of. */
  #admit(cut: CutRecord): HarvestedRecord[] {
    if (cut.state === 'mention') return [];
    const fingerprint = cut.state === 'whole' ? cut.fingerprint : '';
    const known = this.#seen.get(cut.nativeId);
    if (known === undefined) {
      this.#seen.set(cut.nativeId, fingerprint);
      return [toHarvested(cut, this.#walk)];
    }
    if (known === fingerprint || this.#advice.size >= mostAdvice) return [];
    const advice = text(
      `พบชุดข้อมูลที่ใช้รหัสเดียวกัน (${cut.nativeId}) มากกว่าหนึ่งชุด จึงใช้เฉพาะชุดแรก`,
      `More than one dataset has the id ${cut.nativeId}; the first was taken.`,
    );
    this.#advice.set(advice.en, advice);
    return [];
  }

  #partOfMore(): void {
    this.#isTorn = true;
    const advice = text(
      'ไฟล์นี้เป็นเพียงหนึ่งหน้าของบัญชีข้อมูลที่มีหลายหน้า จึงไม่ถือว่าชุดข้อมูลอื่นหายไป',
      'The file is one page of several, so that no other dataset is taken for missing.',
    );
    this.#advice.set(advice.en, advice);
  }

  /** @throws Problem when fewer records came than the source counts. */
  #ended(validators: { readonly etag?: string | undefined; readonly lastModified?: string | undefined }): Walked {
    const { brought, url } = this.#course;
    if (this.#total !== undefined && brought < this.#total)
      throw failed(url, `แจ้งว่ามี ${this.#total} ชุดข้อมูล แต่ส่งมา ${brought}`, `it counts ${this.#total} datasets but brought ${brought}`);
    if (this.#total !== undefined && brought > this.#total) {
      const advice = text(
        `hydra:totalItems แจ้งว่ามี ${this.#total} ชุดข้อมูล แต่พบ ${brought}`,
        `hydra:totalItems counts ${this.#total} datasets, but there are ${brought}.`,
      );
      this.#advice.set(advice.en, advice);
    }
    const { etag, lastModified } = validators;
    const marks = {
      fullAt: this.#walk.clock().toISOString(),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    };
    return { mode: this.#isTorn ? 'incremental' : 'full', marks: this.#isTorn ? {} : marks, advice: [...this.#advice.values()] };
  }
}

/** The same bytes in larger pieces, each in memory of its own. */
async function* pieces(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Uint8Array> {
  let gathered: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    gathered.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    yield joined(gathered, length);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield joined(gathered, length);
}

/** A small Buffer shares its memory with others, which must not go to the thread with it. */
function joined(chunks: readonly Buffer[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
