import { countFindings, type Finding, type Gate, type Report, type Severity } from './report.js';
import { type Text, text } from './text.js';

/** What a document can be judged by. */
export const profiles = {
  'dcat-ap-th': {
    iri: 'https://w3id.org/dcat-ap-th/1.0.0',
    name: text('DCAT-AP-TH 1.0.0 (แนวทางของไทยและ DCAT-AP)', 'DCAT-AP-TH 1.0.0 (Thai guideline and DCAT-AP)'),
  },
  'dcat-ap': { iri: 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/', name: text('DCAT-AP 3.0.1', 'DCAT-AP 3.0.1') },
} as const satisfies Record<string, { iri: string; name: Text }>;

export type ProfileName = keyof typeof profiles;

export function isProfileName(value: string): value is ProfileName {
  return Object.hasOwn(profiles, value);
}

export type Counts = Readonly<Record<Severity, number>>;

/** What was found of one dataset, or of all that belongs to none or to several. */
export interface Part {
  /** The dataset, as findings name nodes; undefined for what belongs to none. */
  readonly dataset: string | undefined;
  readonly title: string;
  readonly report: Report;
  /** Of all findings, also of those that are not kept in the report. */
  readonly counts: Counts;
  readonly notes: readonly Text[];
}

/** What validation says of a document, a record or an agency's records: the model that every face shows. */
export interface Validation {
  /** Name of what was judged: a file, an address, an agency. */
  readonly subject: string;
  /** How it was written, such as `Turtle`. */
  readonly syntax: string;
  /** What had to be assumed to read it. */
  readonly notes: readonly Text[];
  readonly profile: ProfileName;
  readonly shapesVersion: string;
  readonly flowVersion: string;
  readonly at: string;
  readonly gate: Gate;
  readonly counts: Counts;
  readonly parts: readonly Part[];
  readonly datasets: { readonly found: number; readonly judged: number; readonly passed: number; readonly failed: number };
  /** Findings that were counted and not kept. */
  readonly omitted: number;
  /** What each repair's rule does, in words. */
  readonly repairs: Readonly<Record<string, Text>>;
  /** An Excel template with the findings beside its rows, when it was asked for: for who sent it, and kept by nobody. */
  readonly workbook?: Uint8Array | undefined;
}

/** What a validation is made of, besides what follows from its parts. */
export type Judged = Omit<Validation, 'gate' | 'counts' | 'datasets' | 'omitted'> & { readonly found: number };

/** Sums up the parts; the gate of all is failed when that of one is. */
export function sumUp({ found, ...judged }: Judged): Validation {
  const counts = { violation: 0, warning: 0, info: 0 };
  let kept = 0;
  for (const part of judged.parts) {
    for (const severity of Object.keys(counts) as Severity[]) counts[severity] += part.counts[severity];
    kept += part.report.findings.length;
  }
  const ofDatasets = judged.parts.filter(({ dataset }) => dataset !== undefined);
  const passed = ofDatasets.filter(({ report }) => report.gate === 'passed').length;
  return {
    ...judged,
    gate: judged.parts.every(({ report }) => report.gate === 'passed') ? 'passed' : 'failed',
    counts,
    datasets: { found, judged: ofDatasets.length, passed, failed: ofDatasets.length - passed },
    omitted: counts.violation + counts.warning + counts.info - kept,
  };
}

/** A part of a record's report as it is stored: nothing of it was left out. */
export function partOf(dataset: string, title: string, report: Report): Part {
  return { dataset, title, report, counts: countFindings(report.findings), notes: [] };
}

/** One place where a rule found fault. */
export interface Occurrence {
  readonly part: Part;
  readonly finding: Finding;
}

/** One rule with every place where it found fault. */
export interface RuleGroup {
  /** The words and severity of the rule, as its first finding has them. */
  readonly rule: Finding;
  readonly occurrences: readonly Occurrence[];
}

const order: Readonly<Record<Severity, number>> = { violation: 0, warning: 1, info: 2 };

/** Findings by rule: the worst first, then what was found most often. */
export function groupByRule(parts: readonly Part[]): RuleGroup[] {
  const groups = new Map<string, { rule: Finding; occurrences: Occurrence[] }>();
  for (const part of parts) {
    for (const finding of part.report.findings) {
      const group = groups.get(finding.shape);
      if (group === undefined) groups.set(finding.shape, { rule: finding, occurrences: [{ part, finding }] });
      else group.occurrences.push({ part, finding });
    }
  }
  return [...groups.values()].sort(
    (a, b) => order[a.rule.severity] - order[b.rule.severity] || b.occurrences.length - a.occurrences.length,
  );
}
