import { Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import type { Quad } from './terms.js';

/** Relative IRIs of a document whose address nobody knows begin with this. */
export const noBase = 'https://document.invalid/';

/** Bounds on a document that a stranger wrote. */
export interface ReadLimits {
  readonly triples: number;
  /** Brackets, elements or objects within each other. */
  readonly depth: number;
  /** Values that one property of one node has. */
  readonly values: number;
}

/** Line and column of a position in a text, both from 1. */
export function placeOf(source: string, index: number): { line: number; column: number } {
  const before = source.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: index - lineStart + 1 };
}

/** `บรรทัดที่ 3 ตำแหน่งที่ 7` and `line 3, column 7`. */
export function placeWords({ line, column }: { line: number; column?: number | undefined }): Text {
  return column === undefined
    ? text(`บรรทัดที่ ${line}`, `line ${line}`)
    : text(`บรรทัดที่ ${line} ตำแหน่งที่ ${column}`, `line ${line}, column ${column}`);
}

/** What a parser said, with the place where it said so. */
export function malformed(syntax: string, where: Text | undefined, reason: string, cause?: unknown): Problem {
  const at = where === undefined ? text('', '') : text(` ${where.th}`, ` at ${where.en}`);
  return new Problem(
    'malformed',
    text(`อ่านเป็น ${syntax} ไม่ได้${at.th} (${reason})`, `The document cannot be read as ${syntax}${at.en}: ${reason}`),
    {
      cause,
      remedy: text(
        'แก้ไขตรงตำแหน่งที่ระบุ หรือตรวจสอบว่าเลือกรูปแบบข้อมูลถูกต้อง และไฟล์ไม่ถูกตัดขาด',
        'Mend it at that place; or check that the format is the one you meant and that the file is complete.',
      ),
    },
  );
}

/** Too many brackets, elements or objects within each other. */
export function tooDeep(syntax: string, where: Text, depth: number): Problem {
  return new Problem(
    'too-complex',
    text(`${syntax} ${where.th}: ซ้อนกันลึกกว่า ${depth} ชั้น`, `${syntax}, ${where.en}: nested deeper than ${depth} levels.`),
    { remedy: text('ลดจำนวนชั้นที่ซ้อนกัน คำอธิบายชุดข้อมูลใช้ไม่เกิน 10 ชั้น', 'Use fewer levels; the description of a dataset needs no more than 10.') },
  );
}

/** Takes the triples of one document and refuses those past the bounds. */
export class Gathered {
  readonly quads: Quad[] = [];
  readonly #limits: ReadLimits;
  readonly #values = new Map<string, number>();

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  /** @throws Problem `too-large` at the first triple too many, `too-complex` for too many values of one property. */
  add(quad: Quad): void {
    const { triples, values } = this.#limits;
    if (this.quads.length >= triples) throw tooManyTriples(triples);
    if (quad.subject.termType === 'Quad' || quad.object.termType === 'Quad') throw quoted();
    const at = `${quad.subject.value} ${quad.predicate.value}`;
    const count = (this.#values.get(at) ?? 0) + 1;
    if (count > values) throw tooManyValues(quad, values);
    this.#values.set(at, count);
    this.quads.push(quad);
  }
}

function tooManyTriples(triples: number): Problem {
  return new Problem(
    'too-large',
    text(`เอกสารมีมากกว่า ${triples.toLocaleString('en')} ทริปเปิล`, `The document has more than ${triples.toLocaleString('en')} triples.`),
    {
      remedy: text(
        'แบ่งเป็นหลายไฟล์ เช่น ไฟล์ละ 1,000 ชุดข้อมูล แล้วตรวจทีละไฟล์',
        'Divide it, for example 1,000 datasets to a file, and check each.',
      ),
    },
  );
}

function tooManyValues({ subject, predicate }: Quad, values: number): Problem {
  return new Problem(
    'too-complex',
    text(
      `โหนด ${subject.value} มี ${predicate.value} มากกว่า ${values.toLocaleString('en')} ค่า`,
      `Node ${subject.value} has more than ${values.toLocaleString('en')} values of ${predicate.value}.`,
    ),
    {
      remedy: text(
        'ตรวจสอบว่าค่าเหล่านี้เป็นของโหนดเดียวกันจริง หากเป็นบัญชีข้อมูลขนาดใหญ่ ให้แบ่งเป็นหลายไฟล์',
        'Check that all these values really belong to one node; divide a large catalogue into several files.',
      ),
    },
  );
}

function quoted(): Problem {
  return new Problem(
    'unprocessable',
    text('เอกสารใช้ triple term ของ RDF 1.2 ซึ่งยังไม่รองรับ', 'The document uses triple terms of RDF 1.2, which are not supported.'),
    { remedy: text('เขียนเป็น RDF 1.1 เช่น ใช้ rdf:Statement', 'Write it in RDF 1.1, for example with rdf:Statement.') },
  );
}
