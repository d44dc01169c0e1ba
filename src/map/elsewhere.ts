import type { Row } from './side.js';

/** A field whose mapping is more than a row of a table: what it becomes, by what rule, and which file does it. */
export interface OwnRuleRow extends Row {
  readonly target: string;
  readonly rule: string;
  readonly file: string;
}

/** Every field that no other table has. A test holds this list against the schema. */
export const ownRuleTable: readonly OwnRuleRow[] = [
  own(
    'id',
    'dct:identifier',
    'The native identifier, unchanged unless it holds personal data; the slug of our IRI comes from `name` or from it.',
    'record.ts',
  ),
  own('name', 'adms:identifier → #id-2', 'Notation beside the portal’s host; unique per host only.', 'record.ts'),
  own(
    'owner_org',
    'dct:publisher',
    'The agency that registered the source: a portal’s own id of an organisation means nothing elsewhere.',
    'dataset.ts',
  ),
  own('allow_harvest', '—', 'Consent: “False” is a withdrawal and is handled at harvest; never a statement about the data.', '../harvest/'),
  own(
    'reference_url_catalog',
    'adms:identifier → #id-3; record prov:wasDerivedFrom',
    'A copy of another catalogue’s dataset; never dct:source, since we do not publish the origin.',
    'record.ts',
  ),
  own(
    'maintainer',
    'dcat:contactPoint → vcard:fn',
    'A unit. A person’s name gives way to the unit’s or the agency’s, telephone numbers are taken out.',
    'contact.ts',
  ),
  own(
    'maintainer_email',
    'dcat:contactPoint → vcard:hasEmail',
    'The mailbox of the unit; an address with a person’s name or number in it, or at a free provider where no unit is named, is not published.',
    'contact.ts',
  ),
  own('tag_string', 'dcat:keyword', 'Split at commas, only where there are no `tags`.', 'keywords.ts'),
  own('tags', 'dcat:keyword', 'One keyword per tag; broken and repeated ones are left out and recorded.', 'keywords.ts'),
  own(
    'update_frequency_interval',
    'gdc:updateEvery, dct:accrualPeriodicity',
    'Empty or text counts as 1; with the unit it gives the EU frequency (linked-data.md §4).',
    'dataset.ts',
  ),
  own('url', 'dcat:landingPage', 'Else the dataset’s page in the source’s catalogue.', 'dataset.ts'),
  own('groups', '—', 'Evidence for the theme; kept in the version, read by enrichment.', 'map.ts'),
  own('metadata_created', 'record#source dct:issued', 'A naive timestamp of CKAN is UTC; never on our record.', 'record.ts'),
  own('metadata_modified', 'record#source dct:modified', 'As above.', 'record.ts'),
  ofResource('id', 'IRI of the distribution', 'CKAN’s UUID, else 12 hex digits of a hash.', 'distributions.ts'),
  ofResource(
    'url',
    'dcat:accessURL, dcat:downloadURL',
    'downloadURL where it names a file; without one the source’s page stands in, observed. User, password and keys in it are masked.',
    'distributions.ts',
  ),
  ofResource(
    'format',
    'dct:format; dcat:accessService',
    'EU file type, by the extension where none is given or the table lacks it; an API-like one is a data service.',
    'formats.ts',
  ),
  ofResource('mimetype', 'dcat:mediaType', 'IANA’s, else the usual one of the format.', 'formats.ts'),
  ofResource('size', 'dcat:byteSize', 'Where it is a positive number.', 'formats.ts'),
  ofResource('created', 'dct:issued', 'Where resource_data_release_date tells nothing.', 'days.ts'),
  ofResource('last_modified', 'dct:modified', 'Where resource_last_updated_date tells nothing.', 'days.ts'),
];

function own(field: string, target: string, rule: string, file: string): OwnRuleRow {
  return { field, on: 'dataset', target, rule, file };
}

function ofResource(field: string, target: string, rule: string, file: string): OwnRuleRow {
  return { field, on: 'resource', target, rule, file };
}
