import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/** Both parts of `AGENCY/SOURCE`. @throws Problem `bad-request` for anything else. */
export function splitName(name: string): { agencyId: string; key: string } {
  const [agencyId = '', key = '', ...rest] = name.split('/');
  if (key === '' || rest.length > 0)
    throw new Problem('bad-request', text(`“${name}” ต้องเขียนเป็น รหัสหน่วยงาน/ชื่อแหล่งข้อมูล`, `“${name}” must be written AGENCY/SOURCE.`));
  return { agencyId, key };
}
