import { type Text, text } from '../catalog/text.js';
import { prefixed } from '../rdf/terms.js';
import { boxTable } from './box.js';
import { choiceTable } from './choices.js';
import { conditionRow } from './conditions.js';
import { dayTable } from './days.js';
import { ownRuleTable } from './elsewhere.js';
import { flagTable } from './flags.js';
import { referencePeriodRow, yearTable } from './periods.js';
import { nameOn, type Row, rowsFor } from './side.js';
import { textTable } from './texts.js';

/** What the mapping does with one field, for people. */
export interface FieldLine {
  readonly field: string;
  readonly target: string;
  readonly rule: Text;
}

/** Every field of one side with its target and rule, read off the tables that the mapping runs on. */
export function fieldLines(side: 'dataset' | 'resource'): FieldLine[] {
  const lines = <R extends Row>(rows: readonly R[], say: (row: R) => Omit<FieldLine, 'field'>): FieldLine[] =>
    rowsFor(rows, side).map((row) => ({ field: nameOn(row, side), ...say(row) }));
  return [
    ...lines(choiceTable, (row) => ({ target: prefixed(row.property.value), rule: choiceRule(row) })),
    ...rowsFor(choiceTable, side).flatMap((row) =>
      row.note === undefined ? [] : [{ field: `${nameOn(row, side)}_other`, target: prefixed(row.note.value), rule: otherRule }],
    ),
    ...lines(textTable, ({ property, part, list }) => ({
      target:
        part === undefined ? prefixed(property.value) : `${prefixed(property.value)} → #${part.name}, ${prefixed(part.property.value)}`,
      rule: list ? listRule : textRule,
    })),
    ...lines(dayTable, ({ property }) => ({ target: prefixed(property.value), rule: dayRule })),
    ...lines(yearTable, ({ property }) => ({ target: `dct:temporal → #period, ${prefixed(property.value)}`, rule: yearRule })),
    ...lines([referencePeriodRow], () => ({ target: 'dct:temporal → #period, else gdc:referencePeriod', rule: periodRule })),
    ...lines(flagTable, ({ property }) => ({ target: prefixed(property.value), rule: flagRule })),
    ...lines(boxTable, ({ side: edge, limit }) => ({
      target: 'dct:spatial → #place-1, dcat:bbox, dcat:centroid',
      rule: text(
        `ขอบด้าน${edges[edge]}เป็นองศาทศนิยม ไม่เกิน ±${limit} กรอบที่เป็นไปไม่ได้จะไม่นำไปใช้ และตั้งข้อสังเกตว่าผิดด้านใด`,
        `The ${edge} in decimal degrees, at most ±${limit}; a box that cannot be is left out, observed by side.`,
      ),
    })),
    ...lines([conditionRow], () => ({
      target:
        side === 'dataset' ? 'gdc:accessCondition → #access-condition; dct:rights of each distribution' : 'dct:rights → #access-condition',
      rule: conditionRule,
    })),
    ...lines(ownRuleTable, ({ target, rule, file }) => ({ target, rule: text(`${rule.th} (${file})`, `${rule.en} (${file})`) })),
  ];
}

const edges: Readonly<Record<(typeof boxTable)[number]['side'], string>> = { west: 'ตะวันตก', east: 'ตะวันออก', north: 'เหนือ', south: 'ใต้' };

function choiceRule({ scheme, several, eu, note }: (typeof choiceTable)[number]): Text {
  const th = [
    `แนวคิดในชุดคำศัพท์ \`${scheme}\``,
    ...(eu ? ['โดยใช้คำที่ตรงกันในตารางของสหภาพยุโรป'] : []),
    ...(several ? ['เลือกได้หลายค่า'] : []),
    `ค่าที่ไม่มีในรายการจะตั้งข้อสังเกต${note === undefined ? '' : 'และเก็บเป็นหมายเหตุ'}`,
  ].join(' ');
  const en = `Concept of \`${scheme}\`${eu ? ', as its EU match' : ''}${several ? '; several' : ''}. What is in no list is observed${note === undefined ? '' : ' and kept as a note'}.`;
  return text(th, en);
}

const otherRule = text('ข้อความประกอบตัวเลือก “อื่นๆ” หากไม่ระบุจะตั้งข้อสังเกต', 'Text beside อื่นๆ; observed when it is missing.');
const textRule = text('ข้อความที่ทำความสะอาดและคัดกรองแล้ว ระบุภาษาตามตัวอักษร', 'Text, cleaned and screened, with the language of its letters.');
const listRule = text(
  'ข้อความที่ทำความสะอาดและคัดกรองแล้ว ระบุภาษาตามตัวอักษร แยกที่เครื่องหมายจุลภาค',
  'Text, cleaned and screened, with the language of its letters; separated at commas.',
);
const dayRule = text(
  'วันที่ อ่านปีพุทธศักราชและเลขไทยได้ วันที่ที่เป็นไปไม่ได้จะตั้งข้อสังเกต',
  'Day; Buddhist years and Thai digits read, an implausible one observed.',
);
const yearRule = text('xsd:gYear ตามคริสต์ศักราช ปี 2400–2700 ถือเป็นพุทธศักราช', 'xsd:gYear in Common Era; 2400–2700 are Buddhist.');
const periodRule = text('ปีหรือช่วงปีเป็นช่วงเวลา ค่าอื่นเก็บเป็นข้อความ', 'A year or a range of years is a period; anything else stays in words.');
const flagRule = text('xsd:boolean สามสถานะ หากว่างถือว่าไม่ได้ระบุ', 'xsd:boolean, tri-state: blank states nothing.');
const conditionRule = text('ข้อความ คำที่หมายถึง “ไม่มีเงื่อนไข” ถือว่าไม่ได้ระบุ', 'Words; those for “no condition” state nothing.');
