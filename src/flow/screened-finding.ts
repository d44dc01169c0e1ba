import type { Finding } from '../catalog/report.js';
import { masked, withoutPersons, withoutPhones } from '../map/persons.js';
import { shown } from '../map/screen.js';

const longest = 300;

/** A node or title as a report may show it. */
export function screenedName(name: string): string {
  return cut(shown(name));
}

/**
 * A finding as a report may show it. Nobody has screened the values of RDF on their way here: keys, numbers and addresses are
 * masked as in a mapped record, a person's name or telephone number to its beginning.
 */
export function screenedFinding(finding: Finding): Finding {
  const { value, focus, place } = finding;
  const screened = value === undefined ? undefined : screenedValue(value);
  return {
    ...finding,
    focus: shown(focus),
    place: { ...place, name: screenedName(place.name) },
    value: screened,
    // A masked IRI is none any more.
    valueKind: screened === value ? finding.valueKind : undefined,
  };
}

function screenedValue(value: string): string {
  const safe = shown(value);
  if (safe !== value || /^(?:https?|urn):/i.test(value)) return cut(safe);
  return withoutPersons(value) === value && withoutPhones(value) === value ? cut(value) : masked(value);
}

function cut(value: string): string {
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}
