import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { refusedHeader } from '../harvest/client/hop.js';

/** @throws Problem `bad-request` for a header that no request would be sent with: told now, not at each harvest. */
export function checkHeaders(headers: Readonly<Record<string, string>> | undefined): void {
  const refused = headers && refusedHeader(headers);
  if (refused === undefined) return;
  throw new Problem('bad-request', text(`ส่งส่วนหัว ${refused} ไปยังแหล่งข้อมูลไม่ได้`, `The header ${refused} cannot be sent to a source.`), {
    remedy: text(
      'โปรดระบุเฉพาะส่วนหัวที่แหล่งข้อมูลต้องใช้ เช่น Authorization หรือ X-API-Key',
      'Name only what the source asks for, such as Authorization or X-API-Key.',
    ),
  });
}
