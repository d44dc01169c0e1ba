import { percent, plainLanguage, strangeIri, strangeLanguage } from './record-document.js';

/** One statement of Turtle, or one directive, as its parser can be given it. */
export interface Statement {
  readonly text: string;
  /** Line of the document where it begins, from 1. */
  readonly line: number;
  /** Why it can be nothing that parses, where that is plain already. */
  readonly fault: string | undefined;
}

/** Bounds on what one statement may be. */
export interface StatementLimits {
  readonly depth: number;
  readonly characters: number;
}

/** A statement that never ends; nothing after it can be found. */
export class EndlessStatement extends Error {
  override readonly name = 'EndlessStatement';
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** What changes the reading of what follows; all else is passed over. */
const marksOf = /["'<>#.{}[\]()\\\n]/g;
/** What no IRI may hold. */
const odd = /[\p{Cc} <>"{}|^`\\]/u;
const schemeless = /^www\./i;
const tag = /@[^\s,;.\])}"'<#]*/y;
const sparqlDirective = /^\s*(?:#[^\n]*\n\s*)*(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>$/i;
/** Longest IRI looked for; past it the bracket is no IRI's. */
const mostIri = 65_536;

/**
 * Cuts Turtle or TriG into statements as it comes, so that one that cannot be parsed costs itself and no other. Graph names are
 * dropped with their braces. IRIs and language tags that are none are written as `urn:banchi:` carriers, which every parser takes.
 */
export class TurtleStatements {
  readonly #take: (statement: Statement) => void;
  readonly #limits: StatementLimits;
  #buffer = '';
  /** Where reading goes on. */
  #at = 0;
  /** What stood before the buffer. */
  #before = ' ';
  /** Up to where the buffer has been copied into the statement in hand. */
  #copied = 0;
  #parts: string[] = [];
  #length = 0;
  #depth = 0;
  #line = 1;
  #began = 0;
  #fault: string | undefined;
  /** Length that the buffer must reach before an unfinished token is looked at again. */
  #retry = 0;

  constructor(limits: StatementLimits, take: (statement: Statement) => void) {
    this.#limits = limits;
    this.#take = take;
  }

  /** @throws EndlessStatement past the bound of one statement. */
  write(chunk: string): void {
    this.#buffer += chunk;
    // A full buffer is looked at before it is refused: it may hold the ends of statements that nobody has looked for yet.
    if (this.#buffer.length < this.#retry && this.#held <= this.#limits.characters) return;
    this.#scan(false);
    this.#keep(this.#at);
    this.#before = this.#buffer[this.#at - 1] ?? this.#before;
    this.#buffer = this.#buffer.slice(this.#at);
    this.#at = 0;
    this.#copied = 0;
    if (this.#held > this.#limits.characters)
      throw new EndlessStatement(this.#began || this.#line, `a statement of more than ${this.#limits.characters} characters`);
    this.#retry = this.#buffer.length > 4096 ? this.#buffer.length * 2 : 0;
  }

  /** Characters of the statement in hand. */
  get #held(): number {
    return this.#length + this.#buffer.length;
  }

  /** @throws EndlessStatement when the document ends within a statement. */
  end(): void {
    this.#scan(true);
    this.#keep(this.#buffer.length);
    const rest = this.#parts.join('').replace(/#[^\n]*/g, '');
    if (rest.trim() !== '') throw new EndlessStatement(this.#began || this.#line, 'the document ends within a statement');
  }

  #scan(isLast: boolean): void {
    const buffer = this.#buffer;
    while (true) {
      marksOf.lastIndex = this.#at;
      const found = marksOf.exec(buffer);
      if (found === null) break;
      const at = found.index;
      if (this.#began === 0 && buffer.slice(this.#at, at).trim() !== '') this.#began = this.#line;
      const next = this.#pass(buffer, at, isLast);
      if (next < 0) {
        this.#at = at; // unfinished: looked at again with more of the document
        return;
      }
      this.#at = next;
    }
    if (this.#began === 0 && buffer.slice(this.#at).trim() !== '') this.#began = this.#line;
    this.#at = buffer.length;
  }

  /** Handles what stands at a mark. @returns where to go on, or -1 when it is unfinished. */
  #pass(buffer: string, at: number, isLast: boolean): number {
    const mark = buffer[at];
    if (mark === '\n') {
      this.#line += 1;
      return at + 1;
    }
    if (mark === '#') {
      const end = buffer.indexOf('\n', at);
      return end >= 0 ? end : isLast ? buffer.length : -1;
    }
    if (this.#began === 0) this.#began = this.#line;
    if (mark === '"' || mark === "'") return this.#literal(buffer, at, mark, isLast);
    if (mark === '<') return this.#iri(buffer, at, isLast);
    if (mark === '\\') return at + 2 <= buffer.length || isLast ? at + 2 : -1;
    if (mark === '.') return this.#dot(buffer, at, isLast);
    if (mark === '{' || mark === '}') return this.#brace(at, mark);
    if (mark === '>') this.#fault ??= 'unexpected ">"';
    if (mark === '[' || mark === '(') this.#open();
    if (mark === ']' || mark === ')') this.#close(mark);
    return at + 1;
  }

  #open(): void {
    this.#depth += 1;
    if (this.#depth > this.#limits.depth) this.#fault ??= `nested deeper than ${this.#limits.depth} levels`;
  }

  #close(mark: string): void {
    this.#depth -= 1;
    if (this.#depth < 0) this.#fault ??= `unexpected "${mark}"`;
  }

  #literal(buffer: string, at: number, quote: string, isLast: boolean): number {
    if (buffer.length < at + 3 && !isLast) return -1;
    const isLong = buffer.startsWith(quote.repeat(3), at);
    const closing = isLong ? quote.repeat(3) : quote;
    const line = isLong ? -1 : buffer.indexOf('\n', at);
    for (let end = buffer.indexOf(closing, at + closing.length); end >= 0; end = buffer.indexOf(closing, end + 1)) {
      if (line >= 0 && end > line) break;
      let slashes = 0;
      while (buffer[end - slashes - 1] === '\\') slashes += 1;
      if (slashes % 2 === 1) continue;
      const close = end + closing.length;
      if (isLong) this.#countLines(buffer, at, close);
      return this.#tag(buffer, close, isLast);
    }
    if (line >= 0) {
      this.#fault ??= 'a text without its closing quote';
      // A dot at the end of such a line is most likely the statement's.
      if (buffer.slice(at, line).trimEnd().endsWith('.')) this.#emit(line, '');
      return line;
    }
    if (isLast) throw new EndlessStatement(this.#began, 'a text without its closing quotes');
    return -1;
  }

  /** A language tag that is none becomes a datatype that carries it. */
  #tag(buffer: string, at: number, isLast: boolean): number {
    if (at >= buffer.length) {
      if (isLast) return at;
      return -1;
    }
    if (buffer[at] !== '@') return at;
    tag.lastIndex = at;
    const found = tag.exec(buffer)?.[0] ?? '@';
    if (at + found.length >= buffer.length && !isLast) return -1;
    const value = found.slice(1);
    if (!plainLanguage.test(value)) this.#replace(at, found.length, `^^<${strangeLanguage}${percent(value)}>`);
    return at + found.length;
  }

  #iri(buffer: string, at: number, isLast: boolean): number {
    if (buffer.startsWith('<<', at)) {
      this.#fault ??= 'triple terms of RDF 1.2 are not supported';
      return at + 2;
    }
    const end = buffer.indexOf('>', at);
    const line = buffer.indexOf('\n', at);
    if (end < 0 && line < 0 && !isLast && buffer.length - at < mostIri) return -1;
    if (end < 0 || (line >= 0 && line < end) || end - at > mostIri) {
      this.#fault ??= 'an IRI without its ">"';
      return at + 1;
    }
    const value = buffer.slice(at + 1, end);
    const plain = unescaped(value);
    if (odd.test(plain) || schemeless.test(plain)) this.#replace(at, end + 1 - at, `<${strangeIri}${percent(plain)}>`);
    if (this.#depth === 0 && this.#length < 400) {
      const text = `${this.#parts.join('')}${buffer.slice(this.#copied, end + 1)}`;
      if (sparqlDirective.test(text)) this.#emit(end + 1, '');
    }
    return end + 1;
  }

  /** A dot ends a statement unless it stands within a name or a number. */
  #dot(buffer: string, at: number, isLast: boolean): number {
    if (at + 1 >= buffer.length && !isLast) return -1;
    const next = buffer[at + 1] ?? ' ';
    const before = at === 0 ? this.#before : (buffer[at - 1] ?? ' ');
    const isWithin = /[\w:%\\-]|\P{ASCII}/u.test(next) && !/\s/.test(next);
    if (isWithin && (!/[\s>"')\]]/.test(before) || /\d/.test(next))) return at + 1;
    if (this.#depth > 0) this.#fault ??= 'a bracket without its partner';
    this.#emit(at + 1, '');
    return at + 1;
  }

  #brace(at: number, mark: string): number {
    this.#keep(at);
    if (this.#depth > 0) this.#fault ??= `unexpected "${mark}"`;
    const text = this.#parts.join('').trim();
    if (mark === '}' && text !== '') this.#emit(at, ' .');
    // Before an opening brace stands the graph's name.
    this.#reset(at + 1);
    return at + 1;
  }

  #replace(at: number, length: number, by: string): void {
    this.#keep(at);
    this.#parts.push(by);
    this.#length += by.length;
    this.#copied = at + length;
  }

  #keep(until: number): void {
    if (until <= this.#copied) return;
    this.#parts.push(this.#buffer.slice(this.#copied, until));
    this.#length += until - this.#copied;
    this.#copied = until;
  }

  #emit(until: number, closing: string): void {
    this.#keep(until);
    const statement = { text: `${this.#parts.join('')}${closing}`, line: this.#began || this.#line, fault: this.#fault };
    this.#reset(until);
    this.#take(statement);
  }

  #reset(at: number): void {
    this.#parts = [];
    this.#length = 0;
    this.#copied = at;
    this.#depth = 0;
    this.#began = 0;
    this.#fault = undefined;
  }

  #countLines(buffer: string, from: number, until: number): void {
    for (let at = buffer.indexOf('\n', from); at >= 0 && at < until; at = buffer.indexOf('\n', at + 1)) this.#line += 1;
  }
}

/** `\uXXXX` and `\UXXXXXXXX` as their characters. */
function unescaped(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\u([\dA-Fa-f]{4})|\\U([\dA-Fa-f]{8})/g, (given, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : given;
  });
}
