import { Problem } from '../catalog/problem.js';
import type { Text } from '../catalog/text.js';
import { text } from '../catalog/text.js';
import type { Syntax } from './sniff.js';
import { LineReader } from './stream-lines.js';
import { RdfXmlReader } from './stream-rdfxml.js';
import { TurtleReader } from './stream-turtle.js';
import type { Quad, Quad_Subject } from './terms.js';

/** A statement that was lost, and what it was about where that can be told. */
export interface Fault {
  readonly subject: Quad_Subject | undefined;
  readonly line: number;
  readonly reason: string;
  /** True when more than one statement may have been lost with it. */
  readonly isTorn: boolean;
}

/** What comes out of a document that is read as a stream. */
export interface StreamTaker {
  quad(quad: Quad): void;
  /** One statement could not be read; the others go on. */
  fault(fault: Fault): void;
  /** Something was read otherwise than it stands there. */
  note(note: Text): void;
}

/** Bounds on a document that is read as a stream. */
export interface StreamLimits {
  /** Brackets or elements within each other. */
  readonly depth: number;
  /** Characters of one statement, or of one text of XML. */
  readonly statement: number;
}

/** Reads a document piece by piece. @throws Problem where it cannot go on, naming the line. */
export interface StreamReader {
  write(piece: string): void | Promise<void>;
  end(): void | Promise<void>;
}

/** Syntaxes that are read as a stream. */
export type StreamSyntax = Exclude<Syntax, 'json' | 'jsonld' | 'html'>;

const turtle = (base: string, limits: StreamLimits, take: StreamTaker): StreamReader => new TurtleReader(base, limits, take);
const lines = (_: string, limits: StreamLimits, take: StreamTaker): StreamReader => new LineReader(limits, take);

const readers: Readonly<Record<StreamSyntax, (base: string, limits: StreamLimits, take: StreamTaker) => StreamReader>> = {
  turtle,
  trig: turtle,
  turtles: turtle,
  ntriples: lines,
  nquads: lines,
  rdfxml: (base, limits, take) => new RdfXmlReader(base, limits, take),
};

export function isStreamed(syntax: Syntax): syntax is StreamSyntax {
  return Object.hasOwn(readers, syntax);
}

export function streamReader(syntax: StreamSyntax, base: string, limits: StreamLimits, take: StreamTaker): StreamReader {
  return readers[syntax](base, limits, take);
}

/** Past this a document is not one with mistakes in it, but something else. */
const mostFaults = 10_000;

/** Counts faults. @throws Problem at the first too many. */
export class FaultCounter {
  #count = 0;

  add(syntax: string): void {
    this.#count += 1;
    if (this.#count > mostFaults)
      throw new Problem(
        'malformed',
        text(`${syntax}: อ่านไม่ได้มากกว่า ${mostFaults} ข้อความ`, `${syntax}: more than ${mostFaults} statements cannot be read.`),
        { remedy: text('ตรวจสอบว่าไฟล์เป็นรูปแบบที่ระบุจริง', 'Check that the file is in the format it says it is.') },
      );
  }
}
