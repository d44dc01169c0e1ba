import { serialDay } from '../../catalog/serial-day.js';
import { columnLetter, columnNumber } from '../../catalog/template-row.js';
import type { TemplateLimits } from './limits.js';
import { beyond } from './refusals.js';
import { relations, type Workbook } from './workbook.js';
import { type Attributes, prefixed, readXml, unescaped } from './xml.js';
import type { Package } from './zip.js';

/** A row with content: its number, and what its cells say by the number of their column. */
export interface SheetRow {
  readonly number: number;
  readonly cells: Map<number, string>;
}

/** A cell that says nothing though it holds something, by its name such as `F7`. */
export interface Fault {
  readonly cell: string;
  readonly kind: 'formula-without-result' | 'formula-error';
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly faults: readonly Fault[];
  /** Addresses behind cells, by the cell's name. */
  readonly links: ReadonlyMap<string, string>;
  /** Filled cells right of the last column that is read. */
  readonly beyondColumns: number;
}

/** What is left of the bounds on a workbook, counted down from sheet to sheet. */
export interface Budget {
  rows: number;
  cells: number;
  characters: number;
  readonly limits: TemplateLimits;
}

/** Reads one sheet whole. @throws Problem when it is broken or past a bound. */
export async function readSheet(zip: Package, workbook: Workbook, at: { name: string; file: string }, budget: Budget): Promise<Sheet> {
  const reader = new SheetReader(workbook, budget);
  await readXml(zip.read(at.file), reader);
  reader.fillMerged();
  const targets = await relations(zip, at.file);
  const links = new Map(reader.links);
  for (const [cell, id] of reader.linkIds) {
    const target = targets.get(id);
    if (target !== undefined) links.set(cell, target);
  }
  return { name: at.name, rows: reader.rows, faults: reader.faults, links, beyondColumns: reader.beyondColumns };
}

class SheetReader {
  readonly rows: SheetRow[] = [];
  readonly faults: Fault[] = [];
  readonly links = new Map<string, string>();
  readonly linkIds = new Map<string, string>();
  beyondColumns = 0;
  readonly #workbook: Workbook;
  readonly #budget: Budget;
  readonly #merged: string[] = [];
  #row: SheetRow = { number: 0, cells: new Map() };
  #column = 0;
  #cell: { type: string; style: number; value: string; formula: string | undefined } | undefined;
  #taking: 'value' | 'formula' | undefined;
  #phonetic = 0;

  constructor(workbook: Workbook, budget: Budget) {
    this.#workbook = workbook;
    this.#budget = budget;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.#row = { number: Number(attributes.r ?? this.#row.number + 1), cells: new Map() };
        this.#column = 0;
        break;
      case 'c':
        this.#column = columnNumber((attributes.r ?? '').replace(/\d+$/, '')) || this.#column + 1;
        this.#cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: undefined };
        break;
      case 'rPh':
        this.#phonetic += 1;
        break;
      case 'v':
      case 't':
        this.#taking = this.#phonetic === 0 ? 'value' : undefined;
        break;
      case 'f':
        this.#taking = 'formula';
        if (this.#cell !== undefined) this.#cell.formula ??= '';
        break;
      case 'mergeCell':
        if (this.#merged.length < this.#budget.limits.rows) this.#merged.push(attributes.ref ?? '');
        break;
      case 'hyperlink': {
        const id = prefixed(attributes, 'id');
        if (id !== undefined && this.linkIds.size < this.#budget.limits.cells) this.linkIds.set(attributes.ref ?? '', id);
        break;
      }
    }
  }

  text(piece: string): void {
    if (this.#cell === undefined || this.#taking === undefined) return;
    if (this.#taking === 'value') this.#cell.value += piece;
    else this.#cell.formula = `${this.#cell.formula ?? ''}${piece}`;
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.#taking = undefined;
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 'c') this.#endCell();
    if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    const text = this.#meaning(cell);
    if (text === '') return;
    if (this.#column > this.#budget.limits.columns) {
      this.beyondColumns += 1;
      return;
    }
    this.#put(this.#row.cells, this.#column, text);
    const [, address] = /^\s*HYPERLINK\(\s*"([^"]+)"/i.exec(cell.formula ?? '') ?? [];
    if (address !== undefined) this.links.set(`${columnLetter(this.#column)}${this.#row.number}`, address);
  }

  #put(cells: Map<number, string>, column: number, text: string): void {
    const { limits } = this.#budget;
    this.#budget.cells -= 1;
    this.#budget.characters -= text.length;
    if (this.#budget.cells < 0) throw beyond('cells', limits.cells);
    if (this.#budget.characters < 0) throw beyond('characters', limits.characters);
    cells.set(column, text);
  }

  #endRow(): void {
    if (this.#row.cells.size === 0) return;
    this.#budget.rows -= 1;
    if (this.#budget.rows < 0) throw beyond('rows', this.#budget.limits.rows);
    this.rows.push(this.#row);
  }

  #meaning({ type, style, value, formula }: { type: string; style: number; value: string; formula: string | undefined }): string {
    const name = (): string => `${columnLetter(this.#column)}${this.#row.number}`;
    if (type === 'e') return this.#fault({ cell: name(), kind: 'formula-error' });
    if (value === '') return formula === undefined || type === 'str' ? '' : this.#fault({ cell: name(), kind: 'formula-without-result' });
    if (type === 's') return tidy(this.#workbook.strings[Number(value)] ?? '');
    if (type === 'b') return value === '1' || value === 'true' ? 'True' : 'False';
    if (type !== 'n') return tidy(unescaped(value));
    const number = Number(value);
    if (!Number.isFinite(number)) return tidy(value);
    const day = this.#workbook.dateStyles[style] ? serialDay(number, this.#workbook.from1904) : undefined;
    // Excel itself shows 15 digits of what it holds in 17.
    return day ?? String(Number(number.toPrecision(15)));
  }

  #fault(fault: Fault): string {
    this.#budget.cells -= 1;
    if (this.#budget.cells < 0) throw beyond('cells', this.#budget.limits.cells);
    this.faults.push(fault);
    return '';
  }

  /** What is merged downwards is said of each of its rows; across, it stays where it is, since each column means something else. */
  fillMerged(): void {
    const byNumber = new Map(this.rows.map((row) => [row.number, row]));
    for (const range of this.#merged) {
      const [, letters = '', top = '', bottom = ''] = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(range) ?? [];
      const column = columnNumber(letters);
      const text = byNumber.get(Number(top))?.cells.get(column);
      if (text === undefined) continue;
      // Rows without content are none, so that a merged column of a million rows costs nothing.
      const reach = Math.min(Number(bottom), Number(top) + this.#budget.limits.rows);
      for (let number = Number(top) + 1; number <= reach; number += 1) {
        const row = byNumber.get(number);
        if (row !== undefined && !row.cells.has(column)) this.#put(row.cells, column, text);
      }
    }
  }
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
