import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import type { AnswerReason } from './messages.js';

const unchanged = text(
  'ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล โปรดแจ้งผู้ดูแลระบบต้นทางให้ตรวจสอบ แล้วลองใหม่',
  'Nothing was changed in the catalogue. Ask the source’s administrator to look into it, then try again.',
);
const address = text(
  'โปรดตรวจสอบว่าที่อยู่เป็นของบริการ SPARQL เช่น https://data.example.go.th/sparql',
  'Check that the address is a SPARQL endpoint’s, such as https://data.example.go.th/sparql.',
);
const less = text(
  'โปรดลดขอบเขตของคำสั่ง หรือให้ผู้ดูแลระบบต้นทางเพิ่มค่าที่จำกัดไว้',
  'Ask for less with a narrower query, or have the source’s administrator raise its limit.',
);

/** Each reason's words, then its remedy; `about` is the detail that goes with it. */
const words: Readonly<Record<AnswerReason, readonly [(about: string) => Text, Text]>> = {
  status: [(about) => text(`ตอบกลับด้วยสถานะ ${about}`, `it answered with status ${about}`), unchanged],
  'web-page': [
    () =>
      text('ตอบกลับเป็นหน้าเว็บแทนผลลัพธ์ SPARQL', 'it answered with a web page instead of SPARQL results (a challenge or maintenance page?)'),
    address,
  ],
  'no-results': [(about) => text(`คำตอบไม่ใช่ผลลัพธ์ SPARQL (${about})`, `the answer is no SPARQL result (${about})`), address],
  cut: [(about) => text(`คำตอบไม่สมบูรณ์ (${about})`, `the answer is broken or cut (${about})`), unchanged],
  partial: [
    (about) => text(`ต้นทางหยุดค้นก่อนครบและส่งมาเพียงบางส่วน (${about})`, `it ran out of time and sent a part of the result (${about})`),
    less,
  ],
  capped: [(about) => text(`ต้นทางจำกัดผลลัพธ์ไว้ที่ ${about} แถว`, `it limits results to ${about} rows`), less],
  'too-deep': [(about) => text(`คำตอบซ้อนกันเกิน ${about} ชั้น`, `the answer nests deeper than ${about} levels`), unchanged],
  'too-many-rows': [(about) => text(`ผลลัพธ์เกิน ${about} แถว`, `the result has more than ${about} rows`), less],
  'too-many-requests': [(about) => text(`คำสั่งนี้ต้องเรียกต้นทางเกิน ${about} ครั้ง`, `the query needs more than ${about} requests`), less],
  elsewhere: [(about) => text(`คำสั่งนี้เรียกที่อื่น (${about})`, `the query would ask another place (${about})`), less],
  'too-slow': [(about) => text(`คำสั่งใช้เวลาเกิน ${about} วินาที`, `the query took longer than ${about} s`), less],
  'too-heavy': [() => text('คำตอบใช้หน่วยความจำเกินกำหนด', 'the answer takes more memory than is allowed'), less],
  engine: [(about) => text(`อ่านคำตอบไม่ได้ (${about})`, `the answer could not be read (${about})`), unchanged],
};

/** A query over endpoints that failed; `reason` is for programs, the words are for whoever can mend it. */
export class AnswerProblem extends Problem {
  readonly reason: AnswerReason;

  constructor(reason: AnswerReason, where: string, about = '') {
    const [say, remedy] = words[reason];
    const { th, en } = say(about);
    super('source-failed', text(`${where}: ${th}`, `${where}: ${en}`), { remedy });
    this.name = 'AnswerProblem';
    this.reason = reason;
  }
}
