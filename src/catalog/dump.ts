/** Everything public in one file, as it was at one position of the log. */
export interface Dump {
  /** Position of the log that it holds; the feed goes on from there. */
  readonly seq: number;
  /** When that row was written, and when the file was. */
  readonly at: string;
  readonly writtenAt: string;
  readonly graphs: number;
  readonly bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  readonly file: string;
}
