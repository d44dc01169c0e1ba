import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { Problem } from '../../catalog/problem.js';
import type { TemplateLimits } from './limits.js';
import { beyond, refuse } from './refusals.js';

/** The files of a workbook, judged by the zip's directory before any is unpacked. */
export interface Package {
  has(name: string): boolean;
  /** Unpacks one file, piece by piece. @throws Problem when it unpacks to more than the directory said. */
  read(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** What the first bytes of an .xlsx are, as of every zip. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Of an OLE container: an .xls, or an .xlsx with a password. */
export function isOle(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
}

/**
 * Opens the zip of an .xlsx.
 * @throws Problem for what is no .xlsx, is encrypted, damaged, or past a bound; the directory's sizes decide before unpacking.
 */
export async function openPackage(bytes: Buffer, limits: TemplateLimits): Promise<Package> {
  if (isOle(bytes)) throw refuse(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-excel');
  if (!isZip(bytes)) throw refuse(isPage(bytes) ? 'web-page' : isText(bytes) ? 'csv' : 'not-excel');
  const zip = await open(bytes);
  const entries = await directory(zip, limits);
  for (const [refusal, file] of [
    ['binary-excel', 'xl/workbook.bin'],
    ['macros', 'xl/vbaProject.bin'],
  ] as const)
    if (entries.has(file)) throw refuse(refusal);
  if (!entries.has('xl/workbook.xml') && !entries.has('[Content_Types].xml'))
    throw refuse(entries.has('content.xml') ? 'opendocument' : 'not-excel');
  return {
    has: (name) => entries.has(name),
    read: (name) => unpack(zip, entries.get(name)),
    close: () => zip.close(),
  };
}

function isPage(bytes: Uint8Array): boolean {
  return /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(Buffer.from(bytes.subarray(0, 1000)).toString('latin1'));
}

function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 1000);
  return start.length > 0 && !start.includes(0);
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(refuse('truncated', error)) : resolve(zip),
    );
  });
}

/** @throws Problem at the first entry past a bound, so that a directory of a million entries costs nothing. */
function directory(zip: ZipFile, limits: TemplateLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let [count, total] = [0, 0];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      count += 1;
      total += entry.uncompressedSize;
      const fault = faultOf(entry, { count, total }, limits);
      if (fault !== undefined) {
        reject(fault);
        return;
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error) => reject(refuse('truncated', error)));
    zip.readEntry();
  });
}

function faultOf(entry: Entry, { count, total }: { count: number; total: number }, limits: TemplateLimits): Problem | undefined {
  if ((entry.generalPurposeBitFlag & 1) === 1) return refuse('encrypted');
  if (count > limits.entries) return beyond('entries', limits.entries);
  if (total > limits.unpackedBytes) return beyond('unpackedBytes', limits.unpackedBytes);
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  return entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio ? beyond('ratio', limits.ratio) : undefined;
}

async function* unpack(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw refuse('truncated');
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(refuse('truncated', error)) : resolve(opened)));
  });
  try {
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  } catch (error) {
    throw refuse('truncated', error);
  }
}
