/** Bounds on a workbook: 214 KB of zip can unpack to what takes 850 MB of memory. */
export interface TemplateLimits {
  /** Files in the zip; the template has 30, a workbook with many pictures some hundred. */
  readonly entries: number;
  /** All files of the zip, unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked over packed size of one file, counted from `ratioFrom` bytes on; tables of text pack 5 to 40 times. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly sheets: number;
  /** Rows with content, of all sheets. */
  readonly rows: number;
  /** Columns read of a sheet; what stands further right is told. */
  readonly columns: number;
  /** Filled cells of all sheets. */
  readonly cells: number;
  /** Characters held of all cells. */
  readonly characters: number;
  /** Things told of one workbook; more are counted. */
  readonly notes: number;
}

export const templateLimits: TemplateLimits = {
  entries: 2000,
  unpackedBytes: 256 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 4 * 1024 * 1024,
  sheets: 60,
  rows: 60_000,
  columns: 150,
  cells: 2_000_000,
  characters: 64 * 1024 * 1024,
  notes: 200,
};
