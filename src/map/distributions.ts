import { createHash } from 'node:crypto';
import { distributionIri, partIri } from '../catalog/iris.js';
import { dcat, dct, foaf, gdc, iri, type NamedNode, natural, type Quad_Object, skos } from '../rdf/terms.js';

import { codeOf } from '../rdf/vocabulary.js';
import { mapChoices } from './choices.js';
import { type CkanPackage, FieldReader } from './ckan-package.js';
import { mapAccessCondition } from './conditions.js';
import { mapDays } from './days.js';
import type { Draft } from './draft.js';
import { mapFlags } from './flags.js';
import { mapFormat } from './formats.js';
import { mapPeriod } from './periods.js';
import { screen } from './screen.js';
import { cleanText } from './text.js';
import { mapTexts } from './texts.js';
import { namesFile } from './urls.js';

/** What all distributions of a dataset share. */
export interface DatasetTerms {
  /** Concept of the dataset's licence, if it chose one. */
  readonly licence: NamedNode | undefined;
  readonly condition: NamedNode | undefined;
  /** Statements of the dataset that hold for a service of its too: publisher, contact, keywords. */
  readonly responsibility: readonly (readonly [NamedNode, Quad_Object])[];
  /** The dataset's page at its source. */
  readonly page: string;
}

const dictionary = /พจนานุกรม|คำอธิบาย|data[\s_-]*dictionary|meta[\s_-]?data/i;
const api = /^(?:api|rest|rest api|web service|wms|wfs|wmts|sparql|odata)$/i;

/** Files that are no data are left out (`skip`) or linked as documentation (`document`). */
type Kind = 'data' | 'api' | 'document' | 'skip';

/** Maps resources to distributions. @returns the newest ISO day a resource was updated, and names of fields without a home. */
export function mapDistributions(
  draft: Draft,
  source: CkanPackage,
  terms: DatasetTerms,
): { updated: string | undefined; unmapped: string[] } {
  const updates: string[] = [];
  const unmapped = new Set<string>();
  const nodes = new Set<string>();
  for (const [index, values] of source.resources.entries()) {
    const fields = new FieldReader(values, draft.repairs, (field) => `resources[${index + 1}].${field}`);
    const resource = new ResourceMapping(draft, fields, terms);
    const kind = resource.kind();
    if (kind === 'skip') {
      fields.mend('name', fields.text('name'), '', 'downloadall-zip');
      continue;
    }
    if (kind === 'document' && resource.document()) continue;
    const own = distributionNode(draft.placement.dataset, values.id, fields.text('url') || fields.text('name'));
    const node = nodes.has(own.value) ? distributionNode(draft.placement.dataset, undefined, `${own.value}\n${index}`) : own;
    nodes.add(node.value);
    const updated = resource.distribution(node, kind, index + 1);
    if (updated !== undefined) updates.push(updated);
    for (const field of fields.unread()) unmapped.add(`resources.${field}`);
  }
  return { updated: updates.sort().at(-1), unmapped: [...unmapped].sort() };
}

class ResourceMapping {
  readonly #draft: Draft;
  readonly #fields: FieldReader;
  readonly #terms: DatasetTerms;

  constructor(draft: Draft, fields: FieldReader, terms: DatasetTerms) {
    this.#draft = draft;
    this.#fields = fields;
    this.#terms = terms;
  }

  kind(): Kind {
    const name = this.#fields.text('name');
    const format = this.#fields.text('format');
    if (/^all resource data$/i.test(name) || (this.#fields.text('downloadall_datapackage_hash') !== '' && /^zip$/i.test(format)))
      return 'skip';
    if (dictionary.test(cleanText(name, () => undefined))) return 'document';
    return api.test(format) ? 'api' : 'data';
  }

  /** Links the resource as documentation; false when it has no address and must stay a resource. */
  document(): boolean {
    const url = this.#draft.url(this.#fields, 'url');
    if (url === undefined) return false;
    this.#draft.add(this.#draft.dataset, foaf.page, iri(url.href));
    this.#fields.mend('name', this.#fields.text('name'), url.href, 'dictionary-resource');
    return true;
  }

  /** @returns the ISO day of its last update. */
  distribution(node: NamedNode, kind: Kind, position: number): string | undefined {
    const draft = this.#draft;
    const fields = this.#fields;
    draft.add(draft.dataset, dcat.distribution, node);
    draft.type(node, dcat.Distribution);
    const title = mapTexts(draft, fields, 'resource', node).get('name');
    draft.places.set(node.value, { kind: 'resource', name: title ?? `#${position}` });
    const href = this.#address(node, title ?? `#${position}`);
    if (kind === 'api' && href !== undefined) this.#service(node, href, title ?? draft.placement.dataset, position);
    mapFormat(draft, fields, node, href);
    this.#licence(node);
    if (this.#terms.condition !== undefined) draft.add(node, dct.rights, this.#terms.condition);
    mapAccessCondition(draft, fields, 'resource', node);
    mapChoices(draft, fields, 'resource', node);
    mapFlags(draft, fields, 'resource', node);
    mapPeriod(draft, fields, 'resource', node);
    return mapDays(draft, fields, 'resource', node).get('last_updated_date');
  }

  #address(node: NamedNode, name: string): string | undefined {
    const given = this.#fields.text('url');
    const url = this.#draft.url(this.#fields, 'url', node);
    if (url === undefined) {
      this.#draft.observe(node, gdc.missingResourceUrl, name);
      this.#fields.mend('url', given, this.#terms.page, 'resource-url-missing');
      this.#draft.add(node, dcat.accessURL, iri(this.#terms.page));
      return undefined;
    }
    if (url.mended) this.#fields.mend('url', given, url.href, 'url-form');
    this.#draft.add(node, dcat.accessURL, iri(url.href));
    if (this.#fields.text('url_type') === 'upload' || namesFile(url.href)) this.#draft.add(node, dcat.downloadURL, iri(url.href));
    return url.href;
  }

  #service(node: NamedNode, href: string, title: string, position: number): void {
    const service = iri(partIri(this.#draft.placement.dataset, `service-${position}`));
    this.#draft.add(node, dcat.accessService, service);
    this.#draft.type(service, dcat.DataService, dcat.Resource);
    this.#draft.add(service, dct.title, natural(title));
    this.#draft.add(service, dcat.endpointURL, iri(href));
    this.#draft.add(service, dcat.servesDataset, this.#draft.dataset);
    for (const [property, value] of this.#terms.responsibility) this.#draft.add(service, property, value);
    this.#licence(service);
  }

  #licence(node: NamedNode): void {
    const document = licenceDocument(this.#draft, this.#terms.licence);
    if (document !== undefined) this.#draft.add(node, dct.license, document);
  }
}

/** What distributions and services under a licence name: the EU's document where there is one; nothing where no licence is named (linked-data.md §4). */
export function licenceDocument(draft: Draft, licence: NamedNode | undefined): NamedNode | undefined {
  if (licence === undefined) return undefined;
  const code = codeOf(licence.value);
  if (code === 'not-specified' || code === 'other') return undefined;
  const eu = draft.vocabulary.graph.object(licence, skos.exactMatch);
  return eu === undefined ? licence : iri(eu.value);
}

/** Whether a format's name means a service that is asked, and no file. */
export function isApi(format: string): boolean {
  return api.test(format);
}

/** IRI of a resource's distribution: CKAN's UUID, else 12 hex digits of its URL or what else tells it apart (linked-data.md §3). */
function distributionNode(dataset: string, id: unknown, fallback: string): NamedNode {
  const usable = typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id) && screen(id).sightings.length === 0;
  return iri(distributionIri(dataset, usable ? id : createHash('sha256').update(fallback).digest('hex').slice(0, 12)));
}

/** What a dataset of a type should say, and may leave to its resources: it counts as said for the shapes, and is not published of it. */
const saidByResources: readonly NamedNode[] = [
  dct.temporal,
  gdc.unitOfMeasure,
  gdc.disaggregation,
  gdc.collectionUnit,
  gdc.geographicLayer,
  gdc.equivalentScale,
  gdc.positionalAccuracy,
];

export function implyFromDistributions(draft: Draft): void {
  const isDistribution = new Set(
    draft.quads.filter(({ predicate }) => predicate.equals(dcat.distribution)).map(({ object }) => object.value),
  );
  for (const property of saidByResources) {
    const said = draft.quads.filter(({ predicate }) => predicate.equals(property));
    if (said.some(({ subject }) => subject.equals(draft.dataset))) continue;
    const objects = new Map(said.filter(({ subject }) => isDistribution.has(subject.value)).map(({ object }) => [object.value, object]));
    for (const object of objects.values()) draft.imply(draft.dataset, property, object as Quad_Object);
  }
}
