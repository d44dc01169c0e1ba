import { type Cell, columnLetter, type TemplateLine } from '../../catalog/template-row.js';
import { type Text, text } from '../../catalog/text.js';
import { joinField } from './layout.js';
import type { ReadTemplate } from './read-template.js';

/** A line that belongs nowhere, by its place alone: what it says may be secret. */
export interface Misplaced {
  readonly kind: 'orphan-resource' | 'repeated-name';
  readonly cell: Cell;
  /** Where the name stood first. */
  readonly first?: Cell;
}

/** Resources without a dataset, and datasets of a name that was taken. */
export function misplaced({ orphans, repeated }: ReadTemplate): Misplaced[] {
  return [
    ...orphans.map((line): Misplaced => ({ kind: 'orphan-resource', cell: cellOf(line, joinField) })),
    ...repeated.map(({ row, first }): Misplaced => ({ kind: 'repeated-name', cell: cellOf(row, 'name'), first })),
  ];
}

function cellOf({ sheet, row, columns }: TemplateLine, field: string): Cell {
  return { sheet, row, column: columns[field] ?? columnLetter(1) };
}

/** Places told one by one in the advice of a run. */
const most = 50;

/** The same as advice on a source, for a run: lines that no record tells of. */
export function misplacedAdvice(read: ReadTemplate): Text[] {
  const all = misplaced(read).filter(({ kind }) => kind === 'orphan-resource');
  const advice = all
    .slice(0, most)
    .map(({ cell }) =>
      text(
        `ชีต ${cell.sheet} แถว ${cell.row}: ทรัพยากรข้อมูลนี้ไม่ตรงกับชุดข้อมูลใดในไฟล์ จึงไม่ได้รับเข้า โปรดแก้คอลัมน์ ${joinField} ให้ตรงกับ name ของชุดข้อมูล`,
        `Sheet ${cell.sheet}, row ${cell.row}: this resource is of no dataset in the file and was not taken; make ${joinField} equal to the dataset’s name.`,
      ),
    );
  if (all.length > most) advice.push(text(`และอีก ${all.length - most} แถว`, `and ${all.length - most} more rows.`));
  return advice;
}
