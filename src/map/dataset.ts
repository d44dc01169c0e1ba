import { agencyIri } from '../catalog/iris.js';
import { dcat, dct, gdc, iri, type NamedNode, typed, xsd } from '../rdf/terms.js';
import type { Choices } from './choices.js';
import type { CkanPackage, FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { euFrequency, needsInterval } from './frequency.js';
import { asciiDigits, isPlaceholder } from './text.js';

/** Classes that the rules of each data type target. */
export const datasetClasses: Readonly<Record<string, NamedNode>> = {
  record: gdc.RecordDataset,
  statistics: gdc.StatisticalDataset,
  geospatial: gdc.GeospatialDataset,
  multiple: gdc.MultipleDataset,
  other: gdc.OtherDataset,
};

const euDatasetTypes: Readonly<Record<string, string>> = { statistics: 'STATISTICAL', geospatial: 'GEOSPATIAL' };

/** What a dataset is, and who answers for it. */
export function mapDataset(draft: Draft): void {
  draft.type(draft.dataset, dcat.Dataset, dcat.Resource);
  draft.add(draft.dataset, dct.publisher, iri(agencyIri(draft.placement.base, draft.placement.agencyId)));
}

/** The class for the rules of the data type, and the EU's dataset type (linked-data.md §4). */
export function mapDataType(draft: Draft, choices: Choices): void {
  for (const code of choices.get('data_type') ?? []) {
    const datasetClass = datasetClasses[code];
    if (datasetClass !== undefined) draft.type(draft.dataset, datasetClass);
    const eu = euDatasetTypes[code];
    if (eu !== undefined) draft.add(draft.dataset, dct.type, draft.vocabulary.code('eu/dataset-type', eu));
  }
}

/** How often the data is updated: the exact promise, and the EU frequency. @returns the promise for monitoring. */
export function mapFrequency(draft: Draft, fields: FieldReader, choices: Choices): { unit: string | undefined; every: number | undefined } {
  const unit = choices.get('update_frequency_unit')?.[0];
  const interval = fields.text('update_frequency_interval');
  if (unit === undefined) return { unit: undefined, every: undefined };
  const every = needsInterval(unit) ? readInterval(draft, fields, interval) : undefined;
  if (every !== undefined) draft.add(draft.dataset, gdc.updateEvery, typed(String(every), xsd.integer));
  draft.add(draft.dataset, dct.accrualPeriodicity, draft.vocabulary.code('eu/frequency', euFrequency(unit, every ?? 1)));
  return { unit, every };
}

function readInterval(draft: Draft, fields: FieldReader, given: string): number {
  const digits = asciiDigits(given);
  const [, number] = /^\D*?(?<![.-])(\d{1,4})(?:\.0+)?(?![\d.])\D*$/.exec(digits) ?? [];
  if (number !== undefined && Number(number) > 0) {
    if (number !== digits) fields.mend('update_frequency_interval', given, String(Number(number)), 'interval-number');
    return Number(number);
  }
  const isEmpty = given === '' || isPlaceholder(given);
  if (isEmpty) draft.observe(draft.dataset, gdc.emptyInterval, draft.named('update_frequency_interval'));
  fields.mend('update_frequency_interval', given, '1', isEmpty ? 'interval-empty' : 'interval-text');
  return 1;
}

/**
 * Pages about the dataset: what the agency names, else its page in the source's catalogue. @returns the latter; our own of a
 * source that has no pages, which is no landing page.
 */
export function mapLandingPage(draft: Draft, source: CkanPackage): string {
  const { sourceUrl, dataset } = draft.placement;
  const page = sourceUrl === '' ? dataset : `${sourceUrl.replace(/\/+$/, '')}/dataset/${encodeURIComponent(source.name ?? source.id)}`;
  const given = source.fields.text('url');
  const url = draft.url(source.fields, 'url');
  if (url === undefined && given !== '') source.fields.mend('url', given, page === dataset ? '' : page, 'url-unusable');
  if (url?.mended) source.fields.mend('url', given, url.href, 'url-form');
  if (url !== undefined || page !== dataset) draft.add(draft.dataset, dcat.landingPage, iri(url?.href ?? page));
  return page;
}
