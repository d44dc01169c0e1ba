import type { Place } from '../../catalog/report.js';
import { adms, dcat, dcatap, dct, foaf, gdc, type NamedNode, prefixed, vcard } from '../../rdf/terms.js';
import { choiceTable } from '../choices.js';
import { dayTable } from '../days.js';
import { flagTable } from '../flags.js';
import { nameOn, type Row, rowsFor } from '../side.js';
import { textTable } from '../texts.js';

/** Fields whose property no table of the mapping has. */
const others: readonly (readonly [field: string, property: NamedNode])[] = [
  ['id', dct.identifier],
  ['owner_org', dct.publisher],
  ['maintainer', vcard.fn],
  ['maintainer_email', vcard.hasEmail],
  ['tag_string', dcat.keyword],
  ['tags', dcat.keyword],
  ['groups', dcat.theme],
  ['update_frequency_interval', gdc.updateEvery],
  ['accessible_condition', gdc.accessCondition],
  ['first_year_of_data', dcat.startDate],
  ['last_year_of_data', dcat.endDate],
  ['reference_period', gdc.referencePeriod],
  ['west_bound_longitude', dcat.bbox],
  ['east_bound_longitude', dcat.bbox],
  ['north_bound_longitude', dcat.bbox],
  ['south_bound_longitude', dcat.bbox],
  ['spatial', dct.spatial],
  ['url', dcat.landingPage],
  ['page', dcat.landingPage],
  ['resources', dcat.distribution],
  ['allow_harvest', gdc.allowHarvest],
  ['relation', dct.relation],
  ['creator', dct.creator],
  ['version_notes', adms.versionNotes],
  ['spatial_resolution', dcat.spatialResolutionInMeters],
  ['documentation', foaf.page],
];

const ofResources: readonly (readonly [field: string, property: NamedNode])[] = [
  ['id', dct.identifier],
  ['url', dcat.accessURL],
  ['download_url', dcat.downloadURL],
  ['format', dct.format],
  ['license', dct.license],
  ['availability', dcatap.availability],
  ['status', adms.status],
  ['language', dct.language],
  ['access_service', dcat.accessService],
  ['documentation', foaf.page],
  ['standard', dct.conformsTo],
  ['mimetype', dcat.mediaType],
  ['size', dcat.byteSize],
  ['resource_accessible_condition', dct.rights],
  ['resource_first_year_of_data', dcat.startDate],
  ['resource_last_year_of_data', dcat.endDate],
];

function namesOn(side: 'dataset' | 'resource', more: typeof others): ReadonlyMap<string, string> {
  const rows = <R extends Row & { property: NamedNode }>(table: readonly R[]): [string, string][] =>
    rowsFor(table, side).map((row) => [nameOn(row, side), prefixed(row.property.value)]);
  const notes = rowsFor(choiceTable, side).flatMap((row): [string, string][] =>
    row.note === undefined ? [] : [[`${nameOn(row, side)}_other`, prefixed(row.note.value)]],
  );
  const own = more.map(([field, property]): [string, string] => [field, prefixed(property.value)]);
  return new Map([...rows(choiceTable), ...notes, ...rows(textTable), ...rows(dayTable), ...rows(flagTable), ...own]);
}

const names = { dataset: namesOn('dataset', others), resource: namesOn('resource', [...ofResources]) } as const;

/** What a description in RDF calls a field of the schema: its property, `dct:title` for `title`. */
export function propertyName(field: string, kind: Place['kind'] = 'dataset'): string {
  return names[kind].get(field) ?? names[kind === 'dataset' ? 'resource' : 'dataset'].get(field) ?? field;
}
