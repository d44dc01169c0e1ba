import { Problem } from '../catalog/problem.js';
import { type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import type { HandedOver } from '../harvest/walk.js';
import type { FlowParts } from './parts.js';

/**
 * Where there is neither an address nor a document there is nothing to read, but for what an earlier run left open.
 * @throws Problem `bad-request` saying what to do.
 */
export async function checkReadable(parts: FlowParts, source: Source, document: HandedOver | undefined): Promise<void> {
  if (source.url !== '' || document !== undefined) return;
  if ((await parts.registry.read.runs.open(source.id)).some(({ state }) => state !== 'held')) return;
  const name = sourceName(source);
  if (source.kind === 'push')
    throw new Problem('bad-request', text(`${name} เป็นแหล่งที่โปรแกรมของหน่วยงานส่งข้อมูลเข้ามาเอง`, `${name} is sent to, not harvested.`), {
      remedy: text(
        `โปรดส่งไปที่ /api/agencies/${source.agencyId}/records ด้วยกุญแจ API`,
        `Send to /api/agencies/${source.agencyId}/records with an API key.`,
      ),
    });
  throw new Problem('bad-request', text(`${name} ไม่มีที่อยู่ให้รวบรวม`, `${name} has no address to harvest.`), {
    remedy: text(
      `โปรดอัปโหลดไฟล์ ด้วยคำสั่ง banchi harvest ${name} --file ไฟล์ หรือแนบไฟล์มากับคำขอ`,
      `Upload a file: “banchi harvest ${name} --file FILE”, or with the request.`,
    ),
  });
}
