import { type Text, text } from '../../catalog/text.js';
import type { Walk } from '../walk.js';
import type { FullPlace } from './place.js';
import type { Portal } from './portal.js';
import { PortalProblem } from './portal-problem.js';

/** Tells of records that a search index holds more than once. */
export function twiceAdvice(count: number): Text {
  return text(
    `ดัชนีค้นหาของระบบต้นทางมี ${count} ระเบียนที่ซ้ำ โปรดให้ผู้ดูแลระบบสร้างดัชนีใหม่ (ckan search-index rebuild)`,
    `The portal’s search index has ${count} records twice; ask its administrator to build it anew (ckan search-index rebuild).`,
  );
}

/** The total that does not agree. */
export function short(portal: Portal, { total, brought }: Pick<FullPlace, 'total' | 'brought'>): PortalProblem {
  const what = text(`แจ้งว่ามี ${total} ระเบียน แต่ส่งมา ${brought}`, `it counts ${total} records but brought ${brought}`);
  return new PortalProblem(portal.address('package_search'), what);
}

/** A portal that loses its records while it is read. */
export function collapsed(portal: Portal, before: number, after: number): PortalProblem {
  return new PortalProblem(
    portal.address('package_search'),
    text(
      `จำนวนชุดข้อมูลลดจาก ${before} เหลือ ${after} ระหว่างอ่าน`,
      `the number of its datasets fell from ${before} to ${after} while it was read`,
    ),
  );
}

/** A page that brings nothing new. */
export function repeated(portal: Portal, { brought }: Pick<FullPlace, 'brought'>): PortalProblem {
  const what = text(`ส่งข้อมูลหน้าเดิมซ้ำ (หลังจาก ${brought} ระเบียน)`, `the same page came again (after ${brought} records)`);
  return new PortalProblem(portal.address('package_search'), what);
}

/** More records than a source may have. */
export function tooMany(portal: Portal, { limits }: Walk): PortalProblem {
  return new PortalProblem(
    portal.address('package_search'),
    text(`มีรายการมากกว่า ${limits.maxRecords} ระเบียน`, `more than ${limits.maxRecords} records`),
  );
}

/** A portal that was never still. */
export function restless(portal: Portal, { sweep }: Pick<FullPlace, 'sweep'>): PortalProblem {
  return new PortalProblem(
    portal.address('package_search'),
    text(
      `ชุดข้อมูลเปลี่ยนหรือซ้ำกันระหว่างอ่านทั้ง ${sweep} ครั้ง`,
      `its datasets changed while it was read, or came more than once, ${sweep} times in a row`,
    ),
    { remedy: text('โปรดรวบรวมในเวลาที่ไม่มีการแก้ไขข้อมูลที่ต้นทาง', 'Harvest it at an hour when nobody edits the portal.') },
  );
}
