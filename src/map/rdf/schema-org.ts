import type { Repair } from '../../catalog/report.js';
import type { NamedNode, Quad } from '../../rdf/terms.js';

export function fromSchemaOrg(_focus: NamedNode, quads: readonly Quad[], _repairs: Repair[]): readonly Quad[] {
  return quads;
}
