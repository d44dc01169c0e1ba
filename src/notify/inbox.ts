import type { Notice, NoticeKind } from '../catalog/notice.js';
import { cellWords, countFindings, type Finding, type Report } from '../catalog/report.js';
import { type Text, text } from '../catalog/text.js';

/** What the words of a notice are made from. */
export interface NoticeSubject {
  readonly title: string;
  /** `AGENCY SLUG` as a command takes it; undefined for a notice about a run. */
  readonly record: { readonly agencyId: string; readonly slug: string } | undefined;
  readonly report: Report | undefined;
}

/** A notice in words: one line, and what to do now. */
export interface NoticeText {
  readonly subject: Text;
  readonly body: Text;
}

type Template = (notice: Notice, subject: NoticeSubject) => NoticeText;

/** The words of each kind. */
const templates: Readonly<Record<NoticeKind, Template>> = {
  passed: (_, { title, record }) => ({
    subject: text(`โปรดยืนยัน: ${title}`, `Please confirm: ${title}`),
    body: text(
      `ชุดข้อมูลนี้ผ่านการตรวจสอบแล้ว โปรดแจ้งนายทะเบียนของหน่วยงานให้ยืนยันการเผยแพร่ (คำสั่งสำหรับนายทะเบียน: banchi confirm ${name(record)})`,
      `This dataset passed the check. The registrar confirms it with: banchi confirm ${name(record)}`,
    ),
  }),
  returned: (_, { title, record, report }) => ({
    subject: text(`โปรดแก้ไข ${violations(report)} ข้อ: ${title}`, `Please mend ${plural(violations(report), 'point')}: ${title}`),
    body: text(
      `${mend(report, 'th')}\n${again(report).th} รายงานฉบับเต็ม: banchi report ${name(record)}`,
      `${mend(report, 'en')}\n${again(report).en} Full report: banchi report ${name(record)}`,
    ),
  }),
  hidden: ({ facts }, { title }) => ({
    subject: text(`ระงับการเผยแพร่แล้ว: ${title}`, `Hidden: ${title}`),
    body: text(
      `เหตุผล: ${facts.whyTh || facts.why} หากเปิดให้รวบรวมข้อมูลอีกครั้ง นายทะเบียนต้องยืนยันใหม่`,
      `Reason: ${facts.why}. When it is offered again, it needs a new confirmation.`,
    ),
  }),
  retired: (_, { title }) => ({
    subject: text(`ไม่พบที่ต้นทางแล้ว: ${title}`, `No longer at its source: ${title}`),
    body: text(
      'ไม่พบชุดข้อมูลนี้ในการรวบรวมข้อมูลที่ครบถ้วนสองครั้งติดกัน จึงยุติการเผยแพร่ หากกลับมาที่ต้นทาง จะใช้ที่อยู่ถาวร (IRI) เดิม',
      'Two complete harvests in a row did not bring it, so it is no longer published. If it comes back, it keeps its IRI.',
    ),
  }),
  'hidden-many': ({ facts }) => ({
    subject: text(
      `ระงับการเผยแพร่ ${facts.hidden} จาก ${facts.known} ชุดข้อมูลตามที่ต้นทางแจ้ง: ${facts.source}`,
      `${facts.hidden} of ${facts.known} datasets were hidden at their source’s word: ${facts.source}`,
    ),
    body: text(
      'ต้นทางถอนความยินยอมหรือซ่อนชุดข้อมูลจำนวนมากในคราวเดียว ระบบจึงระงับการเผยแพร่ทันทีและขอให้ตรวจสอบ หากเกิดจากความผิดพลาด โปรดแก้ไขที่ต้นทางแล้วรวบรวมข้อมูลใหม่ ชุดข้อมูลจะกลับมาที่ที่อยู่ถาวร (IRI) เดิมเมื่อนายทะเบียนยืนยัน ไม่มีข้อมูลใดสูญหาย',
      'The source withdrew so many at once that we ask afterwards whether it was meant. If not, put it right at the source and harvest again: they come back under the same IRIs once the registrar confirms, and nothing is lost.',
    ),
  }),
  claimed: ({ facts }) => ({
    subject: text(
      `ชุดข้อมูล ${facts.records} ระเบียนมาจากสองแหล่ง: ${facts.source} และ ${facts.other}`,
      `${plural(Number(facts.records), 'dataset')} offered by two sources: ${facts.source} and ${facts.other}`,
    ),
    body: text(
      `${facts.source} ส่งรหัสที่ ${facts.other} ส่งไว้ก่อนแล้ว เช่น ${facts.example} ระบบจึงคงข้อมูลของ ${facts.other} ไว้ตามเดิม โปรดตกลงกันว่าแหล่งใดเป็นต้นทาง แล้วลบหรือทำเครื่องหมายสำเนาในอีกแหล่งหนึ่ง`,
      `${facts.source} sends ids that ${facts.other} brought before, such as ${facts.example}. What ${facts.other} brought stays as it is; please agree which of the two is the origin, and remove or mark the copy.`,
    ),
  }),
  'run-held': ({ facts }) => ({
    subject: text(`ระงับผลการรวบรวมข้อมูลไว้ชั่วคราว: ${facts.source}`, `Harvest held: ${facts.source}`),
    body: text(
      `${facts.th} หากถูกต้องแล้ว โปรดใช้คำสั่ง banchi harvest ${facts.source} --accept-held หากไม่ถูกต้อง โปรดรอให้ระบบต้นทางกลับมาใช้งานได้ แล้วรวบรวมข้อมูลใหม่`,
      `${facts.en} If that is right, run “banchi harvest ${facts.source} --accept-held”; if not, harvest again once the source is well.`,
    ),
  }),
  'run-failed': ({ facts }) => ({
    subject: text(`รวบรวมข้อมูลไม่สำเร็จ: ${facts.source}`, `Harvest failed: ${facts.source}`),
    body: text(`${facts.th} ข้อมูลในบัญชีข้อมูลยังคงเดิม`, `${facts.en}${facts.en?.endsWith('.') === true ? '' : '.'} The catalogue is unchanged.`),
  }),
  'run-partial': ({ facts, runId }) => ({
    subject: text(
      `อ่านคำอธิบายข้อมูลไม่ได้ ${facts.records} ระเบียน: ${facts.source}`,
      `${facts.records} records could not be read: ${facts.source}`,
    ),
    body: text(
      `ระเบียนอื่นทั้งหมดในรอบนี้บันทึกแล้ว ระบบจะลองอ่านระเบียนเหล่านี้ใหม่ในรอบถัดไป โปรดดูเหตุผลด้วยคำสั่ง banchi run show ${runId}`,
      `All other records of this run were taken. These are tried again at the next one; “banchi run show ${runId}” tells the reasons.`,
    ),
  }),
  'no-longer-conforms': (_, { title, record, report }) => ({
    subject: text(`ไม่ผ่านเกณฑ์ใหม่ ${violations(report)} ข้อ: ${title}`, `Fails ${plural(violations(report), 'new rule')}: ${title}`),
    body: text(
      `${mend(report, 'th')}\nชุดข้อมูลยังเผยแพร่อยู่ตามเดิม โปรดแก้ไขในระบบบัญชีข้อมูลของหน่วยงาน รายงานฉบับเต็ม: banchi report ${name(record)}`,
      `${mend(report, 'en')}\nIt stays published as it is; please mend it in your own catalogue. Full report: banchi report ${name(record)}`,
    ),
  }),
  'update-due': ({ facts }, { title }) => ({
    subject: text(`ครบกำหนดปรับปรุงข้อมูล ${thaiDate(facts.dueOn)}: ${title}`, `Update due ${facts.dueOn}: ${title}`),
    body: text(
      `ข้อมูลปรับปรุงล่าสุดเมื่อ ${thaiDate(facts.updatedOn)} โปรดปรับปรุงข้อมูล หรือแก้ไขวันที่ปรับปรุงข้อมูลล่าสุดให้ถูกต้องในระบบของหน่วยงาน`,
      `The data was last updated on ${facts.updatedOn}. Please update it, or correct its date of last update in your own catalogue.`,
    ),
  }),
};

/** Puts a notice into words, in both languages. */
export function writeNotice(notice: Notice, subject: NoticeSubject): NoticeText {
  return templates[notice.kind](notice, subject);
}

function name(record: NoticeSubject['record']): string {
  return record === undefined ? '' : `${record.agencyId} ${record.slug}`;
}

function violations(report: Report | undefined): number {
  return report === undefined ? 0 : countFindings(report.findings).violation;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const field = text('ช่อง', 'field');

/** What, where, how to mend: a line per violation. */
function mend(report: Report | undefined, language: keyof Text): string {
  const findings = report?.findings.filter((finding) => finding.severity === 'violation') ?? [];
  return findings
    .map(({ message, remedy, ...finding }) => `• ${message[language]}${whereOf(finding, language)}\n  ${remedy[language]}`)
    .join('\n');
}

/** The cell of the agency's workbook, where it came by one; else the fields by name. */
function whereOf({ cell, fields }: Pick<Finding, 'cell' | 'fields'>, language: keyof Text): string {
  if (cell !== undefined) return ` (${cellWords(cell)[language]})`;
  return fields.length === 0 ? '' : ` (${field[language]} ${fields.join(', ')})`;
}

/** Where to mend what is returned, and when it is looked at again. */
function again(report: Report | undefined): Text {
  return report?.findings.some(({ cell }) => cell !== undefined) === true
    ? text('โปรดแก้ไขในไฟล์ Excel ตามเซลล์ที่ระบุ แล้วส่งไฟล์อีกครั้ง', 'Mend these cells of your workbook and send it again.')
    : text(
        'โปรดแก้ไขในระบบบัญชีข้อมูลของหน่วยงาน ระบบจะตรวจสอบอีกครั้งเมื่อได้รับข้อมูลครั้งถัดไป',
        'Mend it in your own catalogue; it is checked again when it comes the next time.',
      );
}

/** An ISO day as Thai people write it: 31 ม.ค. 2570, in the Buddhist Era. */
function thaiDate(day: string | undefined): string {
  if (day === undefined) return '-';
  return new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
