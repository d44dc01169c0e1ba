import { Readable } from 'node:stream';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { messageOf, Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import { Gathered, malformed, placeWords, type ReadLimits, tooDeep } from './read-limits.js';
import { factory, type Quad } from './terms.js';

const syntax = 'RDF/XML';

/**
 * A parser that refuses a document type declaration, which can define entities that grow without end or read files, and
 * elements that stand too deep in each other; and that knows whether the document came to its end.
 */
export class GuardedRdfXmlParser extends RdfXmlParser {
  readonly #most: number;
  #depth = 0;

  constructor(options: ConstructorParameters<typeof RdfXmlParser>[0], most: number) {
    super(options);
    this.#most = most;
  }

  /** @throws Problem when an element is still open: the streaming parser takes a truncated document for a short one. */
  checkClosed(): void {
    if (this.#depth > 0) throw malformed(syntax, this.#place(), 'unexpected end of the document');
  }

  protected override onTag(tag: Parameters<RdfXmlParser['onTagResource']>[0]): void {
    this.#depth += 1;
    if (this.#depth > this.#most) throw tooDeep(syntax, this.#place(), this.#most);
    super.onTag(tag);
  }

  protected override onCloseTag(): void {
    this.#depth -= 1;
    super.onCloseTag();
  }

  protected override onDoctype(): void {
    const where = this.#place();
    throw new Problem(
      'unprocessable',
      text(`${where.th}: ไม่รับ RDF/XML ที่มี <!DOCTYPE`, `RDF/XML with <!DOCTYPE (${where.en}) is not taken.`),
      {
        remedy: text('ลบ <!DOCTYPE และเขียน IRI เต็มแทนเอนทิตี', 'Remove it, and write IRIs in full instead of entities.'),
      },
    );
  }

  #place(): Text {
    return placeIn(messageOf(this.newParseError(''))) ?? text('', '');
  }
}

/**
 * Reads RDF/XML that a stranger wrote.
 * @throws Problem naming line and column.
 */
export async function readRdfXml(source: string, base: string, limits: ReadLimits): Promise<Quad[]> {
  const gathered = new Gathered(limits);
  const parser = new GuardedRdfXmlParser({ dataFactory: factory, baseIRI: base, trackPosition: true }, limits.depth);
  await takeFrom(source, parser, (quad: Quad) => gathered.add(quad)).catch((error: unknown) => {
    throw error instanceof Problem ? error : explainXml(error);
  });
  parser.checkClosed();
  return gathered.quads;
}

const sliceLength = 65_536;

/** Feeds a parser piece by piece, so that bounds hold before the whole document is triples. */
export async function takeFrom(source: string, parser: NodeJS.ReadWriteStream, take: (quad: Quad) => void): Promise<void> {
  function* pieces(): Generator<string> {
    for (let at = 0; at < source.length; at += sliceLength) yield source.slice(at, at + sliceLength);
  }
  const input = Readable.from(pieces(), { objectMode: false, encoding: 'utf8' });
  try {
    await new Promise<void>((resolve, reject) => {
      input.on('error', reject);
      parser.on('error', reject).on('end', resolve);
      parser.on('data', (quad: Quad) => {
        try {
          take(quad);
        } catch (error) {
          reject(error);
        }
      });
      input.pipe(parser);
    });
  } finally {
    input.unpipe(parser).destroy();
  }
}

/** Words for the place that a message of the parser begins with. */
function placeIn(message: string): Text | undefined {
  const [, line, column] = /^(?:Line )?(\d+)(?:: ?| column )(\d+)/.exec(message) ?? [];
  return line === undefined ? undefined : placeWords({ line: Number(line), column: Number(column) });
}

/** What the parser found wrong, with its place. */
export function explainXml(error: unknown): Problem {
  const message = messageOf(error);
  const reason = message.replace(/^(?:Line )?\d+(?:: ?| column )\d+: ?/, '').slice(0, 300);
  return malformed(syntax, placeIn(message), reason, error);
}
