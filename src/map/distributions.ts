import { partIri } from '../catalog/iris.js';
import { dcat, dct, foaf, gdc, iri, type NamedNode, natural, skos, typed, xsd } from '../rdf/terms.js';
import { codeOf } from '../rdf/vocabulary.js';
import { type CkanPackage, FieldReader } from './ckan-package.js';
import { distributionNode } from './dataset.js';
import { readDate } from './dates.js';
import type { Draft } from './draft.js';
import { cleanText } from './text.js';
import { extensionOf, namesFile, readUrl } from './urls.js';

/** What all distributions of a dataset share. */
export interface DatasetTerms {
  /** Concept of the dataset's licence, if it chose one. */
  readonly licence: NamedNode | undefined;
  readonly condition: NamedNode | undefined;
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
    const fields = new FieldReader(values, draft.repairs, `resources[${index + 1}].`);
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
    const url = readUrl(this.#fields.text('url'));
    if (url === undefined) return false;
    this.#draft.add(this.#draft.dataset, foaf.page, iri(url.href));
    this.#fields.mend('name', this.#fields.text('name'), url.href, 'dictionary-resource');
    return true;
  }

  distribution(node: NamedNode, kind: Kind, position: number): string | undefined {
    const draft = this.#draft;
    const title = draft.text(this.#fields, 'name');
    draft.places.set(node.value, { kind: 'resource', name: title ?? `#${position}` });
    draft.add(draft.dataset, dcat.distribution, node);
    draft.type(node, dcat.Distribution);
    if (title !== undefined) draft.add(node, dct.title, natural(title));
    const description = draft.text(this.#fields, 'description');
    if (description !== undefined) draft.add(node, dct.description, natural(description));
    const href = this.#address(node, title ?? `#${position}`);
    if (kind === 'api' && href !== undefined) this.#service(node, href, title ?? draft.placement.dataset, position);
    this.#format(node, href);
    this.#rights(node);
    return this.#dates(node);
  }

  #address(node: NamedNode, name: string): string | undefined {
    const given = this.#fields.text('url');
    const url = readUrl(given);
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
    this.#licence(service);
  }

  #format(node: NamedNode, href: string | undefined): void {
    const { vocabulary } = this.#draft;
    const given = this.#fields.text('format');
    const extension = href === undefined ? undefined : extensionOf(href);
    const found =
      vocabulary.find('eu/file-type', given) ??
      (given === '' && extension !== undefined ? vocabulary.find('eu/file-type', extension) : undefined);
    if (found !== undefined) {
      this.#draft.add(node, dct.format, found.concept);
      const code = codeOf(found.concept.value);
      if (!found.preferred && given.toUpperCase() !== code) this.#fields.mend('format', given, code, 'format-spelling');
    }
    const mediaType = this.#mediaType(found?.concept);
    if (mediaType !== undefined) this.#draft.add(node, dcat.mediaType, mediaType);
    const size = this.#fields.text('size');
    if (/^\d{1,15}$/.test(size) && Number(size) > 0)
      this.#draft.add(node, dcat.byteSize, typed(String(Number(size)), xsd.nonNegativeInteger));
  }

  /** The agency's media type where IANA has it, else the format's. */
  #mediaType(format: NamedNode | undefined): NamedNode | undefined {
    const given = this.#fields.text('mimetype').toLowerCase();
    const own = iri(`https://www.iana.org/assignments/media-types/${given}`);
    const { graph } = this.#draft.vocabulary;
    if (given !== '' && graph.find(own, skos.inScheme).length > 0) return own;
    const usual = format === undefined ? undefined : graph.object(format, gdc.mediaType);
    return usual === undefined ? undefined : iri(usual.value);
  }

  #rights(node: NamedNode): void {
    this.#licence(node);
    if (this.#terms.condition !== undefined) this.#draft.add(node, dct.rights, this.#terms.condition);
  }

  #licence(node: NamedNode): void {
    const { licence } = this.#terms;
    if (licence === undefined) return;
    const code = codeOf(licence.value);
    if (code === 'not-specified' || code === 'other') return; // no licence document is named (linked-data.md §4)
    const eu = this.#draft.vocabulary.graph.object(licence, skos.exactMatch);
    this.#draft.add(node, dct.license, eu === undefined ? licence : iri(eu.value));
  }

  #dates(node: NamedNode): string | undefined {
    const [created, lastModified] = [this.#ckanDay('created'), this.#ckanDay('last_modified')];
    const issued = this.#draft.day(this.#fields, 'resource_created_date', node) ?? created;
    if (issued !== undefined) this.#draft.add(node, dct.issued, typed(issued, xsd.date));
    const told = this.#draft.day(this.#fields, 'resource_last_updated_date', node);
    const modified = told ?? lastModified;
    if (modified !== undefined) this.#draft.add(node, dct.modified, typed(modified, xsd.date));
    return modified;
  }

  #ckanDay(field: string): string | undefined {
    const read = readDate(this.#fields.text(field));
    return read.state === 'read' ? read.iso : undefined;
  }
}
