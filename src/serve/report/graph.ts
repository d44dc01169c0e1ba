import { cellWords, type Finding, type Path, type Repair, type Severity } from '../../catalog/report.js';
import type { Text } from '../../catalog/text.js';
import { profiles, type Validation } from '../../catalog/validation.js';
import {
  dct,
  factory,
  gdc,
  iri,
  type NamedNode,
  owl,
  prov,
  type Quad,
  type Quad_Object,
  type Quad_Subject,
  quad,
  rdf,
  rdfs,
  sh,
  tagged,
  typed,
  xsd,
} from '../../rdf/terms.js';

const severities: Readonly<Record<Severity, NamedNode>> = { violation: sh.Violation, warning: sh.Warning, info: sh.Info };

/** Base of the shapes' versions (linked-data.md §5). */
const shapesBase = 'https://w3id.org/dcat-ap-th/shapes/';

/**
 * A validation as an sh:ValidationReport. `sh:conforms` is as SHACL has it, false with any result; `gdc:gate` is what decides. What
 * was mended on the way stands beside it in PROV.
 */
export function reportQuads(validation: Validation): Quad[] {
  const report = factory.blankNode('report');
  const quads = [
    quad(report, rdf.type, sh.ValidationReport),
    quad(report, sh.conforms, typed(String(isClean(validation)), xsd.boolean)),
    quad(report, gdc.gate, validation.gate === 'passed' ? gdc.passed : gdc.failed),
    quad(report, dct.conformsTo, iri(profiles[validation.profile].iri)),
    quad(report, prov.used, iri(`${shapesBase}${validation.shapesVersion}`)),
    quad(report, owl.versionInfo, typed(validation.shapesVersion, xsd.string)),
    quad(report, dct.created, typed(validation.at.replace(/\.\d+Z$/, 'Z'), xsd.dateTime)),
    ...worded(report, rdfs.comment, ...validation.notes),
  ];
  let count = 0;
  for (const part of validation.parts) {
    for (const finding of part.report.findings) {
      count += 1;
      quads.push(...resultQuads(report, factory.blankNode(`result${count}`), `path${count}`, finding));
    }
    for (const repair of part.report.repairs) {
      count += 1;
      quads.push(...repairQuads(`repair${count}`, part.dataset, repair, validation.repairs[repair.rule]));
    }
  }
  return quads;
}

function isClean({ counts }: Validation): boolean {
  return counts.violation + counts.warning + counts.info === 0;
}

function resultQuads(report: Quad_Subject, result: Quad_Subject & Quad_Object, pathLabel: string, finding: Finding): Quad[] {
  const quads = [
    quad(report, sh.result, result),
    quad(result, rdf.type, sh.ValidationResult),
    quad(result, sh.focusNode, node(finding.focus)),
    quad(result, sh.resultSeverity, severities[finding.severity]),
    quad(result, sh.sourceShape, node(finding.shape)),
    ...worded(result, sh.resultMessage, finding.message),
    ...worded(result, gdc.remedy, finding.remedy),
    ...(finding.cell === undefined ? [] : worded(result, rdfs.comment, cellWords(finding.cell))),
    ...finding.fields.map((field) => quad(result, gdc.field, typed(field, xsd.string))),
  ];
  if (finding.component !== undefined) quads.push(quad(result, sh.sourceConstraintComponent, iri(finding.component)));
  if (finding.path !== undefined) quads.push(...pathQuads(result, pathLabel, finding.path));
  const value = valueTerm(finding);
  if (value !== undefined) quads.push(quad(result, sh.value, value));
  return quads;
}

function pathQuads(result: Quad_Subject, label: string, path: Path): Quad[] {
  if (typeof path === 'string') return [quad(result, sh.resultPath, iri(path))];
  if ('sequence' in path) return listQuads(result, sh.resultPath, label, path.sequence);
  const choice = factory.blankNode(label);
  return [quad(result, sh.resultPath, choice), ...listQuads(choice, sh.alternativePath, `${label}x`, path.alternative)];
}

function listQuads(subject: Quad_Subject, property: NamedNode, label: string, members: readonly string[]): Quad[] {
  const cells = members.map((_, index) => factory.blankNode(`${label}l${index}`));
  const first = cells[0] ?? rdf.nil;
  return [
    quad(subject, property, first),
    ...cells.flatMap((cell, index) => [
      quad(cell, rdf.first, iri(members[index] as string)),
      quad(cell, rdf.rest, cells[index + 1] ?? rdf.nil),
    ]),
  ];
}

function valueTerm({ value, valueKind }: Finding): Quad_Object | undefined {
  if (value === undefined || valueKind === undefined) return undefined;
  if (valueKind.kind !== 'literal') return node(value);
  return valueKind.language === '' ? typed(value, iri(valueKind.datatype)) : tagged(value, valueKind.language);
}

function repairQuads(label: string, dataset: string | undefined, { field, before, after }: Repair, words: Text | undefined): Quad[] {
  const [mended, given] = [factory.blankNode(label), factory.blankNode(`${label}given`)];
  return [
    quad(mended, rdf.type, prov.Entity),
    quad(mended, rdf.value, typed(after, xsd.string)),
    quad(mended, gdc.field, typed(field, xsd.string)),
    quad(mended, prov.wasDerivedFrom, given),
    quad(given, rdf.type, prov.Entity),
    quad(given, rdf.value, typed(before, xsd.string)),
    ...(dataset === undefined ? [] : [quad(mended, dct.isPartOf, node(dataset))]),
    ...(words === undefined ? [] : worded(mended, rdfs.comment, words)),
  ];
}

function worded(subject: Quad_Subject, property: NamedNode, ...texts: readonly Text[]): Quad[] {
  return texts.flatMap(({ th, en }) => [quad(subject, property, tagged(th, 'th')), quad(subject, property, tagged(en, 'en'))]);
}

/** A node as a finding names it. What was masked away is no IRI any more, and what a document wrote may be none. */
function node(name: string): Quad_Subject & Quad_Object {
  if (name.startsWith('_:')) return factory.blankNode(`doc-${name.slice(2).replace(/[^A-Za-z0-9]/g, '-')}`);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(name)) return iri('urn:banchi:masked');
  return iri(name.replace(/[\s<>"{}|\\^`\p{Cc}]/gu, encodeURIComponent));
}
