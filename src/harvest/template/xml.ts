import { SaxesParser } from 'saxes';
import { Problem } from '../../catalog/problem.js';
import { refuse } from './refusals.js';

/** Attributes of an element, by local name. */
export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Elements of a workbook are at most a dozen deep. */
const deepest = 64;

/**
 * Reads XML piece by piece; names come without their prefix. saxes expands no entity but XML's own five.
 * @throws Problem for XML that is broken, nested too deep, or has a document type.
 */
export async function readXml(pieces: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({});
  const decoder = new TextDecoder('utf-8');
  let depth = 0;
  parser.on('error', (error) => {
    throw refuse('markup', error);
  });
  parser.on('doctype', () => {
    throw refuse('doctype');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) throw refuse('markup');
    handler.open?.(local(name), attributes as Attributes);
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close?.(local(name));
  });
  try {
    for await (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof Problem ? error : refuse('markup', error);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute whatever its prefix: `r:id` and `d3p1:id` are one. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
