import type { Language } from '../../catalog/text.js';
import { say } from './page.js';

/** What the editor's script says, as JSON for it to read. */
export function editorWords(language: Language): string {
  return JSON.stringify({
    label: say(language, 'คำสั่ง SPARQL', 'SPARQL query'),
    running: say(language, 'กำลังสืบค้น…', 'Running…'),
    cancel: say(language, 'ยกเลิก', 'Cancel'),
    cancelled: say(language, 'ยกเลิกแล้ว', 'Cancelled.'),
    download: say(language, 'ดาวน์โหลดผลลัพธ์', 'Download the result'),
    share: say(language, 'ลิงก์ของคำสั่งนี้', 'Link to this query'),
    result: say(language, 'ผลลัพธ์', 'Result'),
    rows: say(language, '{n} แถว ใช้เวลา {ms} มิลลิวินาที', '{n} rows in {ms} ms'),
    shown: say(language, 'แสดง {n} แถวแรก ดาวน์โหลดเพื่อดูทั้งหมด', 'The first {n} rows are shown; download to see all.'),
    none: say(language, 'ไม่พบข้อมูลตามคำสั่งนี้', 'Nothing matches this query.'),
    yes: say(language, 'จริง', 'True'),
    no: say(language, 'ไม่จริง', 'False'),
    failed: say(language, 'เชื่อมต่อกับระบบไม่ได้ โปรดลองอีกครั้ง', 'The service cannot be reached; try again.'),
    language,
  });
}
