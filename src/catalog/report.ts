import type { Audience } from './audience.js';
import type { Cell } from './template-row.js';
import { type Text, text } from './text.js';

export const severities = ['violation', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a severity asks of the agency, in the words of every report. */
export const severityLabels: Readonly<Record<Severity, Text>> = {
  violation: { th: 'ต้องแก้ไข', en: 'Must be mended' },
  warning: { th: 'ข้อแนะนำ', en: 'Advice' },
  info: { th: 'ข้อสังเกต', en: 'For your information' },
};

/** Where in the agency's own record a finding points: the dataset itself or one resource by its name. */
export interface Place {
  readonly kind: 'dataset' | 'resource';
  readonly name: string;
}

/** The property path of a rule: one property, several in a row, or several to choose from; IRIs. */
export type Path = string | { readonly sequence: readonly string[] } | { readonly alternative: readonly string[] };

/** What kind of RDF term a value is. */
export type ValueKind =
  | { readonly kind: 'iri' | 'blank' }
  | { readonly kind: 'literal'; readonly language: string; readonly datatype: string };

/** One thing to mend. Words come from the shape in Turtle and are kept, because they are what the agency was told. */
export interface Finding {
  /** IRI of the property shape. */
  readonly shape: string;
  readonly severity: Severity;
  /** IRI of the constraint component that found it; reports written before it was kept lack it and the next three. */
  readonly component?: string;
  readonly path?: Path | undefined;
  /** Columns of the standard template that hold the fields. */
  readonly columns?: readonly string[];
  /** Kind of the value, where it is a value of the path. */
  readonly valueKind?: ValueKind | undefined;
  /** The node that was judged: an IRI, or `_:` and a label. */
  readonly focus: string;
  readonly place: Place;
  /** Where it stands in the agency's workbook, when it sent one. */
  readonly cell?: Cell | undefined;
  /** Names of the fields in the agency's own system that this comes from. */
  readonly fields: readonly string[];
  /** The offending RDF value, where there is one. */
  readonly value: string | undefined;
  /** What the agency's record has in those fields, as it was sent; cut at 200 characters. */
  readonly given: string | undefined;
  readonly name: Text;
  readonly message: Text;
  readonly remedy: Text;
  readonly basis: string;
}

/** A dirty value that was mended on the way, never silently: what, from, to, by which rule. */
export interface Repair {
  readonly field: string;
  /** Where it stands in the agency's workbook, when it sent one. */
  readonly cell?: Cell | undefined;
  readonly before: string;
  readonly after: string;
  /** Name of the rule, a key of `map/repairs.ts`. */
  readonly rule: string;
}

/** A place in a workbook, in words. */
export function cellWords({ sheet, row, column }: Cell): Text {
  if (column === undefined) return text(`ชีต ${sheet} แถว ${row}`, `sheet ${sheet}, row ${row}`);
  return text(`ชีต ${sheet} แถว ${row} คอลัมน์ ${column}`, `sheet ${sheet}, cell ${column}${row}`);
}

export type Gate = 'passed' | 'failed';

/** What validation and mapping say of one version under one flow version. */
export interface Report {
  readonly gate: Gate;
  readonly findings: readonly Finding[];
  readonly repairs: readonly Repair[];
  /** Fields with a value that has no home in the mapping yet; kept in the version. */
  readonly unmapped: readonly string[];
}

/** The gate counts violations only; warnings never hold a record (linked-data.md §6). */
export function gateOf(findings: readonly Finding[]): Gate {
  return findings.some((finding) => finding.severity === 'violation') ? 'failed' : 'passed';
}

/** How many findings of each severity. */
export function countFindings(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { violation: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

/** How current the data is, as the record itself tells (process.md §5). */
export interface UpdatePromise {
  /** ISO day of the last update of the data, or undefined when the record does not tell. */
  readonly updatedOn: string | undefined;
  /** Code of the frequency unit concept, such as `month`. */
  readonly unit: string | undefined;
  readonly every: number | undefined;
}

/** What we made of one version under one flow version, but for what the agency is told of it. */
export interface AssessmentFacts {
  readonly flowVersion: string;
  /** The mapped record graph in N-Quads, without the facts that only publication knows. */
  readonly graph: string;
  readonly title: string;
  /** Audience the record asks for when nobody chooses another. */
  readonly audience: Audience;
  /** Hash over what makes a change material (thai-metadata.md §1), and over what a standing confirmation never covers. */
  readonly materialHash: string;
  readonly guardedHash: string;
  readonly promise: UpdatePromise;
  /** Address of another catalogue's dataset that this is a copy of. */
  readonly copyOf: string | undefined;
}

/** What we made of one version under one flow version. */
export interface Assessment extends AssessmentFacts {
  readonly report: Report;
}
