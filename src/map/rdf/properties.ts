import { type Text, text } from '../../catalog/text.js';
import { type NamedNode, prefixed } from '../../rdf/terms.js';
import { type ChoiceRow, choiceTable } from '../choices.js';
import { dayTable } from '../days.js';
import { flagTable } from '../flags.js';
import { rowsFor } from '../side.js';
import { textTable } from '../texts.js';
import { day, dayRule, node, ownProperties, words, wordsRule } from './own-properties.js';

/** What the mapping does with one property, for people. */
export interface PropertyLine {
  readonly property: string;
  readonly value: Text;
  readonly target: string;
  /** Number of the guideline's item, if it is one. */
  readonly item: string;
  readonly rule: Text;
}

/** Items of the guideline by the property that states them. */
const items: Readonly<Record<string, string>> = {
  'dct:type': '1',
  'dct:title': '2',
  'dct:publisher': '3',
  'dcat:contactPoint': '4, 5',
  'dcat:keyword': '6',
  'dct:description': '7',
  'gdc:objective': '8',
  'gdc:updateUnit': '9',
  'gdc:updateEvery': '9',
  'dct:accrualPeriodicity': '9',
  'gdc:spatialLevel': '10',
  'dct:spatial': '10',
  'dct:provenance': '11',
  'gdc:storageFormat': '12',
  'gdc:dataCategory': '13',
  'gdc:licence': '14',
};

const flagRule = text('สามสถานะ หากว่างถือว่าไม่ได้ระบุ', 'Tri-state: what is absent states nothing.');
/** Every property of one side that the mapping reads, off the tables that it runs on. */
export function propertyLines(side: 'dataset' | 'resource'): PropertyLine[] {
  const line = (term: NamedNode, value: Text, rule: Text, target = prefixed(term.value)): PropertyLine => {
    const property = prefixed(term.value);
    return { property, value, target, item: side === 'dataset' ? (items[property] ?? '') : '', rule };
  };
  const lines = [
    ...rowsFor(choiceTable, side).flatMap((row) => [
      line(row.property, text(`แนวคิดในชุดคำศัพท์ \`${row.scheme}\``, `concept of \`${row.scheme}\``), choiceRule(row)),
      ...(row.note === undefined ? [] : [line(row.note, words, text('ข้อความประกอบตัวเลือก “อื่นๆ”', 'The text beside “other”.'))]),
    ]),
    ...rowsFor(textTable, side).map(({ property, part }) =>
      part === undefined
        ? line(property, words, wordsRule)
        : line(
            property,
            node(prefixed(part.class.value)),
            wordsRule,
            `${prefixed(property.value)} → #${part.name}, ${prefixed(part.property.value)}`,
          ),
    ),
    ...rowsFor(dayTable, side).map(({ property }) => line(property, day, dayRule)),
    ...rowsFor(flagTable, side).map(({ property }) => line(property, text('จริงหรือเท็จ', 'boolean'), flagRule)),
    ...ownProperties[side].map(([property, value, target, rule]) => ({
      property,
      value,
      target,
      item: side === 'dataset' ? (items[property] ?? '') : '',
      rule,
    })),
  ];
  return lines.sort((a, b) => order(a.item) - order(b.item));
}

/** The 14 items first. */
function order(item: string): number {
  return item === '' ? 99 : Number.parseInt(item, 10);
}

function choiceRule({ eu }: ChoiceRow): Text {
  return text(
    `IRI ของแนวคิด${eu ? ' (เผยแพร่คำที่ตรงกันของสหภาพยุโรป)' : ''} IRI ของตารางที่จับคู่ไว้ หรือชื่อตัวเลือก ค่าอื่นตั้งข้อสังเกต`,
    `Its IRI${eu ? ' (published as its EU match)' : ''}, the IRI of a list it is matched to, or its label; others are observed.`,
  );
}
