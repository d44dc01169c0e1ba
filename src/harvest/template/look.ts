import type { Borders, Fill, Font } from 'exceljs';
import type { Severity } from '../../catalog/report.js';

/** Colours of the workbook: the ledger green of the pages, in Excel's ARGB. */
export const colours = {
  ink: 'FF17221C',
  soft: 'FF515F57',
  onAccent: 'FFFFFFFF',
  accent: 'FF14603F',
  accentWash: 'FFE5F0E8',
  wash: 'FFF3F6F2',
  line: 'FFD6DED8',
  link: 'FF14603F',
} as const;

/** On every Windows and Mac with Office, and with good Thai letters. */
const face = 'Tahoma';

export function font(size: number, more: Partial<Font> = {}): Partial<Font> {
  return { name: face, family: 2, size, color: { argb: colours.ink }, ...more };
}

export function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

const thin = { style: 'thin', color: { argb: colours.line } } as const;
export const box: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };

/** How a cell with a finding looks; words say the same, so that colour is not all. */
export const severityLook: Readonly<Record<Severity, { readonly fill: string; readonly ink: string; readonly mark: string }>> = {
  violation: { fill: 'FFFBDCD9', ink: 'FFA3211B', mark: '✗' },
  warning: { fill: 'FFFDF0CF', ink: 'FF7A4900', mark: '!' },
  info: { fill: 'FFE3ECF6', ink: 'FF24507E', mark: 'i' },
};

/** Points of a line of ten-point Thai, which has marks above and below. */
const linePoints = 16;

/** Height at which wrapped texts are whole, by the width of their columns in characters; Excel does not find it by itself. */
export function heightOf(cells: readonly (readonly [text: string, width: number])[], most = 400): number {
  const lines = cells.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(visible(line) / width)), 0),
  );
  return Math.min(most, Math.max(1, ...lines) * linePoints + 4);
}

/** Letters that take room: vowels and tone marks of Thai stand above or below. */
function visible(line: string): number {
  return line.replace(/\p{Mn}/gu, '').length;
}
