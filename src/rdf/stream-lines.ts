import type { DataFactory } from '@rdfjs/types';
import n3 from 'n3';
import { messageOf } from '../catalog/problem.js';
import { malformed, placeWords } from './read-limits.js';
import { FaultCounter, type StreamLimits, type StreamReader, type StreamTaker } from './stream-reader.js';
import { streamFactory } from './stream-terms.js';
import { factory, type Quad, type Quad_Subject } from './terms.js';
import { EndlessStatement, TurtleStatements } from './turtle-statements.js';

const syntax = 'N-Quads';

/** Reads N-Triples and N-Quads: many lines at once, and one by one where one of them is faulty. */
export class LineReader implements StreamReader {
  readonly #limits: StreamLimits;
  readonly #take: StreamTaker;
  readonly #factory: DataFactory = streamFactory();
  readonly #faults = new FaultCounter();
  #rest = '';
  /** Line at which the rest begins. */
  #line = 1;

  constructor(limits: StreamLimits, take: StreamTaker) {
    this.#limits = limits;
    this.#take = take;
  }

  write(piece: string): void {
    const end = piece.lastIndexOf('\n');
    if (end < 0) {
      this.#rest += piece;
      if (this.#rest.length > this.#limits.statement)
        throw malformed(syntax, placeWords({ line: this.#line }), `a line of more than ${this.#limits.statement} characters`);
      return;
    }
    const block = this.#rest + piece.slice(0, end + 1);
    this.#rest = piece.slice(end + 1);
    this.#read(block);
  }

  /** A last line that is no statement shows that the document was cut. */
  end(): void {
    const rest = this.#rest;
    this.#rest = '';
    if (rest.trim() !== '' && !/\.\s*(?:#.*)?$/.test(rest))
      throw malformed(syntax, placeWords({ line: this.#line }), 'the last line is cut');
    this.#read(rest);
  }

  #read(block: string): void {
    const quads = this.#tryParse(block);
    if (typeof quads === 'string') for (const line of block.split('\n')) this.#readLine(line);
    else {
      for (let at = block.indexOf('\n'); at >= 0; at = block.indexOf('\n', at + 1)) this.#line += 1;
      for (const quad of quads) this.#take.quad(quad);
      return;
    }
    this.#line -= 1; // what follows the last line break is no line of its own
  }

  #readLine(line: string): void {
    let quads = this.#tryParse(line);
    if (typeof quads === 'string') {
      const mended = this.#tryParse(carried(line));
      quads = typeof mended === 'string' ? quads : mended;
    }
    if (typeof quads === 'string') {
      this.#faults.add(syntax);
      this.#take.fault({ subject: subjectOf(line), line: this.#line, reason: quads, isTorn: false });
    } else for (const quad of quads) this.#take.quad(quad);
    this.#line += 1;
  }

  /** @returns the lines' quads, or why they cannot be parsed. */
  #tryParse(text: string): Quad[] | string {
    const parser = new n3.Parser({ factory: this.#factory, format: 'application/n-quads', blankNodePrefix: '_:d' });
    try {
      return parser.parse(text);
    } catch (error) {
      return messageOf(error)
        .replace(/ on line \d+\.?/, '')
        .slice(0, 200);
    }
  }
}

/** A line with what its parser refuses in carriers; the line itself where its terms cannot be told apart. */
function carried(line: string): string {
  const statements: string[] = [];
  try {
    const cutter = new TurtleStatements({ depth: 0, characters: line.length * 9 + 100 }, ({ text }) => statements.push(text));
    cutter.write(line);
    cutter.end();
  } catch (error) {
    if (error instanceof EndlessStatement) return line;
    throw error;
  }
  return statements.join('\n');
}

function subjectOf(line: string): Quad_Subject | undefined {
  const [, node, blank] = /^\s*(?:<([^<>]*)>|_:(\S+))/.exec(line) ?? [];
  if (blank !== undefined) return factory.blankNode(`d${blank}`);
  return node === undefined || node === '' ? undefined : factory.namedNode(node);
}
