import { agencyIri } from '../catalog/iris.js';
import { type Source, sourceName } from '../catalog/source.js';
import { agencyQuads } from '../publish/reference-graphs.js';
import { toNQuads } from '../rdf/serialise.js';
import type { FlowParts } from './parts.js';

/** What the mapping must know of a source's agency. */
export async function placements(parts: FlowParts, source: Source) {
  const agency = await parts.registry.read.agencies.find(source.agencyId);
  if (agency === undefined) throw new Error(`source ${sourceName(source)} has no agency (${agencyIri(parts.base, source.agencyId)})`);
  return {
    agency: toNQuads(agencyQuads(parts.base, agency)),
    placement: { base: parts.base, agencyId: agency.id, agencyName: agency.name, sourceUrl: source.url },
  };
}
