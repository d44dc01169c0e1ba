/** IRIs that we mint; pure functions of the base and stored names (design.md §5, linked-data.md §3). No trailing slash on `base`. */

export function agencyIri(base: string, agencyId: string): string {
  return `${base}/agencies/${agencyId}#org`;
}

/** Graph of an agency: its document. */
export function agencyGraph(base: string, agencyId: string): string {
  return `${base}/agencies/${agencyId}`;
}

export function catalogueIri(base: string): string {
  return `${base}/catalog`;
}

/** An agency's own catalogue, and the name of its graph. */
export function agencyCatalogueIri(base: string, agencyId: string): string {
  return `${base}/catalogs/${agencyId}`;
}

export function datasetIri(base: string, segment: string, slug: string): string {
  return `${base}/datasets/${segment}/${slug}`;
}

/** The catalogue record of a dataset, and the name of its graph. */
export function recordIri(dataset: string): string {
  return `${dataset}/record`;
}

export function recordSourceIri(dataset: string): string {
  return `${dataset}/record#source`;
}

export function distributionIri(dataset: string, id: string): string {
  return `${dataset}/distributions/${id}`;
}

/** A part of a dataset: `#contact`, `#provenance`, `#access-condition`, `#id-1`, … */
export function partIri(dataset: string, part: string): string {
  return `${dataset}#${part}`;
}
