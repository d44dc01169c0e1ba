import type { TemplateKind } from '../../catalog/template-row.js';

/** A sheet of the standard template: its columns in order, by the schema's names of the fields (thai-metadata.md §3). */
export interface SheetLayout {
  readonly name: string;
  readonly side: 'dataset' | 'resource';
  readonly kind: TemplateKind;
  readonly fields: readonly string[];
}

/** Column that joins a resource to its dataset. */
export const joinField = 'dataset_name';

const beforeType = ['name', 'data_type'];
const described = [
  'title',
  'owner_org',
  'maintainer',
  'maintainer_email',
  'tag_string',
  'notes',
  'objective',
  'update_frequency_unit',
  'update_frequency_interval',
  'geo_coverage',
  'data_source',
  'data_format',
  'data_category',
  'data_classification',
  'license_id',
  'accessible_condition',
];
const ofRecords = [
  'created_date',
  'last_updated_date',
  'url',
  'data_support',
  'data_collect',
  'data_language',
  'high_value_dataset',
  'reference_data',
];
const ofStatistics = [
  'first_year_of_data',
  'last_year_of_data',
  'data_release_calendar',
  'last_updated_date',
  'disaggregate',
  'unit_of_measure',
  'unit_of_multiplier',
  'calculation_method',
  'standard',
  'url',
  'data_language',
  'official_statistics',
];
const ofMaps = [
  'geographic_data_set',
  'equivalent_scale',
  'west_bound_longitude',
  'east_bound_longitude',
  'north_bound_longitude',
  'south_bound_longitude',
  'positional_accuracy',
  'reference_period',
  'last_updated_date',
  'data_release_calendar',
  'data_release_date',
  'url',
  'data_language',
];
const resource = [joinField, 'name', 'url', 'description', 'resource_accessible_condition', 'resource_last_updated_date', 'format'];
const ofFiles = ['resource_created_date', 'resource_data_collect'];

export const layouts: readonly SheetLayout[] = [
  { name: 'Temp2_Meta_Record', side: 'dataset', kind: 'record', fields: [...beforeType, ...described, ...ofRecords] },
  { name: 'Temp2_Meta_Multi', side: 'dataset', kind: 'multiple', fields: [...beforeType, ...described, ...ofRecords] },
  { name: 'Temp2_Meta_Other', side: 'dataset', kind: 'other', fields: ['name', 'data_type_other', ...described, ...ofRecords] },
  { name: 'Temp2_Meta_Stat', side: 'dataset', kind: 'statistics', fields: [...beforeType, ...described, ...ofStatistics] },
  { name: 'Temp2_Meta_GIS', side: 'dataset', kind: 'geospatial', fields: [...beforeType, ...described, ...ofMaps] },
  { name: 'Temp3_Resource_Record', side: 'resource', kind: 'record', fields: [...resource, ...ofFiles] },
  { name: 'Temp3_Resource_Multi', side: 'resource', kind: 'multiple', fields: [...resource, ...ofFiles] },
  { name: 'Temp3_Resource_Other', side: 'resource', kind: 'other', fields: [...resource, ...ofFiles] },
  {
    name: 'Temp3_Resource_Stat',
    side: 'resource',
    kind: 'statistics',
    fields: [
      ...resource,
      'resource_first_year_of_data',
      'resource_last_year_of_data',
      'resource_data_release_calendar',
      'resource_disaggregate',
      'resource_unit_of_measure',
      'resource_unit_of_multiplier',
      'resource_official_statistics',
    ],
  },
  {
    name: 'Temp3_Resource_GIS',
    side: 'resource',
    kind: 'geospatial',
    fields: [
      ...resource,
      'resource_equivalent_scale',
      'resource_geographic_data_set',
      'resource_created_date',
      'resource_data_release_date',
      'resource_positional_accuracy',
    ],
  },
];

/** Rows of the standard template: header, hints, first row of data (thai-metadata.md §3). */
export const standardRows = { header: 4, hint: 5, data: 6 } as const;

/** What the template calls a field that the schema calls otherwise. */
export const templateNames: Readonly<Record<SheetLayout['side'], Readonly<Record<string, string>>>> = {
  dataset: { data_type: 'd_type' },
  resource: { name: 'resource_name', url: 'resource_url' },
};

/** The template's name of a field. */
export function templateName(side: SheetLayout['side'], field: string): string {
  return templateNames[side][field] ?? field;
}

/** Column that our own workbook adds, and that is never read: what to mend. */
export const findingsField = '_findings';
export const findingsHeader = 'ข้อที่ต้องแก้ไข';

/** Sheets of our own that hold no data. */
export const ownSheets = { help: 'วิธีใช้ Help', lists: 'ตัวเลือก Lists', summary: 'ผลตรวจ Report' } as const;

/** The layout of a sheet by its name; spaces and case do not count. */
export function layoutOf(name: string): SheetLayout | undefined {
  const bare = (one: string): string => one.toLowerCase().replace(/[\s_-]+/g, '');
  return layouts.find((layout) => bare(layout.name) === bare(name));
}
