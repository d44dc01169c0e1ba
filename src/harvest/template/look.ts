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
