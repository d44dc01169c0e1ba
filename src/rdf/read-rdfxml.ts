import { Readable } from 'node:stream';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { checkXmlDepth } from './nesting.js';
import { Gathered, malformed, placeOf, placeWords, type ReadLimits } from './read-limits.js';
import { factory, type Quad } from './terms.js';

const syntax = 'RDF/XML';

/**
 * Reads RDF/XML that a stranger wrote. A document type declaration is refused: it can define entities that grow without end
 * or read files, and RDF/XML needs none.
 * @throws Problem naming line and column.
 */
export async function readRdfXml(source: string, base: string, limits: ReadLimits): Promise<Quad[]> {
  refuseDoctype(source);
  checkXmlDepth(source, limits.depth, syntax);
  const gathered = new Gathered(limits);
  const parser = new RdfXmlParser({ dataFactory: factory, baseIRI: base, trackPosition: true });
  await takeFrom(source, parser, (quad: Quad) => gathered.add(quad)).catch((error: unknown) => {
    throw error instanceof Problem ? error : explain(error);
  });
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

/** Comments and instructions may stand before it. */
const doctype = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<!DOCTYPE/i;

function refuseDoctype(source: string): void {
  const found = doctype.exec(source);
  if (found === null) return;
  const where = placeWords(placeOf(source, found[0].length - '<!DOCTYPE'.length));
  throw new Problem('unprocessable', text(`${where.th}: ไม่รับ RDF/XML ที่มี <!DOCTYPE`, `RDF/XML with <!DOCTYPE (${where.en}) is not taken.`), {
    remedy: text('ลบ <!DOCTYPE และเขียน IRI เต็มแทนเอนทิตี', 'Remove it, and write IRIs in full instead of entities.'),
  });
}

function explain(error: unknown): Problem {
  const message = messageOf(error);
  const [, line, column] = /^(?:Line )?(\d+)(?:: ?| column )(\d+)/.exec(message) ?? [];
  const reason = message.replace(/^(?:Line )?\d+(?:: ?| column )\d+: ?/, '').slice(0, 300);
  return malformed(syntax, line === undefined ? undefined : placeWords({ line: Number(line), column: Number(column) }), reason, error);
}
