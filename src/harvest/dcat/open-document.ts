import type { OpenAnswer } from '../../catalog/guarded-client.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { charsetOf, type DocumentLabel, sniff } from '../../rdf/sniff.js';
import { StreamDecoder } from '../../rdf/stream-decode.js';
import { Failure } from '../client/failure.js';
import { unpack } from '../client/unpack.js';
import type { Walk } from '../walk.js';
import type { DocumentTask } from './messages.js';

/** A document that is about to be read: what it is, and its bytes from the first on. */
export interface OpenDocument {
  readonly task: Omit<DocumentTask, 'spool'>;
  readonly bytes: AsyncIterable<Buffer>;
  /** Where it came from after all redirects; empty for an upload. */
  readonly url: string;
  readonly link: string;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/** Bytes that tell what a document is. */
const headBytes = 4096;
/** Times its packed size that a document may have: statements pack 20 to 60 times. */
const unpackRatio = 200;
/** The bound on a document's time is the walk's. */
const documentMs = 24 * 3_600_000;
const accept =
  'application/n-quads, application/n-triples;q=0.9, text/turtle;q=0.9, application/trig;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7, text/html;q=0.3, */*;q=0.1';

/**
 * Fetches one page of a source and looks at its beginning.
 * @param isConditional asks for it only if it has changed since the last walk. @returns undefined when it has not.
 * @throws Problem for what cannot be fetched, an answer that is none, an empty one.
 */
export async function openPage(walk: Walk, url: string, isConditional: boolean): Promise<OpenDocument | undefined> {
  const { source, client, signal, limits } = walk;
  const { etag, lastModified } = isConditional ? source.marks : {};
  const isHome = new URL(url).origin === new URL(source.url).origin;
  const answer = await client.open(url, {
    accept: source.options.mediaType === undefined ? accept : `${source.options.mediaType}, ${accept}`,
    headers: isHome ? walk.headers : publicHeaders(walk.headers),
    signal,
    totalMs: documentMs,
    answerBytes: limits.streamBytes,
    unpackedBytes: limits.streamBytes,
    ...(etag === undefined ? {} : { ifNoneMatch: etag }),
    ...(lastModified === undefined ? {} : { ifModifiedSince: lastModified }),
  });
  if (answer.status === 304 && isConditional) {
    answer.discard();
    return undefined;
  }
  if (answer.status !== 200) {
    answer.discard();
    throw failed(url, `ตอบกลับด้วยสถานะ ${answer.status}`, `it answered with status ${answer.status}`);
  }
  return fetched(walk, url, answer);
}

async function fetched(walk: Walk, url: string, answer: OpenAnswer): Promise<OpenDocument> {
  const label = { mediaType: walk.source.options.mediaType ?? answer.headers['content-type'], name: answer.url };
  const opened = await lookAt(walk, answer.bytes, label, url);
  const { etag, link, 'last-modified': lastModified } = answer.headers;
  return { ...opened, task: { ...opened.task, base: answer.url }, url: answer.url, link: link ?? '', etag, lastModified };
}

/** Looks at the beginning of a document that was handed over. @throws Problem as `openPage`. */
export async function openUpload(walk: Walk): Promise<OpenDocument> {
  const { bytes, mediaType, name } = walk.document ?? { bytes: Buffer.alloc(0), mediaType: undefined, name: undefined };
  const label = { mediaType: walk.source.options.mediaType ?? mediaType, name };
  async function* pieces(): AsyncGenerator<Buffer> {
    // What goes to a thread is the thread's; the upload stays whole.
    for (let at = 0; at < bytes.length; at += 65_536) yield Buffer.from(bytes.subarray(at, at + 65_536));
  }
  const opened = await lookAt(walk, pieces(), label, name ?? 'upload');
  return { ...opened, url: '', link: '', etag: undefined, lastModified: undefined };
}

async function lookAt(
  walk: Walk,
  given: AsyncIterable<Buffer>,
  label: DocumentLabel,
  name: string,
): Promise<Pick<OpenDocument, 'task' | 'bytes'>> {
  const { limits } = walk;
  const packed = await headOf(given);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const { head, bytes } = isGzip ? await headOf(gunzipped(packed.bytes, name, limits.streamBytes)) : packed;
  if (head.length === 0) throw failed(name, 'ตอบกลับเป็นเอกสารว่าง', 'the document is empty');
  const plain = isGzip ? { ...label, name: label.name?.replace(/\.gz(?=$|[?#])/i, '') } : label;
  const { mediaType } = plain;
  const charset = charsetOf(mediaType);
  const { syntax } = sniffed(beginning(head, charset), plain);
  const task = {
    syntax,
    mediaType,
    charset,
    base: undefined,
    name: plain.name,
    wholeBytes: limits.wholeBytes,
    maxRecords: limits.maxRecords,
  };
  return { task, bytes };
}

/** A media type that nobody knows says nothing: the ending and the content may still. */
function sniffed(content: string, label: DocumentLabel): ReturnType<typeof sniff> {
  try {
    return sniff(content, label);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return sniff(content, { name: label.name });
  }
}

/** The first characters, well or badly decoded: markup is Latin. */
function beginning(head: Buffer, charset: string | undefined): string {
  try {
    return new StreamDecoder(charset).decode(head, false);
  } catch {
    return head.toString('latin1'); // the reader will say what is wrong with it, with its line
  }
}

async function headOf(given: AsyncIterable<Buffer>): Promise<{ head: Buffer; bytes: AsyncIterable<Buffer> }> {
  const rest = given[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < headBytes) {
    const next = await rest.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield Buffer.from(head);
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  return { head, bytes: whole() };
}

async function* gunzipped(packed: AsyncIterable<Buffer>, name: string, most: number): AsyncGenerator<Buffer> {
  try {
    yield* unpack(packed, 'gzip', { answerBytes: most, unpackedBytes: most, unpackRatio });
  } catch (error) {
    if (error instanceof Problem) throw error;
    const bomb = error instanceof Failure && error.reason.startsWith('unpack');
    throw bomb
      ? failed(name, 'ไฟล์บีบอัดขยายใหญ่เกินกำหนด', 'the packed file grows past all bounds when it is unpacked', error)
      : failed(name, 'ไฟล์ gzip เสียหายหรือถูกตัด', 'the gzip file is broken or cut', error);
  }
}

/** Headers that are no secret, for a page that stands on another host. */
function publicHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() === 'user-agent'));
}

/** Something is wrong with a source; nothing follows from what it sent. */
export function failed(url: string, th: string, en: string, cause?: unknown): Problem {
  return new Problem('source-failed', text(`${url}: ${th}`, `${url}: ${en}`), {
    cause,
    remedy: text(
      'ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล ระบบจะรวบรวมใหม่ในรอบถัดไป หรือโปรดสั่งรวบรวมใหม่เมื่อระบบต้นทางพร้อม',
      'Nothing was changed in the catalogue; it is harvested again at the next turn, or by hand once the source is well.',
    ),
  });
}
