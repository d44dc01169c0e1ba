import type { Severity } from '../../catalog/report.js';
import type { Graph } from '../../rdf/graph.js';
import { dct, gdc, owl, prefixed, rdf, sh, type Term } from '../../rdf/terms.js';
import { normalise } from '../../rdf/vocabulary.js';
import type { Language } from '../pages/page.js';
import type { RuleFile, RuleFileView, RuleView } from '../pages/rules.js';
import { View } from '../pages/view.js';
import type { ProfileDocument, ProfileDocuments } from '../profile-documents.js';

const severityOf: Readonly<Record<string, Severity>> = {
  [sh.Violation.value]: 'violation',
  [sh.Warning.value]: 'warning',
  [sh.Info.value]: 'info',
};

/** What a property shape says of itself besides its condition. */
const words: ReadonlySet<string> = new Set([sh.path, sh.name, sh.description, sh.message, sh.severity].map(({ value }) => value));

/** A file of shapes as a line of the list. */
export function ruleFile(document: ProfileDocument, language: Language): RuleFile {
  const { title, description, rules } = ruleFileView(document, language);
  const count = (severity: Severity): number => rules.filter((rule) => rule.severity === severity).length;
  return {
    href: document.path,
    name: title,
    description,
    counts: { violation: count('violation'), warning: count('warning'), info: count('info') },
  };
}

/** A file of shapes with each of its rules, in the order of the file. */
export function ruleFileView(document: ProfileDocument, language: Language): RuleFileView {
  const { graph, iri: node, path } = document;
  const view = new View(graph, language, () => undefined);
  return {
    path,
    iri: view.nodes(node, owl.versionIRI)[0] ?? node,
    version: view.text(node, owl.versionInfo) ?? '',
    title: view.text(node, dct.title) ?? path,
    description: view.text(node, dct.description) ?? '',
    rules: graph.find(null, sh.path).map(({ subject }) => ruleView(graph, view, path, subject)),
  };
}

/** The files that an index of rules is made of. */
export function partsOf(documents: ProfileDocuments, { graph, iri: node }: ProfileDocument, language: Language): RuleFile[] {
  const parts = new Set(new View(graph, language, () => undefined).nodes(node, dct.hasPart));
  return documents.shapes.filter((one) => parts.has(one.iri)).map((one) => ruleFile(one, language));
}

/** Rules of all files whose words, fields or columns hold the search, at most `most`. */
export function findRules(documents: ProfileDocuments, search: string, most: number, language: Language): RuleView[] {
  const wanted = normalise(search);
  if (wanted === '') return [];
  return documents.shapes
    .flatMap((document) => ruleFileView(document, language).rules)
    .filter(({ name, message, description, id, fields, columns }) =>
      [name, message, description, id, ...fields, ...columns].some((text) => normalise(text).includes(wanted)),
    )
    .slice(0, most);
}

function ruleView(graph: Graph, view: View, path: string, shape: Term): RuleView {
  const node = shape.value;
  const id = node.slice(node.indexOf('#') + 1);
  const targets = graph.subjects(sh.property, shape).flatMap((owner) => view.nodes(owner.value, sh.targetClass));
  const conditions = graph
    .find(shape)
    .filter(({ predicate }) => predicate.value.startsWith(sh.$) && !words.has(predicate.value))
    .map(({ predicate, object }) => `${prefixed(predicate.value)} ${valueText(graph, object)}`);
  const pathNode = graph.object(shape, sh.path);
  return {
    id,
    iri: node,
    href: `${path}#${id}`,
    name: view.text(node, sh.name) ?? id,
    severity: severityOf[graph.object(shape, sh.severity)?.value ?? sh.Violation.value] ?? 'violation',
    description: view.text(node, sh.description) ?? '',
    message: view.text(node, sh.message) ?? '',
    remedy: view.text(node, gdc.remedy) ?? '',
    basis: view.text(node, gdc.basis) ?? 'Banchi',
    fields: view.texts(node, gdc.field),
    columns: view.texts(node, gdc.column),
    target: [...new Set(targets)].map(prefixed),
    path: pathNode === undefined ? '' : pathOf(graph, pathNode),
    condition: cut(conditions.join(' ; ')),
  };
}

/** Patterns over the letters of many languages say nothing to a reader beyond their beginning; the Turtle has them whole. */
const longestCondition = 160;

function cut(condition: string): string {
  return condition.length > longestCondition ? `${condition.slice(0, longestCondition)}…` : condition;
}

/** A path in SPARQL's notation. */
function pathOf(graph: Graph, path: Term): string {
  const alternatives = graph.object(path, sh.alternativePath);
  if (alternatives !== undefined)
    return listOf(graph, alternatives)
      .map((one) => pathOf(graph, one))
      .join(' | ');
  const steps = listOf(graph, path);
  return steps.length > 0 ? steps.map((one) => pathOf(graph, one)).join(' / ') : prefixed(path.value);
}

function valueText(graph: Graph, value: Term): string {
  if (value.termType === 'Literal') return /^-?\d+$/.test(value.value) ? value.value : JSON.stringify(value.value);
  const list = listOf(graph, value);
  if (list.length > 0) return `(${list.map((one) => valueText(graph, one)).join(' ')})`;
  if (value.termType === 'NamedNode') return prefixed(value.value);
  const inside = graph.find(value).map(({ predicate, object }) => `${prefixed(predicate.value)} ${valueText(graph, object)}`);
  return `[ ${inside.join(' ; ')} ]`;
}

function listOf(graph: Graph, head: Term): Term[] {
  const items: Term[] = [];
  for (let node: Term | undefined = head; node !== undefined && !node.equals(rdf.nil); node = graph.object(node, rdf.rest)) {
    const first = graph.object(node, rdf.first);
    if (first === undefined) break;
    items.push(first);
  }
  return items;
}
