import type { ProblemKind } from '../catalog/problem.js';
import { countFindings, gateOf, type Report } from '../catalog/report.js';
import type { Text } from '../catalog/text.js';
import type { Part, ProfileName } from '../catalog/validation.js';
import type { ReadLimits } from '../rdf/read-limits.js';
import type { DocumentLabel } from '../rdf/sniff.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { Validator } from '../validate/validator.js';

export interface JudgeLimits extends ReadLimits {
  /** Datasets judged; more are counted. */
  readonly datasets: number;
  /** Findings kept; more are counted. */
  readonly findings: number;
}

/** A document of anybody, to be read and judged in a thread. */
export interface JudgeTask {
  readonly bytes: Uint8Array;
  readonly label: DocumentLabel;
  readonly profile: ProfileName;
  readonly limits: JudgeLimits;
  readonly base: string;
  readonly at: string;
  /** Give an Excel template back with the findings beside its rows. */
  readonly annotate: boolean;
}

/** What was found, or why nothing could be: a Problem does not survive the way between threads as one. */
export type JudgedDocument =
  | {
      readonly state: 'judged';
      readonly syntax: string;
      readonly notes: readonly Text[];
      readonly found: number;
      readonly parts: readonly Part[];
      /** The workbook that is given back, when it was asked for. */
      readonly workbook?: Uint8Array | undefined;
    }
  | { readonly state: 'refused'; readonly kind: ProblemKind; readonly detail: Text; readonly remedy: Text | undefined };

/** What judges, made once in a thread. */
export interface Judges {
  readonly vocabulary: Vocabulary;
  validator(profile: ProfileName): Validator;
}

/** What was judged, and how many datasets there are. */
export type Parts = { readonly found: number; readonly parts: readonly Part[] };

/** Counts all findings and keeps them while there is room. */
export function keeper(room: number) {
  let left = room;
  return (dataset: string | undefined, title: string, report: Omit<Report, 'gate'>, notes: readonly Text[] = []): Part => {
    const findings = report.findings.slice(0, left);
    left -= findings.length;
    return {
      dataset,
      title,
      notes,
      counts: countFindings(report.findings),
      report: { ...report, gate: gateOf(report.findings), findings },
    };
  };
}
