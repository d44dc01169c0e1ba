import { factory, geo, type Literal, type Quad_Object, xsd } from '../../rdf/terms.js';
import { iriText } from './updates.js';

/** How one make of SPARQL engine differs from the standard. */
export interface Dialect {
  readonly name: string;
  /** Bounds of one INSERT DATA. */
  readonly most: { readonly triples: number; readonly bytes: number };
  /** The literal as it is given to the engine, where the engine would not keep it as it is. */
  toStored(literal: Literal): Literal;
  /** What is written before a query without a dataset, so that its default graph is the union of all but these. */
  hides(graphs: readonly string[]): string;
  /** Rows that it sorts for a LIMIT and OFFSET. */
  readonly mostSorted: number;
  /** IRIs in a query that it is asked with others for. */
  readonly standIns: ReadonlyMap<string, string>;
  /** Whether graphs that are not ours can be kept out of answers. */
  readonly canHide: boolean;
  /** Form fields that tell the engine how long a query may run. */
  deadline(ms: number): Readonly<Record<string, string>>;
  /** What the headers of an answer say of a cut one: that it took too long, or has more rows than the engine gives. */
  cut(headers: Readonly<Record<string, unknown>>): 'too-slow' | 'rows' | undefined;
}

/** Datatypes under this are other ones' stand-ins: the engine keeps the text, and takes no value out of it. */
const standIn = 'urn:banchi:text:';

/** The term that was given, out of the one that the engine keeps; a stand-in alone is what DATATYPE tells. */
export function fromStored(term: Quad_Object): Quad_Object {
  if (term.termType === 'NamedNode' && term.value.startsWith(standIn)) return factory.namedNode(term.value.slice(standIn.length));
  if (term.termType !== 'Literal') return term;
  const { value, datatype } = term;
  if (datatype.value.startsWith(standIn)) return factory.literal(value, factory.namedNode(datatype.value.slice(standIn.length)));
  // Virtuoso's results in JSON write 1 and 0.
  if (datatype.equals(xsd.boolean) && /^[01]$/.test(value)) return factory.literal(value === '1' ? 'true' : 'false', xsd.boolean);
  return term;
}

/** A literal under the stand-in of its datatype. */
export function asText(literal: Literal): Literal {
  if (literal.language !== '' || literal.datatype.equals(xsd.string)) return literal;
  return factory.literal(literal.value, factory.namedNode(standIn + literal.datatype.value));
}

/** Any engine that keeps what it is given: the SPARQL 1.1 standard and no more. */
export const standard: Dialect = {
  name: 'SPARQL 1.1',
  most: { triples: 5000, bytes: 1024 * 1024 },
  toStored: (literal) => literal,
  hides: () => '',
  mostSorted: Number.POSITIVE_INFINITY,
  standIns: new Map(),
  canHide: false,
  deadline: () => ({}),
  cut: () => undefined,
};

/**
 * Datatypes that Virtuoso 7 cannot keep: coordinates become single floats of another datatype (100.5018 → 100.50180053711), most
 * durations are an error. A query that names one is asked with the stand-in, so that equal terms stay equal.
 */
const standInFor: ReadonlyMap<string, string> = new Map(
  [geo.wktLiteral.value, xsd.duration.value, `${xsd.$}dayTimeDuration`, `${xsd.$}yearMonthDuration`].map((iri) => [iri, standIn + iri]),
);

/** The largest whole number that Virtuoso 7 takes; it refuses a text with a larger one. */
const largestInteger = 2n ** 63n - 1n;

/** Virtuoso 7. Its SQL state S1TAT means that the deadline cut the answer; ResultSetMaxRows is told in a header of its own. */
export const virtuoso: Dialect = {
  name: 'Virtuoso',
  // 12,000 triples in one INSERT DATA exhaust its compiler's memory, with longer terms 6,000 do.
  most: { triples: 1000, bytes: 256 * 1024 },
  toStored(literal) {
    if (standInFor.has(literal.datatype.value)) return asText(literal);
    if (!/nteger$|^(long|int|short|byte)$/.test(literal.datatype.value.slice(xsd.$.length))) return literal;
    const isSmall =
      /^[+-]?\d{1,25}$/.test(literal.value) && BigInt(literal.value) <= largestInteger && BigInt(literal.value) >= -largestInteger;
    return isSmall ? literal : asText(literal);
  },
  hides: (graphs) => graphs.map((graph) => `DEFINE input:default-graph-exclude ${iriText(graph)}\n`).join(''),
  // Its setting MaxSortedTopRows, as it comes.
  mostSorted: 10_000,
  standIns: standInFor,
  canHide: true,
  deadline: (ms) => ({ timeout: String(Math.max(1000, ms)) }),
  cut(headers) {
    if (headers['x-sql-state'] !== undefined) return 'too-slow';
    return headers['x-sparql-maxrows'] === undefined ? undefined : 'rows';
  },
};
