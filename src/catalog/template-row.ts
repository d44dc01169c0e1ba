/** Codes of the data types that the template has sheets for; the vocabulary `data-type` has the same. */
export const templateKinds = ['record', 'multiple', 'other', 'statistics', 'geospatial'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** Where in a workbook something stands; the column by its letter, where it is one. */
export interface Cell {
  readonly sheet: string;
  readonly row: number;
  readonly column?: string | undefined;
}

/** A column of the workbook that no field is known for. */
export interface UnknownCell {
  readonly column: string;
  readonly header: string;
  readonly value: string;
}

/** One row of a sheet, as it was filled in. */
export interface TemplateLine {
  readonly sheet: string;
  readonly row: number;
  /** What each filled cell says, by the schema's name of the field: `title`; on a resource `name`, `url`. */
  readonly cells: Readonly<Record<string, string>>;
  /** Letter of each known field's column, filled or not. */
  readonly columns: Readonly<Record<string, string>>;
  readonly unknown: readonly UnknownCell[];
}

/** One dataset of the Excel template with its resources: the bytes of a version of a template source are this as JSON. */
export interface TemplateRow extends TemplateLine {
  readonly nativeId: string;
  readonly kind: TemplateKind;
  readonly resources: readonly TemplateLine[];
}

/** Letter of a column by its number, from 1: 1 → A, 27 → AA. */
export function columnLetter(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** Number of a column by its letters; 0 for what is none. */
export function columnNumber(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return 0;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
