import { RdfaParser } from 'rdfa-streaming-parser';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { parseJson, readJsonLd } from './read-jsonld.js';
import { Gathered, malformed, type ReadLimits, tooDeep } from './read-limits.js';
import { takeFrom } from './read-rdfxml.js';
import { factory, type Quad } from './terms.js';

/** Elements that are never closed, so that they do not count as depth. */
const empties: ReadonlySet<string> = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * Reads the RDFa of a page and the JSON-LD of its scripts.
 * @throws Problem for a script that cannot be read, and for a page that is too deep.
 */
export async function readHtml(source: string, base: string, limits: ReadLimits): Promise<Quad[]> {
  const gathered = new Gathered(limits);
  const listener = new PageListener(limits.depth);
  const parser = new RdfaParser({ dataFactory: factory, baseIRI: base, contentType: 'text/html', htmlParseListener: listener });
  await takeFrom(source, parser, (quad: Quad) => gathered.add(quad)).catch((error: unknown) => {
    throw error instanceof Problem ? error : malformed('HTML', undefined, messageOf(error).slice(0, 300), error);
  });
  for (const [index, script] of listener.scripts.entries()) {
    const name = `JSON-LD ใน <script> ที่ ${index + 1} (script ${index + 1})`;
    const quads = await readJsonLd(parseJson(script, limits, name), base, limits);
    // Blank nodes of one script are none of another's.
    for (const quad of quads) gathered.add(apart(quad, `s${index + 1}`));
  }
  return gathered.quads;
}

class PageListener {
  readonly scripts: string[] = [];
  readonly #most: number;
  readonly #open: string[] = [];
  #inScript = false;

  constructor(most: number) {
    this.#most = most;
  }

  onTagOpen(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#open.push(name);
    if (this.#open.filter((one) => !empties.has(one)).length > this.#most)
      throw tooDeep('HTML', text(`<${name}>`, `<${name}>`), this.#most);
    this.#inScript = name === 'script' && /^application\/ld\+json\b/i.test(attributes.type ?? '');
    if (this.#inScript) this.scripts.push('');
  }

  onText(data: string): void {
    if (this.#inScript) this.scripts.push(`${this.scripts.pop() ?? ''}${data}`);
  }

  onTagClose(): void {
    this.#open.pop();
    this.#inScript = false;
  }

  onEnd(): void {
    this.#open.length = 0;
  }
}

function apart({ subject, predicate, object, graph }: Quad, prefix: string): Quad {
  const renamed = <Term extends Quad['subject'] | Quad['object'] | Quad['graph']>(term: Term) =>
    term.termType === 'BlankNode' ? factory.blankNode(`${prefix}${term.value}`) : term;
  return factory.quad(renamed(subject), predicate, renamed(object), renamed(graph));
}
