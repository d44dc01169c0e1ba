import { Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import { placeOf, placeWords } from './read-limits.js';

/** A document as text, and what had to be assumed to read it. */
export interface Decoded {
  readonly text: string;
  readonly notes: readonly Text[];
}

/** Beginnings of files that are no text, and what to do with them. */
const binaries: readonly { bytes: readonly number[]; name: Text; remedy: Text }[] = [
  {
    bytes: [0x1f, 0x8b],
    name: text('ไฟล์บีบอัด gzip', 'a gzip file'),
    remedy: text('คลายไฟล์ก่อนแล้วส่งไฟล์ข้างใน', 'Unpack it and send the file inside.'),
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    name: text('ไฟล์ zip หรือ Excel', 'a zip or Excel file'),
    remedy: text(
      'ส่งเป็น Turtle, JSON-LD, RDF/XML หรือ JSON จาก CKAN หากเป็น zip ให้คลายไฟล์ก่อน',
      'Send Turtle, JSON-LD, RDF/XML or CKAN’s JSON; unpack a zip file first.',
    ),
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    name: text('ไฟล์ PDF', 'a PDF file'),
    remedy: text('ส่งเป็น Turtle, JSON-LD, RDF/XML หรือ JSON จาก CKAN', 'Send Turtle, JSON-LD, RDF/XML or CKAN’s JSON.'),
  },
];

/** Byte order marks and what they say. */
export const marks: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** TIS-620 and its superset: what old Thai programs write when they say nothing. */
export const thaiEncoding = 'windows-874';

/**
 * Bytes to text: a byte order mark decides, then UTF-16 by its zeros, then what the label or the document declares. UTF-8
 * that is labelled otherwise is read as UTF-8; what is no UTF-8 and looks Thai is read as windows-874. Whatever was assumed
 * against the label is said in a note.
 * @param charset declared beside the document, as in Content-Type.
 * @throws Problem when it is empty, no text, in no encoding that we read, or holds a NUL.
 */
export function decode(bytes: Uint8Array, charset: string | undefined): Decoded {
  if (bytes.length === 0) throw empty();
  const binary = binaryProblem(bytes);
  if (binary !== undefined) throw binary;
  const decoded = decodeText(bytes, charset);
  if (decoded.text.trim() === '') throw empty();
  const nul = decoded.text.indexOf('\0');
  if (nul < 0) return decoded;
  const where = placeWords(placeOf(decoded.text, nul));
  throw new Problem('malformed', text(`${where.th}: มีอักขระ NUL`, `There is a NUL character at ${where.en}.`), {
    remedy: text('ลบอักขระ NUL หรือบันทึกไฟล์ใหม่เป็น UTF-8', 'Remove it, or save the file again as UTF-8.'),
  });
}

/** What is wrong with a file that is no text. */
export function binaryProblem(bytes: Uint8Array): Problem | undefined {
  const found = binaries.find(({ bytes: start }) => begins(bytes, start));
  if (found === undefined) return undefined;
  const { name, remedy } = found;
  return new Problem('unsupported-media-type', text(`เอกสารเป็น${name.th}`, `The document is ${name.en}.`), { remedy });
}

function decodeText(bytes: Uint8Array, charset: string | undefined): Decoded {
  const mark = marks.find(({ bytes: start }) => begins(bytes, start));
  if (mark !== undefined) return { text: decodeAs(bytes, mark.encoding) ?? notIn(bytes, mark.encoding), notes: [] };
  const wide = widthByZeros(bytes);
  if (wide !== undefined) return { text: decodeAs(bytes, wide) ?? notIn(bytes, wide), notes: [] };
  const declared = knownEncoding(charset ?? declaredWithin(bytes));
  const utf8 = decodeAs(bytes, 'utf-8');
  if (utf8 !== undefined) {
    const isOther = declared !== undefined && declared !== 'utf-8' && bytes.some((byte) => byte > 0x7f);
    return { text: utf8, notes: isOther ? [readAs('UTF-8', declared)] : [] };
  }
  if (declared !== undefined && declared !== 'utf-8') return { text: decodeAs(bytes, declared) ?? notIn(bytes, declared), notes: [] };
  const thai = looksThai(bytes) ? decodeAs(bytes, thaiEncoding) : undefined;
  if (thai === undefined) return notIn(bytes, 'utf-8');
  return { text: thai, notes: [readAs('windows-874 (TIS-620)', declared)] };
}

/** The note that a document was read otherwise than its label asks for. */
export function readAs(encoding: string, declared: string | undefined): Text {
  const [th, en] = declared === undefined ? ['', ''] : [` แม้ระบุว่าเป็น ${declared}`, `, though it is declared ${declared}`];
  return text(`อ่านไฟล์ด้วยรหัสอักขระ ${encoding}${th} ควรบันทึกเป็น UTF-8`, `The file was read as ${encoding}${en}; better save it as UTF-8.`);
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Markup and brackets are Latin, so that every second of the first bytes is zero in UTF-16. */
export function widthByZeros(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return a !== 0 && b === 0 && c !== 0 && d === 0 ? 'utf-16le' : undefined;
}

/** The encoding that XML or HTML states in its first lines. */
export function declaredWithin(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  return /<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? /<meta[^>]*charset\s*=\s*["']?([\w.-]+)/i.exec(start)?.[1];
}

/** The encoding of a label, by its standard name. */
export function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined; // a name that nobody knows tells nothing
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // the bytes are not in this encoding: the caller tries another or says so
  }
}

/** Most bytes past ASCII are Thai letters in windows-874. */
export function looksThai(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte > 0x7f);
  return high.filter((byte) => byte >= 0xa1 && byte <= 0xfb).length > high.length * 0.9;
}

function notIn(bytes: Uint8Array, encoding: string): never {
  const loose = new TextDecoder(encoding).decode(bytes);
  const where = placeWords(placeOf(loose, Math.max(0, loose.indexOf('\ufffd'))));
  throw new Problem('malformed', text(`${where.th}: มีไบต์ที่ไม่ใช่ ${encoding}`, `There are bytes at ${where.en} that are not ${encoding}.`), {
    remedy: text('บันทึกไฟล์ใหม่โดยเลือกรหัสอักขระ UTF-8', 'Save the file again in UTF-8.'),
  });
}

function empty(): Problem {
  return new Problem('bad-request', text('ไม่มีเนื้อหาให้ตรวจ', 'There is nothing to check: the document is empty.'), {
    remedy: text('วางข้อความ เลือกไฟล์ หรือระบุที่อยู่ของเอกสาร', 'Paste text, choose a file, or give an address.'),
  });
}
