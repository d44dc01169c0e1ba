import { groupByRule, type Occurrence, type Part, profiles, type RuleGroup, type Validation } from '../../catalog/validation.js';

/** A validation for programs: rules, the worst first, each with the places where it found fault; then what was judged. */
export function reportJson(validation: Validation): string {
  const { gate, profile, shapesVersion, flowVersion, at, counts, datasets, omitted, subject, syntax, notes, parts } = validation;
  return JSON.stringify(
    {
      gate,
      profile: { token: profile, iri: profiles[profile].iri },
      shapes: { version: shapesVersion, flowVersion },
      at,
      document: { name: subject, syntax, notes },
      counts,
      datasets,
      omitted,
      rules: groupByRule(parts).map(ruleJson),
      parts: parts.map((part) => partJson(part, validation)),
    },
    undefined,
    2,
  );
}

function ruleJson({ rule, occurrences }: RuleGroup) {
  const { shape, severity, basis, name, message, remedy, component, path } = rule;
  return {
    rule: shape,
    severity,
    count: occurrences.length,
    basis,
    name,
    message,
    remedy,
    component,
    path,
    occurrences: occurrences.map(occurrenceJson),
  };
}

function occurrenceJson({ part, finding }: Occurrence) {
  const { focus, place, cell, fields, columns, value, given } = finding;
  return { dataset: part.dataset, node: focus, place, cell, fields, columns, value, given };
}

function partJson({ dataset, title, report, counts, notes }: Part, validation: Validation) {
  const repairs = report.repairs.map((repair) => ({ ...repair, words: validation.repairs[repair.rule] }));
  return { dataset, title, gate: report.gate, counts, notes, repairs, unmapped: report.unmapped };
}
