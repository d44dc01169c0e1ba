import { Problem } from '../../catalog/problem.js';
import { cellWords } from '../../catalog/report.js';
import type { SourceMarks } from '../../catalog/source.js';
import { text } from '../../catalog/text.js';
import type { HarvestedRecord } from '../harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { workbookType } from './is-workbook.js';
import { readInThread } from './read-in-thread.js';
import { toHarvested } from './template-door.js';
import type { RepeatedPlace } from './thread-messages.js';

/**
 * Walks an Excel template that was uploaded or stands at an address: one record a dataset row. A file that has not changed since
 * the last reading (304) brings nothing and is no full walk, so that nothing goes missing.
 * @throws Problem saying what is wrong with the file, or with the server that it is on.
 */
export async function* walkTemplate(walk: Walk): AsyncGenerator<HarvestPage, Walked> {
  const { source, limits, vocabulary, signal } = walk;
  const got = walk.document === undefined ? await fetchTemplate(walk) : { bytes: walk.document.bytes, marks: {} };
  if (got === undefined) return { mode: 'incremental', marks: source.marks, advice: [] };
  if (got.bytes.length > limits.wholeBytes) throw tooLarge(limits.wholeBytes);
  const reading = await readInThread(got.bytes, signal);
  try {
    const { rows, repeated, advice } = reading.head;
    const total = rows + repeated.length;
    if (total > limits.maxRecords) throw tooMany(limits.maxRecords);
    const hasConsent = source.options.consent !== undefined;
    for (let batch = await reading.next(); batch.length > 0; batch = await reading.next()) {
      signal.throwIfAborted();
      yield { records: batch.map((row) => toHarvested(row, vocabulary, hasConsent)), total };
    }
    if (repeated.length > 0) yield { records: repeated.map(leftOut), total };
    return { mode: 'full', marks: { ...got.marks, fullAt: walk.clock().toISOString() }, advice };
  } finally {
    await reading.close();
  }
}

/** A row whose name an earlier row has: nothing of it is told but its place, since it may be secret. */
function leftOut({ cell, first }: RepeatedPlace): HarvestedRecord {
  return {
    nativeId: `repeated:${cell.sheet}!${cell.row}`,
    name: undefined,
    mediaType: 'application/vnd.banchi.template-row+json',
    bytes: '',
    fingerprint: '',
    door: {
      state: 'left-out',
      reason: `${cellWords(cell).en}: its name stands in ${cellWords(first).en} already, and the first row alone is taken`,
      reasonTh: `${cellWords(cell).th}: ชื่ออ้างอิงซ้ำกับ${cellWords(first).th} จึงรับเข้าเฉพาะแถวแรก`,
    },
  };
}

/** Undefined when the file has not changed since it was last read whole. */
async function fetchTemplate(walk: Walk): Promise<{ bytes: Buffer; marks: SourceMarks } | undefined> {
  const { source, client, headers, limits, signal } = walk;
  const answer = await client.open(source.url, {
    accept: `${workbookType}, application/octet-stream;q=0.5, */*;q=0.1`,
    headers,
    signal,
    answerBytes: limits.wholeBytes,
    unpackedBytes: limits.wholeBytes,
    ...validators(walk),
  });
  if (answer.status === 304 || answer.status < 200 || answer.status > 299) {
    answer.discard();
    if (answer.status === 304) return undefined;
    throw new Problem(
      'source-failed',
      text(`${source.url} ตอบกลับด้วยสถานะ ${answer.status}`, `${source.url} answered with status ${answer.status}.`),
      {
        remedy: text(
          'ตรวจสอบว่าที่อยู่ของไฟล์ถูกต้องและดาวน์โหลดได้โดยไม่ต้องเข้าสู่ระบบ ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล',
          'Check that the file can be downloaded from there without signing in; nothing was changed in the catalogue.',
        ),
      },
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of answer.bytes) chunks.push(chunk);
  const { etag, 'last-modified': lastModified } = answer.headers;
  return { bytes: Buffer.concat(chunks), marks: { ...(etag && { etag }), ...(lastModified && { lastModified }) } };
}

/** What was last read is compared, unless consent came after it: rows that were set aside then are taken now. */
function validators({ source: { marks, options } }: Walk): { ifNoneMatch?: string; ifModifiedSince?: string } {
  if (marks.fullAt === undefined || (options.consent !== undefined && options.consent.at > marks.fullAt)) return {};
  return {
    ...(marks.etag !== undefined && { ifNoneMatch: marks.etag }),
    ...(marks.lastModified !== undefined && { ifModifiedSince: marks.lastModified }),
  };
}

function tooLarge(most: number): Problem {
  const size = Math.round(most / 1024 / 1024);
  return new Problem('too-large', text(`ไฟล์ Excel ใหญ่กว่า ${size} MB`, `The workbook is larger than ${size} MB.`), {
    remedy: text('แบ่งเป็นหลายไฟล์', 'Divide it into several files.'),
  });
}

function tooMany(most: number): Problem {
  return new Problem('too-large', text(`ไฟล์ Excel มีมากกว่า ${most} ชุดข้อมูล`, `The workbook has more than ${most} datasets.`), {
    remedy: text('แบ่งเป็นหลายไฟล์', 'Divide it into several files.'),
  });
}
