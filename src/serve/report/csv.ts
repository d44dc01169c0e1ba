import { groupByRule, type Occurrence, type Validation } from '../../catalog/validation.js';

const columns: readonly (readonly [string, (occurrence: Occurrence) => string])[] = [
  ['severity', ({ finding }) => finding.severity],
  ['dataset', ({ part }) => part.dataset ?? ''],
  ['title', ({ part }) => part.title],
  ['place', ({ finding }) => finding.place.name],
  ['sheet', ({ finding }) => finding.cell?.sheet ?? ''],
  ['row', ({ finding }) => String(finding.cell?.row ?? '')],
  ['cell', ({ finding: { cell } }) => (cell?.column === undefined ? '' : `${cell.column}${cell.row}`)],
  ['name_th', ({ finding }) => finding.name.th],
  ['field', ({ finding }) => finding.fields.join(', ')],
  ['column', ({ finding }) => (finding.columns ?? []).join(', ')],
  ['value', ({ finding }) => finding.given ?? finding.value ?? ''],
  ['message_th', ({ finding }) => finding.message.th],
  ['remedy_th', ({ finding }) => finding.remedy.th],
  ['name_en', ({ finding }) => finding.name.en],
  ['message_en', ({ finding }) => finding.message.en],
  ['remedy_en', ({ finding }) => finding.remedy.en],
  ['basis', ({ finding }) => finding.basis],
  ['node', ({ finding }) => finding.focus],
  ['rule', ({ finding }) => finding.shape],
];

/** One row a finding, the worst first; RFC 4180, with the byte order mark without which Excel shows Thai as rubbish. */
export function reportCsv(validation: Validation): string {
  const rows = groupByRule(validation.parts)
    .flatMap(({ occurrences }) => occurrences)
    .map((occurrence) => columns.map(([, cell]) => cell(occurrence)));
  return `\ufeff${[columns.map(([name]) => name), ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

/** What a spreadsheet would run as a formula; full-width signs count in some. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;

/** An apostrophe before what looks like a formula makes it text: values come from strangers' files. */
function quoted(cell: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
