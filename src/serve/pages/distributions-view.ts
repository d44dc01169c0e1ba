import { dcat, dct } from '../../rdf/terms.js';
import { hostOf, nameOf } from './addresses.js';
import type { View } from './view.js';

/** What following the link gives: a file, a service for programs, or a page where the data is to be found. */
export type DistributionKind = 'file' | 'service' | 'page';

export interface DistributionView {
  readonly href: string;
  readonly host: string;
  readonly kind: DistributionKind;
  readonly title: string;
  readonly description: string | undefined;
  /** Short name, if the agency told the format. */
  readonly format: string | undefined;
  readonly size: number | undefined;
  readonly updated: string | undefined;
}

const order: readonly DistributionKind[] = ['file', 'service', 'page'];

/** Distributions, what most people want first; RDF keeps no order, so names decide among equals. */
export function distributionsOf(view: View, dataset: string): DistributionView[] {
  const names = new Intl.Collator(view.language, { numeric: true });
  return view
    .nodes(dataset, dcat.distribution)
    .map((node) => readDistribution(view, node))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || names.compare(a.title, b.title));
}

function readDistribution(view: View, node: string): DistributionView {
  const download = view.nodes(node, dcat.downloadURL)[0];
  const href = download ?? view.nodes(node, dcat.accessURL)[0] ?? node;
  const isService = view.nodes(node, dcat.accessService).length > 0;
  const size = Number(view.text(node, dcat.byteSize) ?? 0);
  return {
    href,
    host: hostOf(href),
    kind: isService ? 'service' : download === undefined ? 'page' : 'file',
    title: view.text(node, dct.title) ?? nameOf(href),
    description: view.text(node, dct.description),
    format: view.formats(node, dct.format)[0],
    size: size > 0 ? size : undefined,
    updated: view.text(node, dct.modified),
  };
}
