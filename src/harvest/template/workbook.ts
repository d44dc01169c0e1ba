import { posix } from 'node:path';
import type { TemplateLimits } from './limits.js';
import { beyond, refuse } from './refusals.js';
import { prefixed, readXml, unescaped } from './xml.js';
import type { Package } from './zip.js';

/** What the sheets of a workbook lean on. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly file: string }[];
  readonly strings: readonly string[];
  /** Whether cells of each style hold a day or a time. */
  readonly dateStyles: readonly boolean[];
  /** Days are counted from 1904, as old Macintoshes did. */
  readonly from1904: boolean;
}

/** Reads names, texts and styles. @throws Problem when the workbook is broken or past a bound. */
export async function readWorkbook(zip: Package, limits: TemplateLimits): Promise<Workbook> {
  if (!zip.has('xl/workbook.xml')) throw refuse('not-excel');
  await refuseMacros(zip);
  const targets = await relations(zip, 'xl/workbook.xml');
  const sheets: { name: string; file: string }[] = [];
  let from1904 = false;
  await readXml(zip.read('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      if (sheets.length === limits.sheets) throw beyond('sheets', limits.sheets);
      const file = targets.get(prefixed(attributes, 'id') ?? '');
      if (file !== undefined && zip.has(file)) sheets.push({ name: attributes.name ?? '', file });
    },
  });
  return { sheets, from1904, strings: await sharedStrings(zip, limits), dateStyles: await dateStyles(zip) };
}

/** A file with macros says so in its list of content types, whatever its name. */
async function refuseMacros(zip: Package): Promise<void> {
  if (!zip.has('[Content_Types].xml')) return;
  await readXml(zip.read('[Content_Types].xml'), {
    open(_, { ContentType = '' }) {
      if (/macroEnabled|vbaProject/i.test(ContentType)) throw refuse('macros');
    },
  });
}

/** Targets of a file's relations, by id: names of files, or addresses. */
export async function relations(zip: Package, file: string): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const name = `${posix.dirname(file)}/_rels/${posix.basename(file)}.rels`;
  if (!zip.has(name)) return targets;
  await readXml(zip.read(name), {
    open(element, { Id = '', Target = '', TargetMode }) {
      if (element !== 'Relationship') return;
      const isFile = TargetMode !== 'External';
      targets.set(Id, !isFile ? Target : Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(file), Target));
    },
  });
  return targets;
}

/** Texts that cells share; the reading of a word (`rPh`) is none of its letters. */
async function sharedStrings(zip: Package, limits: TemplateLimits): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let [held, text, inText, phonetic] = [0, '', false, 0];
  await readXml(zip.read('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      inText = name === 't' && phonetic === 0;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      inText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name !== 'si') return;
      held += text.length;
      if (strings.length === limits.cells) throw beyond('cells', limits.cells);
      if (held > limits.characters) throw beyond('characters', limits.characters);
      strings.push(unescaped(text));
    },
  });
  return strings;
}

async function dateStyles(zip: Package): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (!zip.has('xl/styles.xml')) return styles;
  const custom = new Map<string, boolean>();
  let inCells = false;
  await readXml(zip.read('xl/styles.xml'), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') custom.set(numFmtId, isDateFormat(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(custom.get(numFmtId) ?? isDateNumber(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Formats of days that Excel has built in; 71 to 81 are the Thai ones. */
function isDateNumber(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) || (id >= 71 && id <= 81);
}

/** True for a format with letters of day, month or year, in English or Thai, outside quotes, colours and locales. */
function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[ymdhs]|[ปดว]{1,4}[/\-. ]/i.test(bare) && !/general/i.test(bare);
}
