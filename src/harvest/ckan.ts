import { z } from 'zod';
import type { Answer } from '../catalog/guarded-client.js';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { ckanDoor } from './ckan-door.js';
import { fingerprintOf, type HarvestedRecord } from './harvested-record.js';
import type { HarvestPage, Walk, Walked } from './walk.js';

const answerSchema = z.object({
  success: z.literal(true),
  result: z.object({ count: z.number().int().min(0), results: z.array(z.unknown()) }),
});

/** The least a package must have to be followed from run to run. */
const packageSchema = z.looseObject({ id: z.string().min(1).max(200), name: z.string().optional().catch(undefined) });

/**
 * Walks a CKAN portal's `package_search` in a stable order, page by page, and ends only when every record it counted was
 * brought: all pages or nothing.
 * @throws Problem `source-failed` for an error, an answer that is no CKAN answer or past its bounds, a count that does not agree, a repeated page.
 */
export async function* walkCkan(walk: Walk): AsyncGenerator<HarvestPage, Walked> {
  const { source, client, headers, signal } = walk;
  const pageSize = source.options.pageSize ?? walk.limits.pageSize;
  const seen = new Set<string>();
  for (let start = 0; ; ) {
    const url = `${source.url.replace(/\/+$/, '')}/api/3/action/package_search?sort=id+asc&rows=${pageSize}&start=${start}`;
    const { count, results } = readAnswer(url, await client.get(url, { headers, signal }));
    checkBounds(url, walk, pageSize, count, results.length);
    const fresh = results.map((one, index) => toRecord(one, start + index, walk.vocabulary)).filter((record) => !seen.has(record.nativeId));
    if (results.length > 0 && fresh.length === 0) throw failed(url, 'ส่งข้อมูลหน้าเดิมซ้ำ', 'the same page came again');
    for (const record of fresh) seen.add(record.nativeId);
    if (fresh.length > 0) yield { records: fresh, total: count };
    start += results.length;
    if (start >= count || results.length === 0) {
      if (seen.size !== count) {
        throw failed(url, `แจ้งว่ามี ${count} ระเบียน แต่ส่งมา ${seen.size}`, `it counts ${count} records but brought ${seen.size}`);
      }
      return { mode: 'full', marks: { fullAt: walk.clock().toISOString() }, advice: [] };
    }
  }
}

/** Bounds on other people's data: records of the source, records of a page. */
function checkBounds(url: string, { limits }: Walk, pageSize: number, count: number, onPage: number): void {
  if (count > limits.maxRecords) throw failed(url, `มีรายการมากกว่า ${limits.maxRecords} ระเบียน`, `more than ${limits.maxRecords} records`);
  if (onPage > pageSize) {
    throw failed(url, `ขอ ${pageSize} ระเบียน แต่ส่งมา ${onPage}`, `it was asked for ${pageSize} records and sent ${onPage}`);
  }
}

function readAnswer(url: string, answer: Answer): { count: number; results: unknown[] } {
  if (answer.status !== 200) throw failed(url, `ตอบกลับด้วยสถานะ ${answer.status}`, `it answered with status ${answer.status}`);
  let json: unknown;
  try {
    json = JSON.parse(answer.body.replace(/^\ufeff/, ''));
  } catch {
    const html = /^\s*</.test(answer.body);
    throw html
      ? failed(
          url,
          'ตอบกลับเป็นหน้าเว็บแทน JSON (อาจเป็นหน้าตรวจสอบผู้ใช้หรือหน้าปิดปรับปรุง)',
          'it answered with a web page instead of JSON (a challenge or maintenance page?)',
        )
      : failed(url, 'คำตอบ JSON ไม่สมบูรณ์', 'the JSON of its answer is broken or cut');
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) throw failed(url, 'คำตอบไม่ใช่รูปแบบของ CKAN package_search', 'the answer is not one of CKAN’s package_search');
  return parsed.data.result;
}

function failed(url: string, th: string, en: string): Problem {
  return new Problem('source-failed', text(`${url}: ${th}`, `${url}: ${en}`), {
    remedy: text(
      'ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล ระบบจะรวบรวมใหม่ในรอบถัดไป หรือโปรดสั่งรวบรวมใหม่เมื่อระบบต้นทางพร้อม',
      'Nothing was changed in the catalogue; it is harvested again at the next turn, or by hand once the source is well.',
    ),
  });
}

/** One bad record is set aside by itself; it never ends the walk (lessons.md A5). */
function toRecord(given: unknown, position: number, vocabulary: Vocabulary): HarvestedRecord {
  try {
    const parsed = packageSchema.safeParse(given);
    if (!parsed.success) return unusable(position, 'it has no usable id', 'ไม่มีรหัส (id) ที่ใช้ได้');
    const { id, name } = parsed.data;
    return {
      nativeId: id,
      name,
      mediaType: 'application/json',
      bytes: JSON.stringify(given),
      fingerprint: fingerprintOf(given),
      door: ckanDoor(parsed.data, vocabulary),
    };
  } catch (error) {
    // Nested so deep that it cannot be walked.
    return unusable(position, `it cannot be read: ${messageOf(error)}`, `อ่านไม่ได้ โครงสร้างข้อมูลซ้อนกันลึกเกินไป (${messageOf(error)})`);
  }
}

function unusable(position: number, reason: string, reasonTh: string): HarvestedRecord {
  return {
    nativeId: `unusable:${position + 1}`,
    name: undefined,
    mediaType: 'application/json',
    bytes: '',
    fingerprint: '',
    door: { state: 'left-out', reason, reasonTh },
  };
}
