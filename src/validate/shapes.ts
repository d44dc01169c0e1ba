import type { Path, Severity } from '../catalog/report.js';
import type { Text } from '../catalog/text.js';
import { Graph } from '../rdf/graph.js';
import { gdc, type NamedNode, owl, type Quad, rdf, rdfs, sh, type Term } from '../rdf/terms.js';
import { nameOfFile, readTurtleFiles, type TurtleFile } from '../rdf/turtle-file.js';

/** What a rule says, all of it from Turtle: severity and wording never stand in code. */
export interface Rule {
  readonly iri: string;
  readonly severity: Severity;
  readonly name: Text;
  readonly message: Text;
  readonly remedy: Text;
  readonly basis: string;
  readonly fields: readonly string[];
  /** Columns of the standard template that hold these. */
  readonly columns: readonly string[];
  /** IRI of its constraint component. */
  readonly component: string;
  readonly path: Path | undefined;
  /** The path, when it is one property. */
  readonly property: NamedNode | undefined;
  /** A rule that says the same in the guideline's words; where both find fault, that one is told. */
  readonly coveredBy: string | undefined;
}

export interface Shapes {
  readonly quads: readonly Quad[];
  readonly rules: ReadonlyMap<string, Rule>;
  /** What the shapes' own files call their version. */
  readonly version: string;
}

/** Shapes as files, each a document of its own. */
export interface ShapeFiles extends Shapes {
  readonly files: readonly TurtleFile[];
}

/** Constraint components: one to a property shape, since sh:message is the shape's. A qualified shape is one with its counts. */
export const components: ReadonlySet<string> = new Set(
  (
    'minCount maxCount class datatype nodeKind minInclusive maxInclusive minExclusive maxExclusive minLength maxLength pattern ' +
    'languageIn uniqueLang equals disjoint lessThan hasValue in node qualifiedValueShape'
  )
    .split(' ')
    .map((term) => sh.$ + term),
);

/**
 * Every term of SHACL that shacl-engine 1.1.2 was seen to treat right. It skips unknown ones silently, so a rule written with
 * another would never fire; we refuse to start instead (linked-data.md §6).
 */
const allowed: ReadonlySet<string> = new Set([
  ...components,
  ...(
    'NodeShape PropertyShape property path alternativePath targetClass targetSubjectsOf name description message severity ' +
    'Violation Warning Info order group ' +
    'IRI Literal BlankNodeOrIRI flags qualifiedMinCount qualifiedMaxCount'
  )
    .split(' ')
    .map((term) => sh.$ + term),
]);

const severityNames: ReadonlyMap<string, Severity> = new Map([
  [sh.Violation.value, 'violation'],
  [sh.Warning.value, 'warning'],
  [sh.Info.value, 'info'],
]);

/**
 * Reads the Turtle files of shapes/, all or those whose name begins with `prefix`.
 * @throws Error naming file or shape when a term is not on the allow-list, a property shape has more than one constraint
 * component, or lacks words in either language.
 */
export function loadShapes(directory: string, prefix = ''): ShapeFiles {
  const files = readTurtleFiles(directory).filter((file) => nameOfFile(file).startsWith(prefix));
  return { files, ...readShapes(files.flatMap((file) => file.quads)) };
}

export function readShapes(quads: readonly Quad[]): Shapes {
  const graph = new Graph(quads);
  for (const { predicate, object } of quads) {
    for (const term of [predicate, object]) {
      if (term.termType === 'NamedNode' && term.value.startsWith(sh.$) && !allowed.has(term.value))
        throw new Error(`shapes/ uses ${term.value}, which the engine is not known to treat right`);
    }
  }
  if (graph.find(null, rdfs.subClassOf).length > 0) throw new Error('shapes/ uses rdfs:subClassOf; a shape names each class it means');
  checkPaths(graph);
  const rules = new Map<string, Rule>();
  for (const { subject } of graph.find(null, sh.path)) {
    const rule = readRule(graph, subject);
    rules.set(rule.iri, rule);
  }
  return { quads, rules, version: graph.find(null, owl.versionInfo)[0]?.object.value ?? '' };
}

/** A path is a property, a list of properties, or properties to choose from; the engine reads other forms, but not all right. */
function checkPaths(graph: Graph): void {
  for (const { subject, object } of graph.find(null, sh.path)) {
    const list = graph.object(object, sh.alternativePath) ?? object;
    if (object.termType === 'NamedNode' || isListOfProperties(graph, list)) continue;
    throw new Error(`${subject.value}: sh:path must be a property, a list of properties or an alternative of properties`);
  }
}

function isListOfProperties(graph: Graph, list: Term): boolean {
  if (graph.object(list, rdf.first)?.termType !== 'NamedNode') return false;
  const rest = graph.object(list, rdf.rest);
  return rest !== undefined && (rest.equals(rdf.nil) || isListOfProperties(graph, rest));
}

function readRule(graph: Graph, shape: Term): Rule {
  const found = graph.find(shape).filter((quad) => components.has(quad.predicate.value));
  if (found.length !== 1)
    throw new Error(`${shape.value} has ${found.length} constraint components; it must have one, because sh:message is the shape's`);
  const severity = severityNames.get(graph.object(shape, sh.severity)?.value ?? sh.Violation.value);
  if (severity === undefined) throw new Error(`${shape.value} has an unknown sh:severity`);
  const words = (property: typeof sh.name): Text => bilingual(graph, shape, property);
  return {
    iri: shape.value,
    severity,
    name: words(sh.name),
    message: words(sh.message),
    remedy: words(gdc.remedy),
    basis: graph.object(shape, gdc.basis)?.value ?? 'Banchi',
    fields: graph.objects(shape, gdc.field).map((term) => term.value),
    columns: graph.objects(shape, gdc.column).map((term) => term.value),
    component: componentOf(found[0] as Quad, graph),
    path: pathOf(graph, graph.object(shape, sh.path)),
    property: propertyOf(graph, shape),
    coveredBy: graph.object(shape, gdc.coveredBy)?.value,
  };
}

/** `sh:minCount` names sh:MinCountConstraintComponent; a qualified shape is told apart by its counts, of which one is enough. */
function componentOf({ predicate, subject }: Quad, graph: Graph): string {
  const name = predicate.value.slice(sh.$.length);
  const qualified = graph.find(subject).some((quad) => quad.predicate.value === `${sh.$}qualifiedMaxCount`)
    ? 'QualifiedMaxCount'
    : 'QualifiedMinCount';
  const component = name === 'qualifiedValueShape' ? qualified : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `${sh.$}${component}ConstraintComponent`;
}

function pathOf(graph: Graph, path: Term | undefined): Path | undefined {
  if (path === undefined) return undefined;
  const alternatives = graph.object(path, sh.alternativePath);
  if (alternatives !== undefined) return { alternative: listed(graph, alternatives) };
  return graph.object(path, rdf.first) === undefined ? path.value : { sequence: listed(graph, path) };
}

function listed(graph: Graph, list: Term): string[] {
  const first = graph.object(list, rdf.first);
  const rest = graph.object(list, rdf.rest);
  return first === undefined ? [] : [first.value, ...(rest === undefined ? [] : listed(graph, rest))];
}

function propertyOf(graph: Graph, shape: Term): NamedNode | undefined {
  const path = graph.object(shape, sh.path);
  const isList = path !== undefined && graph.find(path, rdf.first).length > 0;
  return path?.termType === 'NamedNode' && !isList ? path : undefined;
}

function bilingual(graph: Graph, shape: Term, property: typeof sh.name): Text {
  const found: Record<string, string> = {};
  for (const term of graph.objects(shape, property)) if (term.termType === 'Literal') found[term.language] = term.value;
  const { th, en } = found;
  if (th === undefined || en === undefined) throw new Error(`${shape.value} lacks ${property.value} in Thai or English`);
  return { th, en };
}
