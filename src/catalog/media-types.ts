/** What the bytes of a version are: a CKAN package, the graph of one dataset, or one row of the template. */
export const recordMediaTypes = ['application/json', 'application/n-quads', 'application/vnd.banchi.template-row+json'] as const;
export type RecordMediaType = (typeof recordMediaTypes)[number];
