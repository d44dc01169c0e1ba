import type { Cell, TemplateKind, TemplateLine, TemplateRow } from '../../catalog/template-row.js';
import { type Text, text } from '../../catalog/text.js';
import { normalise } from '../../rdf/vocabulary.js';
import { joinField, layoutOf, ownSheets } from './layout.js';
import { type TemplateLimits, templateLimits } from './limits.js';
import { refuse } from './refusals.js';
import { nativeIdOf, readLines } from './rows.js';
import { type Budget, readSheet } from './sheet.js';
import { readWorkbook } from './workbook.js';
import { openPackage } from './zip.js';

/** A filled-in template. */
export interface ReadTemplate {
  /** Datasets with their resources, in the order of the sheets. */
  readonly rows: readonly TemplateRow[];
  /** Datasets whose name stands in an earlier row already, and where. */
  readonly repeated: readonly { readonly row: TemplateRow; readonly first: Cell }[];
  /** Resources of no dataset in the file. */
  readonly orphans: readonly TemplateLine[];
  /** What was assumed, skipped, or is unknown, with its place and without its content. */
  readonly notes: readonly Text[];
}

/**
 * Reads a workbook of the standard template: sheets by name or header, columns by header or position, nothing left out silently.
 * @throws Problem for what is no such workbook, is locked or damaged, or past a bound.
 */
export async function readTemplate(bytes: Buffer, limits: TemplateLimits = templateLimits): Promise<ReadTemplate> {
  const zip = await openPackage(bytes, limits);
  try {
    const workbook = await readWorkbook(zip, limits);
    const budget: Budget = { rows: limits.rows, cells: limits.cells, characters: limits.characters, limits };
    const gathered = new Gathered();
    for (const at of workbook.sheets) {
      if (Object.values<string>(ownSheets).includes(at.name)) continue;
      const layout = layoutOf(at.name);
      const sheet = await readSheet(zip, workbook, at, budget);
      const read = readLines(sheet, layout);
      if (read === undefined) {
        if (sheet.rows.length > 0) gathered.notes.push(unknownSheet(at.name, sheet.rows.length));
        continue;
      }
      gathered.isTemplate = true;
      gathered.notes.push(...read.notes);
      for (const line of read.lines) {
        if (read.side === 'resource') gathered.resources.push(line);
        else gathered.datasets.push({ line, kind: layout?.kind ?? kindIn(line) });
      }
    }
    if (!gathered.isTemplate) throw refuse('no-template');
    return joined(gathered, limits);
  } finally {
    zip.close();
  }
}

class Gathered {
  isTemplate = false;
  readonly notes: Text[] = [];
  readonly datasets: { readonly line: TemplateLine; readonly kind: TemplateKind }[] = [];
  readonly resources: TemplateLine[] = [];
}

/** Types by what a sheet of another name says of a row. */
const kindWords: readonly (readonly [RegExp, TemplateKind])[] = [
  [/สถิติ|statis/i, 'statistics'],
  [/ภูมิสารสนเทศ|ภูมิศาสตร์|geo|gis/i, 'geospatial'],
  [/หลากหลาย|multi/i, 'multiple'],
  [/อื่น|other/i, 'other'],
];

function kindIn({ cells, sheet }: TemplateLine): TemplateKind {
  const said = cells.data_type ?? sheet;
  return kindWords.find(([words]) => words.test(said))?.[1] ?? 'record';
}

function unknownSheet(name: string, rows: number): Text {
  return text(
    `ชีต ${name}: ไม่ใช่ชีตของแบบฟอร์มและไม่มีหัวตารางที่รู้จัก จึงไม่ได้อ่าน (${rows} แถว)`,
    `Sheet ${name}: none of the template’s, and without a header that is known, so it was not read (${rows} rows).`,
  );
}

/** Joins resources to datasets by name, else by a title that only one has. */
function joined({ datasets, resources, notes }: Gathered, limits: TemplateLimits): ReadTemplate {
  const own: { row: Omit<TemplateRow, 'resources'>; resources: TemplateLine[]; first: Cell | undefined }[] = [];
  const byName = new Map<string, (typeof own)[number]>();
  const byTitle = new Map<string, (typeof own)[number] | undefined>();
  const ids = new Map<string, Cell>();
  for (const { line, kind } of datasets) {
    const nativeId = nativeIdOf(line, kind);
    const first = ids.get(nativeId);
    const one = { row: { ...line, nativeId, kind }, resources: [] as TemplateLine[], first };
    own.push(one);
    if (first !== undefined) continue;
    ids.set(nativeId, { sheet: line.sheet, row: line.row, column: line.columns.name });
    byName.set(normalise(nativeId), one);
    const title = normalise(line.cells.title ?? '');
    byTitle.set(title, byTitle.has(title) ? undefined : one);
  }
  const orphans: TemplateLine[] = [];
  for (const line of resources) {
    const name = normalise(line.cells[joinField] ?? '');
    const dataset = name === '' ? undefined : (byName.get(name) ?? byTitle.get(name));
    if (dataset === undefined) orphans.push(line);
    else dataset.resources.push(line);
  }
  return {
    rows: own.filter(({ first }) => first === undefined).map(({ row, resources }) => ({ ...row, resources })),
    repeated: own.flatMap(({ row, resources, first }) => (first === undefined ? [] : [{ row: { ...row, resources }, first }])),
    orphans,
    notes: bounded(notes, limits.notes),
  };
}

function bounded(notes: readonly Text[], most: number): Text[] {
  const rest = notes.length - most;
  if (rest <= 0) return [...notes];
  return [...notes.slice(0, most), text(`และอีก ${rest} เรื่อง`, `and ${rest} more.`)];
}
