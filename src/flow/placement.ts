import { agencyIri } from '../catalog/iris.js';
import type { Source } from '../catalog/source.js';
import { agencyQuads } from '../publish/reference-graphs.js';
import { toNQuads } from '../rdf/serialise.js';
import type { FlowParts } from './parts.js';

/** What the mapping must know of the agency whose record a source carries. */
export async function placements(parts: FlowParts, agencyId: string, source: Pick<Source, 'url'>) {
  const agency = await parts.registry.read.agencies.find(agencyId);
  if (agency === undefined) throw new Error(`there is no agency ${agencyIri(parts.base, agencyId)}`);
  return {
    agency: toNQuads(agencyQuads(parts.base, agency)),
    placement: { base: parts.base, agencyId: agency.id, agencyName: agency.name, sourceUrl: source.url },
  };
}
