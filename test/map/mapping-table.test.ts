import assert from 'node:assert/strict';
import { datasetFields, resourceFields } from '../../src/catalog/fields.js';
import { boxTable } from '../../src/map/box.js';
import { choiceTable } from '../../src/map/choices.js';
import { legacyKeys } from '../../src/map/ckan-package.js';
import { conditionRow } from '../../src/map/conditions.js';
import { dayTable } from '../../src/map/days.js';
import { ownRuleTable } from '../../src/map/elsewhere.js';
import { flagTable } from '../../src/map/flags.js';
import { referencePeriodRow, yearTable } from '../../src/map/periods.js';
import { nameOn, type Row, rowsFor } from '../../src/map/side.js';
import { textTable } from '../../src/map/texts.js';

/** The lists of thai-metadata.md §2, schema 2.2.4; all of 2.1.0 is in them. */
const schema = {
  dataset: (
    'data_type data_type_other title name owner_org ' +
    'allow_harvest reference_url_catalog maintainer maintainer_email tag_string ' +
    'notes objective objective_other update_frequency_unit update_frequency_unit_other ' +
    'update_frequency_interval geo_coverage geo_coverage_other data_source data_format ' +
    'data_format_other data_category data_classification license_id license_id_other ' +
    'accessible_condition data_support data_support_other data_collect data_collect_other ' +
    'url data_language data_language_other created_date last_updated_date ' +
    'data_release_calendar first_year_of_data last_year_of_data disaggregate disaggregate_other ' +
    'unit_of_measure unit_of_multiplier unit_of_multiplier_other calculation_method standard ' +
    'geographic_data_set equivalent_scale equivalent_scale_other west_bound_longitude east_bound_longitude ' +
    'north_bound_longitude south_bound_longitude positional_accuracy reference_period data_release_date ' +
    'high_value_dataset reference_data official_statistics'
  ).split(' '),
  resource: (
    'url name description resource_accessible_condition resource_data_collect ' +
    'resource_data_collect_other resource_first_year_of_data resource_last_year_of_data resource_disaggregate resource_disaggregate_other ' +
    'resource_unit_of_measure resource_unit_of_multiplier resource_unit_of_multiplier_other resource_geographic_data_set resource_equivalent_scale ' +
    'resource_equivalent_scale_other resource_positional_accuracy resource_created_date resource_last_updated_date resource_data_release_calendar ' +
    'resource_official_statistics resource_data_release_date format'
  ).split(' '),
};

/** CKAN’s own keys that say something of the data. */
const ofCkan = {
  dataset: ['id', 'tags', 'groups', 'metadata_created', 'metadata_modified', 'version'],
  resource: ['id', 'mimetype', 'size', 'created', 'last_modified'],
};

function mapped(side: 'dataset' | 'resource'): string[] {
  const choices = rowsFor(choiceTable, side).flatMap((row) => {
    const field = nameOn(row, side);
    return row.note === undefined ? [field] : [field, `${field}_other`];
  });
  const tables: readonly (readonly Row[])[] = [
    textTable,
    dayTable,
    flagTable,
    yearTable,
    boxTable,
    [conditionRow, referencePeriodRow],
    ownRuleTable,
  ];
  return [...choices, ...tables.flatMap((table) => rowsFor(table, side).map((row) => nameOn(row, side)))];
}

describe('The mapping tables', () => {
  for (const side of ['dataset', 'resource'] as const) {
    it(`have every field of a ${side}, and no other`, () => {
      const wanted = new Set([...schema[side], ...ofCkan[side]]);
      const fields = mapped(side);
      assert.deepEqual(
        [...wanted].filter((field) => !fields.includes(field)),
        [],
        'without a home',
      );
      // The schema gives some choices no text beside อื่นๆ for a resource; where one is sent all the same it is read.
      assert.deepEqual(
        fields.filter((field) => !wanted.has(field)),
        [],
        'in no list',
      );
    });

    it(`have each field of a ${side} once`, () => {
      const fields = mapped(side);
      assert.deepEqual(
        fields.filter((field, index) => fields.indexOf(field) !== index),
        [],
      );
    });
  }

  it('count 58 fields of a dataset and 23 of a resource', () => {
    assert.deepEqual([schema.dataset.length, schema.resource.length], [58, 23]);
    assert.deepEqual(
      [datasetFields, resourceFields].map((fields) => fields.map(([name]) => name)),
      [schema.dataset, schema.resource],
    );
  });

  it('have a present name for every former one', () => {
    for (const present of Object.values(legacyKeys)) assert.ok(schema.dataset.includes(present), present);
  });
});
