import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { malformed } from './read-limits.js';
import { explainXml, GuardedRdfXmlParser } from './read-rdfxml.js';
import type { StreamLimits, StreamReader, StreamTaker } from './stream-reader.js';
import { streamFactory } from './stream-terms.js';
import type { Quad } from './terms.js';

const syntax = 'RDF/XML';
/** Where an ampersand stands for itself, and where it does not. */
const sections = /<!\[CDATA\[|<!--|&/g;
const entity = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});/y;
const closings: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->' };
/** Longest beginning of a section or entity that a piece may end in. */
const longest = 12;
/** What XML cannot hold. */
const controls = /(?![\t\n\r\u0080-\u009f])[\p{Cc}\ufffe\uffff]/gu;

/**
 * Reads RDF/XML. IRIs that are none are taken as they stand; an ampersand that begins no entity stands for itself, as people
 * write it in addresses. What else is no XML ends the reading: where an element ends cannot be told then.
 */
export class RdfXmlReader implements StreamReader {
  readonly #parser: GuardedRdfXmlParser;
  readonly #take: StreamTaker;
  readonly #limits: StreamLimits;
  #rest = '';
  /** What ends the section in hand, in which ampersands mean nothing. */
  #within: string | undefined;
  #ampersands = 0;
  #controls = 0;
  #failed: unknown;
  /** Characters since something came out: a text that never ends. */
  #silent = 0;

  constructor(base: string, limits: StreamLimits, take: StreamTaker) {
    this.#take = take;
    this.#limits = limits;
    this.#parser = new GuardedRdfXmlParser(
      { dataFactory: streamFactory(), baseIRI: base, trackPosition: true, validateUri: false },
      limits.depth,
    );
    this.#parser.on('error', (error: unknown) => {
      this.#failed ??= error;
    });
    this.#parser.on('data', (quad: Quad) => {
      this.#silent = 0;
      take.quad(quad);
    });
  }

  async write(piece: string): Promise<void> {
    this.#silent += piece.length;
    if (this.#silent > this.#limits.statement)
      throw malformed(syntax, undefined, `more than ${this.#limits.statement} characters without a statement`);
    await this.#feed(this.#tidy(this.#rest + piece, false));
  }

  async end(): Promise<void> {
    await this.#feed(this.#tidy(this.#rest, true));
    const ended = new Promise<void>((resolve) => this.#parser.once('end', resolve).once('error', () => resolve()));
    this.#parser.end();
    await ended;
    this.#check();
    this.#parser.checkClosed();
    if (this.#ampersands > 0)
      this.#take.note(
        text(
          `พบเครื่องหมาย & ที่ไม่ได้เขียนเป็น &amp; จำนวน ${this.#ampersands} แห่ง จึงอ่านเป็นตัวอักษร &`,
          `${this.#ampersands} ampersands are not written as &amp;; they were read as they stand.`,
        ),
      );
    if (this.#controls > 0)
      this.#take.note(
        text(
          `พบอักขระควบคุมที่ XML ไม่อนุญาต ${this.#controls} ตัว จึงตัดออก`,
          `${this.#controls} control characters that XML does not allow were left out.`,
        ),
      );
  }

  async #feed(piece: string): Promise<void> {
    if (piece !== '' && !this.#parser.write(piece)) await new Promise<void>((resolve) => this.#settled(resolve));
    this.#check();
  }

  #settled(resolve: () => void): void {
    const done = (): void => {
      this.#parser.off('drain', done).off('error', done);
      resolve();
    };
    if (this.#failed !== undefined) resolve();
    else this.#parser.on('drain', done).on('error', done);
  }

  #check(): void {
    if (this.#failed === undefined) return;
    throw this.#failed instanceof Problem ? this.#failed : explainXml(this.#failed);
  }

  /** Keeps back what may go on in the next piece. */
  #tidy(given: string, isLast: boolean): string {
    const clean = given.replace(controls, () => {
      this.#controls += 1;
      return '';
    });
    let out = '';
    let at = 0;
    const until = isLast ? clean.length : safeEnd(clean);
    while (at < until) {
      if (this.#within !== undefined) {
        const end = clean.indexOf(this.#within, at);
        if (end < 0) {
          const stop = isLast ? clean.length : Math.max(at, clean.length - 2);
          this.#rest = clean.slice(stop);
          return out + clean.slice(at, stop);
        }
        out += clean.slice(at, end + this.#within.length);
        at = end + this.#within.length;
        this.#within = undefined;
        continue;
      }
      sections.lastIndex = at;
      const found = sections.exec(clean);
      if (found === null || found.index >= until) break;
      out += clean.slice(at, found.index);
      at = found.index;
      if (found[0] !== '&') {
        this.#within = closings[found[0]];
        out += found[0];
        at += found[0].length;
        continue;
      }
      entity.lastIndex = at;
      if (!entity.test(clean)) {
        this.#ampersands += 1;
        out += '&amp;';
      } else out += '&';
      at += 1;
    }
    const stop = Math.max(at, until);
    this.#rest = clean.slice(stop);
    return out + clean.slice(at, stop);
  }
}

/** Where a piece can be cut without cutting an entity or the beginning of a section. */
function safeEnd(piece: string): number {
  const tail = Math.max(piece.lastIndexOf('&'), piece.lastIndexOf('<'));
  return tail >= 0 && piece.length - tail < longest ? tail : piece.length;
}
