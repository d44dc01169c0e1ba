import type { Finding } from '../../catalog/report.js';
import type { TemplateLine, TemplateRow } from '../../catalog/template-row.js';
import type { Text } from '../../catalog/text.js';
import type { Column } from './data-sheet.js';
import { findingsField, layoutOf, layouts, type SheetLayout, standardRows } from './layout.js';

/** A dataset with what was found of it and its resources. */
export interface ReturnedRow {
  readonly row: TemplateRow;
  readonly findings: readonly Finding[];
  readonly notes: readonly Text[];
  /** Undefined for a row that was not judged. */
  readonly passed: boolean | undefined;
}

/** What an agency gets back: its rows, and its resources of no dataset. */
export interface Returned {
  readonly name: string;
  readonly rows: readonly ReturnedRow[];
  readonly orphans: readonly { readonly line: TemplateLine; readonly findings: readonly Finding[] }[];
}

/** A line at its place in the workbook that is given back. */
export interface PlacedLine {
  readonly layout: SheetLayout;
  readonly line: TemplateLine;
  readonly row: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Text[];
  readonly title: string;
  readonly passed: boolean | undefined;
}

type Unplaced = Omit<PlacedLine, 'row'>;

/** Puts each line on the standard sheet of its type, in the row that it had where that can be. */
export function placeLines({ rows, orphans }: Returned): PlacedLine[] {
  const lines = [...rows.flatMap(linesOf), ...orphans.map(orphanLine)];
  return layouts.flatMap((layout) => {
    const own = lines.filter((one) => one.layout === layout);
    const kept = own.map(({ line }) => line.row);
    const keeps =
      new Set(kept).size === own.length && own.every(({ line }) => line.row >= standardRows.data && layoutOf(line.sheet) === layout);
    return own.map((one, index) => ({ ...one, row: keeps ? one.line.row : standardRows.data + index }));
  });
}

function linesOf({ row, findings, notes, passed }: ReturnedRow): Unplaced[] {
  const title = row.cells.title ?? row.nativeId;
  const isOf = (line: TemplateLine) => (finding: Finding) => finding.cell?.sheet === line.sheet && finding.cell.row === line.row;
  const ofResources = row.resources.map((line): Unplaced => {
    const own = findings.filter(isOf(line));
    return { layout: layoutFor('resource', row.kind), line, findings: own, notes: [], title: line.cells.name ?? title, passed: undefined };
  });
  const isElsewhere = (finding: Finding): boolean => row.resources.some((line) => isOf(line)(finding));
  const own = findings.filter((finding) => !isElsewhere(finding));
  return [{ layout: layoutFor('dataset', row.kind), line: row, findings: own, notes, title, passed }, ...ofResources];
}

function orphanLine({ line, findings }: Returned['orphans'][number]): Unplaced {
  const layout = layoutOf(line.sheet) ?? layoutFor('resource', 'record');
  return { layout, line, findings, notes: [], title: line.cells.name ?? '', passed: undefined };
}

function layoutFor(side: SheetLayout['side'], kind: SheetLayout['kind']): SheetLayout {
  const found = layouts.find((layout) => layout.side === side && layout.kind === kind);
  if (found === undefined) throw new Error(`the template has no sheet for ${side} ${kind}`);
  return found;
}

/** Columns of a sheet that holds these lines: the standard ones, fields they have besides, the agency's own, and what to mend. */
export function columnsFor(layout: SheetLayout, lines: readonly PlacedLine[]): Column[] {
  const fields = new Set(lines.flatMap(({ line }) => Object.keys(line.cells)));
  for (const field of layout.fields) fields.delete(field);
  const headers = new Set(lines.flatMap(({ line }) => line.unknown.map(({ header }) => header)));
  return [
    ...[...layout.fields, ...fields].map((field) => ({ field, header: '' })),
    ...[...headers].map((header) => ({ field: undefined, header })),
    ...(lines.length === 0 ? [] : [{ field: findingsField, header: '' }]),
  ];
}
