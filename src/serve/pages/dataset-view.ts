import { recordIri, recordSourceIri } from '../../catalog/iris.js';
import { dcat, dct, foaf, gdc, type NamedNode, rdfs, vcard } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import { nameOf } from './addresses.js';
import type { Link } from './components.js';
import { type DistributionView, distributionsOf } from './distributions-view.js';
import { licenceTerms } from './licence-words.js';
import { say } from './page.js';
import type { View } from './view.js';

/** A dataset as its page shows it, in one language; the page itself knows no RDF. */
export interface DatasetView {
  readonly iri: string;
  readonly path: string;
  readonly title: string;
  readonly owner: Link | undefined;
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly keywords: readonly string[];
  readonly access: { readonly label: string; readonly open: boolean } | undefined;
  readonly conditions: readonly string[];
  readonly licence: { readonly name: string; readonly terms: readonly string[] } | undefined;
  readonly updated: string | undefined;
  readonly frequency: string | undefined;
  readonly nextRelease: string | undefined;
  readonly contact: { readonly name: string | undefined; readonly mail: string | undefined } | undefined;
  readonly distributions: readonly DistributionView[];
  readonly types: readonly string[];
  readonly themes: readonly string[];
  readonly objectives: readonly string[];
  readonly spatialLevels: readonly string[];
  readonly places: readonly string[];
  readonly origins: readonly string[];
  readonly storageFormats: readonly string[];
  readonly created: string | undefined;
  readonly issued: string | undefined;
  readonly categories: readonly string[];
  readonly classifications: readonly string[];
  readonly landingPages: readonly string[];
  readonly documents: readonly Link[];
  readonly identifiers: readonly string[];
  readonly published: string | undefined;
  readonly changed: string | undefined;
  readonly changedAtSource: string | undefined;
}

/** Agencies write paragraphs on lines of their own; only the lines of a list stay together. */
const paragraphBreak = /\n(?!\s*(?:[-*•–]|\d+[.)])\s)/;

/** Reads a dataset's document. */
export function readDataset(view: View, dataset: string): DatasetView {
  const labels = (property: NamedNode): string[] => view.labels(dataset, property);
  const text = (property: NamedNode): string | undefined => view.text(dataset, property);
  const record = recordIri(dataset);
  const publisher = view.nodes(dataset, dct.publisher)[0];
  return {
    iri: dataset,
    path: new URL(dataset).pathname,
    title: text(dct.title) ?? nameOf(dataset),
    owner: publisher === undefined ? undefined : { href: new URL(publisher).pathname, name: view.text(publisher, foaf.name) ?? publisher },
    description: (text(dct.description) ?? '')
      .split(paragraphBreak)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
    keywords: view.texts(dataset, dcat.keyword),
    access: accessOf(view, dataset),
    conditions: view.nodes(dataset, gdc.accessCondition).flatMap((node) => view.texts(node, rdfs.label)),
    licence: licenceOf(view, dataset),
    updated: text(dct.modified),
    frequency: frequencyOf(view, dataset),
    nextRelease: text(gdc.nextRelease),
    contact: contactOf(view, dataset),
    distributions: distributionsOf(view, dataset),
    types: typesOf(view, dataset),
    themes: labels(dcat.theme),
    objectives: view.choices(dataset, gdc.objective, gdc.objectiveNote),
    spatialLevels: view.choices(dataset, gdc.spatialLevel, gdc.spatialLevelNote),
    places: labels(dct.spatial),
    origins: labels(dct.provenance),
    storageFormats: view.choices(dataset, gdc.storageFormat, gdc.storageFormatNote),
    created: text(dct.created),
    issued: text(dct.issued),
    categories: labels(gdc.dataCategory),
    classifications: labels(gdc.classification),
    landingPages: view.nodes(dataset, dcat.landingPage),
    documents: view.nodes(dataset, foaf.page).map((href) => ({ href, name: nameOf(href) })),
    identifiers: view.texts(dataset, dct.identifier),
    published: view.text(record, dct.issued),
    changed: view.text(record, dct.modified),
    changedAtSource: view.text(recordSourceIri(dataset), dct.modified),
  };
}

/** The access right; open only when everyone may have the data. Lists of datasets show it too. */
export function accessOf(view: View, dataset: string): DatasetView['access'] {
  const right = view.nodes(dataset, dct.accessRights)[0];
  if (right === undefined) return undefined;
  const label = view.label(right);
  return { label: label.charAt(0).toUpperCase() + label.slice(1), open: codeOf(right) === 'PUBLIC' };
}

function licenceOf(view: View, dataset: string): DatasetView['licence'] {
  const licence = view.nodes(dataset, gdc.licence)[0];
  if (licence === undefined) return undefined;
  const name = view.choices(dataset, gdc.licence, gdc.licenceNote).join(', ');
  return { name, terms: licenceTerms(view.language, view.nodes(licence, dct.type)) };
}

/** The promise as people say it: every month, every 3 months; else the unit's own words, or the agency's. */
function frequencyOf(view: View, dataset: string): string | undefined {
  const unit = view.choices(dataset, gdc.updateUnit, gdc.updateUnitNote).join(', ');
  const every = view.text(dataset, gdc.updateEvery);
  if (unit === '') return view.labels(dataset, dct.accrualPeriodicity)[0];
  if (every === undefined) return unit;
  const lower = unit.toLowerCase();
  return every === '1'
    ? say(view.language, `ทุก${unit}`, `Every ${lower}`)
    : say(view.language, `ทุก ${every} ${unit}`, `Every ${every} ${lower}s`);
}

function contactOf(view: View, dataset: string): DatasetView['contact'] {
  const contact = view.nodes(dataset, dcat.contactPoint)[0];
  if (contact === undefined) return undefined;
  return { name: view.text(contact, vcard.fn), mail: view.nodes(contact, vcard.hasEmail)[0]?.replace(/^mailto:/, '') };
}

/** The guideline's data type; the EU's dataset type repeats it for other catalogues and is left out. */
function typesOf(view: View, dataset: string): string[] {
  const notes = view.texts(dataset, gdc.dataTypeNote);
  const types = view.nodes(dataset, dct.type).filter((node) => node.includes('/vocab/data-type/'));
  const chosen = types.filter((node) => notes.length === 0 || codeOf(node) !== 'other').map((node) => view.label(node));
  return types.length === 0 ? view.labels(dataset, dct.type) : [...chosen, ...notes];
}
