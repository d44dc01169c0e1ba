import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import jsonld from 'jsonld';
import type { RemoteDocument } from 'jsonld/jsonld-spec.js';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { bundledContext, bundledNames } from './bundled-contexts.js';
import { checkJsonDepth } from './nesting.js';
import { Gathered, malformed, placeOf, placeWords, type ReadLimits } from './read-limits.js';
import { factory, type NamedNode, type Quad, type Quad_Object, type Quad_Subject } from './terms.js';

/** @throws Problem naming line and column where the text is no JSON or nested too deep. */
export function parseJson(source: string, limits: ReadLimits, syntax: string): unknown {
  checkJsonDepth(source, limits.depth, syntax);
  try {
    return JSON.parse(source);
  } catch (error) {
    // The engine's own error often tells no place.
    const faults: ParseError[] = [];
    parseTree(source, faults, { disallowComments: true });
    const [fault] = faults;
    const reason = fault === undefined ? messageOf(error).slice(0, 200) : printParseErrorCode(fault.error);
    throw malformed(syntax, placeWords(placeOf(source, fault?.offset ?? source.length)), reason, error);
  }
}

/**
 * Reads JSON-LD that a stranger wrote. No context is fetched: some are here, others must stand in the document.
 * @throws Problem naming the context, or what the processor found wrong.
 */
export async function readJsonLd(document: unknown, base: string, limits: ReadLimits): Promise<Quad[]> {
  const gathered = new Gathered(limits);
  const quads = await toQuads(document, base);
  for (const { subject, predicate, object, graph } of quads) {
    gathered.add(
      factory.quad(term(subject) as Quad_Subject, term(predicate) as NamedNode, term(object) as Quad_Object, term(graph) as NamedNode),
    );
  }
  return gathered.quads;
}

interface PlainTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

type PlainQuad = Readonly<Record<'subject' | 'predicate' | 'object' | 'graph', PlainTerm>>;

async function toQuads(document: unknown, base: string): Promise<readonly PlainQuad[]> {
  try {
    return (await jsonld.toRDF(document as jsonld.JsonLdDocument, { base, documentLoader })) as unknown as readonly PlainQuad[];
  } catch (error) {
    const refused = refusal(error);
    if (refused !== undefined) throw refused;
    throw malformed('JSON-LD', undefined, reasonOf(error), error);
  }
}

async function documentLoader(url: string): Promise<RemoteDocument> {
  const context = bundledContext(url);
  if (context !== undefined) return { documentUrl: url, document: context as RemoteDocument['document'] };
  const names = bundledNames.join(', ');
  throw new Problem(
    'unprocessable',
    text(`เอกสารอ้างถึง @context ที่ ${url} ซึ่งระบบไม่ดึงมาให้`, `The document names the context ${url}, which is not fetched.`),
    {
      remedy: text(
        `นำเนื้อหาของ @context มาใส่ในเอกสาร หรืออ้างถึงบริบทใดบริบทหนึ่งต่อไปนี้: ${names}`,
        `Put the context itself into the document, or name one of these: ${names}.`,
      ),
    },
  );
}

/** The processor wraps what the loader throws. */
function refusal(error: unknown): Problem | undefined {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    if (at instanceof Problem) return at;
    at =
      'cause' in at
        ? at.cause
        : 'details' in at && typeof at.details === 'object' && at.details !== null && 'cause' in at.details
          ? at.details.cause
          : undefined;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const details = typeof error === 'object' && error !== null && 'details' in error ? error.details : undefined;
  const code = typeof details === 'object' && details !== null && 'code' in details ? ` (${String(details.code)})` : '';
  return `${messageOf(error).split('\n')[0]}${code}`.slice(0, 300);
}

function term({ termType, value, language, datatype }: PlainTerm) {
  if (termType === 'BlankNode') return factory.blankNode(value.replace(/^_:/, ''));
  if (termType === 'DefaultGraph') return factory.defaultGraph();
  if (termType === 'NamedNode') return factory.namedNode(value);
  return factory.literal(value, language || (datatype === undefined ? undefined : factory.namedNode(datatype.value)));
}
