import type { DataFactory } from '@rdfjs/types';
import n3 from 'n3';
import { messageOf, Problem } from '../catalog/problem.js';
import { malformed, placeWords } from './read-limits.js';
import { FaultCounter, type StreamLimits, type StreamReader, type StreamTaker } from './stream-reader.js';
import { streamFactory } from './stream-terms.js';
import type { Quad, Quad_Subject } from './terms.js';
import { EndlessStatement, type Statement, TurtleStatements } from './turtle-statements.js';

/** Characters parsed at once: enough that starting a parser costs nothing, few enough that one bad statement is soon found. */
const blockLength = 65_536;
/** Directives that one document may hold. */
const mostDirectives = 10_000;
const directive = /^\s*(?:#[^\n]*\n\s*)*@?(prefix|base)\b\s*([^\s:<]*)/i;
const leading = /^\s*(?:#[^\n]*\n\s*)*(<[^<>"{}|^`\\\s]*>|_:[^\s;,[\]()]+|[^\s<>"'()[\]{};,]*:[^\s<>"'()[\]{};,]*)/;

/** Reads Turtle and TriG: statements are parsed in blocks, and one by one where a block cannot be. */
export class TurtleReader implements StreamReader {
  readonly #base: string;
  readonly #take: StreamTaker;
  readonly #statements: TurtleStatements;
  readonly #factory: DataFactory = streamFactory();
  readonly #faults = new FaultCounter();
  /** Directives in force, by prefix; the base's stands under none. */
  readonly #directives = new Map<string, string>();
  #block: Statement[] = [];
  #length = 0;

  constructor(base: string, limits: StreamLimits, take: StreamTaker) {
    this.#base = base;
    this.#take = take;
    this.#statements = new TurtleStatements({ depth: limits.depth, characters: limits.statement }, (statement) => this.#add(statement));
  }

  write(piece: string): void {
    this.#guarded(() => this.#statements.write(piece));
  }

  end(): void {
    this.#guarded(() => this.#statements.end());
    this.#flush();
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof EndlessStatement)) throw error;
      throw malformed('Turtle', placeWords({ line: error.line }), error.message, error);
    }
  }

  #add(statement: Statement): void {
    const found = directive.exec(statement.text);
    if (found !== null && statement.fault === undefined) {
      this.#flush();
      this.#direct(found[1]?.toLowerCase() === 'base' ? '<base>' : `${found[2]}:`, statement);
      return;
    }
    this.#block.push(statement);
    this.#length += statement.text.length;
    if (this.#length >= blockLength) this.#flush();
  }

  #direct(name: string, statement: Statement): void {
    const problem = this.#tryParse(statement.text);
    if (typeof problem === 'string') throw malformed('Turtle', placeWords({ line: statement.line }), problem);
    // A base may be relative to the one before it, and prefixes to either: all bases stay, in order.
    this.#directives.set(name === '<base>' ? `<base>${this.#directives.size}` : name, statement.text);
    if (this.#directives.size > mostDirectives)
      throw malformed('Turtle', placeWords({ line: statement.line }), `more than ${mostDirectives} prefixes`);
  }

  #flush(): void {
    const block = this.#block;
    this.#block = [];
    this.#length = 0;
    if (block.length === 0) return;
    const whole = block.some(({ fault }) => fault !== undefined) ? 'faulty' : this.#tryParse(block.map((one) => one.text).join('\n'));
    if (typeof whole !== 'string') {
      this.#give(whole);
      return;
    }
    for (const statement of block) {
      const quads = statement.fault ?? this.#tryParse(statement.text);
      if (typeof quads !== 'string') this.#give(quads);
      else {
        this.#faults.add('Turtle');
        this.#take.fault({
          subject: this.#subjectOf(statement.text),
          line: statement.line,
          reason: quads,
          isTorn: statement.fault !== undefined,
        });
      }
    }
  }

  #give(quads: readonly Quad[]): void {
    for (const quad of quads) this.#take.quad(quad);
  }

  #subjectOf(statement: string): Quad_Subject | undefined {
    const term = leading.exec(statement)?.[1];
    if (term === undefined) return undefined;
    const quads = this.#tryParse(`${term.replace(/\.$/, '')} <urn:x> 1 .`);
    return typeof quads === 'string' ? undefined : (quads[0]?.subject as Quad_Subject | undefined);
  }

  /** @returns the statements' quads, or why they cannot be parsed. */
  #tryParse(text: string): Quad[] | string {
    const parser = new n3.Parser({ baseIRI: this.#base, factory: this.#factory, format: 'text/turtle', blankNodePrefix: '_:d' });
    try {
      return parser.parse([...this.#directives.values(), text].join('\n'));
    } catch (error) {
      if (error instanceof Problem) throw error;
      return messageOf(error)
        .replace(/ on line \d+\.?/, '')
        .slice(0, 200);
    }
  }
}
