import type { Repair } from '../catalog/report.js';
import { repair } from './repairs.js';
import { screen } from './screen.js';

/** Keys under which older portals keep a field (thai-metadata.md §4), and what they are called now. */
export const legacyKeys: Readonly<Record<string, string>> = {
  height_value_dataset: 'high_value_dataset',
  access_detail: 'accessible_condition',
  maintain_frequent: 'update_frequency_unit',
};

/** CKAN's housekeeping, and persons that are never published: not descriptions of the data, so not reported as unmapped. */
export const housekeeping: ReadonlySet<string> = new Set([
  'author',
  'author_email',
  'cache_last_updated',
  'cache_url',
  'creator_user_id',
  'datastore_active',
  'datastore_contains_all_records_of_source_file',
  'display_name',
  'extras',
  'hash',
  'isopen',
  'license_title',
  'license_url',
  'mimetype_inner',
  'num_resources',
  'num_tags',
  'on_same_domain',
  'package_id',
  'position',
  'relationships_as_object',
  'relationships_as_subject',
  'resource_type',
  'revision_id',
  'revision_timestamp',
  'state',
  'telephone_number',
  'tracking_summary',
  'type',
  'url_type',
  'private',
  'allow_harvest',
  'owner_org',
  'organization',
  'metadata_created',
  'metadata_modified',
  'id',
  'name',
  'resources',
  'tags',
  'downloadall_datapackage_hash',
  'downloadall_metadata_modified',
  'ckan_url',
  'datastore_last_updated',
  'harvest_object_id',
  'harvest_source_id',
  'harvest_source_title',
  'original_url',
]);

/** A resource or a package as the mapping reads it: values by field name, however the portal stores them. */
export class FieldReader {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #used = new Set<string>();
  readonly repairs: Repair[];
  readonly #prefix: string;

  constructor(values: Readonly<Record<string, unknown>>, repairs: Repair[], prefix = '') {
    this.#values = values;
    this.repairs = repairs;
    this.#prefix = prefix;
  }

  /** The value as it was sent, marked as used. */
  raw(field: string): unknown {
    this.#used.add(field);
    return this.#values[field];
  }

  /** One trimmed text; empty for anything that is no text or number. */
  text(field: string): string {
    const value = this.raw(field);
    if (Array.isArray(value)) return value.filter(isScalar).map(String).join(', ');
    return isScalar(value) ? String(value).trim() : '';
  }

  /** A list of texts: a list, a list stored as JSON text, or one value. */
  list(field: string): string[] {
    const value = this.raw(field);
    if (typeof value === 'string' && value.trimStart().startsWith('[')) {
      const parsed = parseList(value);
      if (parsed !== undefined) {
        if (parsed.length > 0) this.mend(field, value, parsed.join(', '), 'json-list');
        return parsed;
      }
    }
    const values = Array.isArray(value) ? value : [value];
    return values
      .filter(isScalar)
      .map((one) => String(one).trim())
      .filter((one) => one !== '');
  }

  mend(field: string, before: string, after: string, rule: Parameters<typeof repair>[3]): void {
    this.repairs.push(repair(`${this.#prefix}${field}`, before, after, rule));
  }

  /** Fields with a value that nothing has read, without CKAN's own. */
  unread(): string[] {
    return Object.keys(this.#values)
      .filter((field) => !this.#used.has(field) && !housekeeping.has(field) && isFilled(this.#values[field]))
      .sort();
  }
}

/** A package as it arrived: the dataset's fields with the extras beside them, and its resources. */
export interface CkanPackage {
  readonly id: string;
  /** Undefined too where it holds what must not be published. */
  readonly name: string | undefined;
  readonly fields: FieldReader;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly tags: readonly unknown[];
}

/**
 * Opens a CKAN package: extras are raised to fields (a field of the package wins unless it is empty), former names of
 * fields are replaced by present ones.
 * @throws Error when the JSON is not an object with an id.
 */
export function openPackage(json: unknown, repairs: Repair[]): CkanPackage {
  if (!isObject(json) || typeof json.id !== 'string') throw new Error('the record is not a CKAN package: it has no id');
  const values: Record<string, unknown> = { ...json };
  for (const [key, value] of extrasOf(json)) if (!isFilled(values[key])) values[key] = value;
  for (const [former, present] of Object.entries(legacyKeys)) {
    if (!isFilled(values[former])) continue;
    if (!isFilled(values[present])) {
      values[present] = values[former];
      repairs.push(repair(present, `${former}: ${String(values[former])}`, String(values[present]), 'legacy-key'));
    }
    delete values[former];
  }
  return {
    id: json.id,
    name: typeof json.name === 'string' ? usableName(json.name) : undefined,
    fields: new FieldReader(values, repairs),
    resources: Array.isArray(json.resources) ? json.resources.filter(isObject) : [],
    tags: Array.isArray(json.tags) ? json.tags : [],
  };
}

function usableName(name: string): string | undefined {
  return screen(name).sightings.length > 0 ? undefined : name.replace(/\p{Surrogate}/gu, '\ufffd');
}

function extrasOf(json: Readonly<Record<string, unknown>>): [string, unknown][] {
  if (!Array.isArray(json.extras)) return [];
  return json.extras
    .filter(isObject)
    .flatMap((extra): [string, unknown][] => (typeof extra.key === 'string' ? [[extra.key, extra.value]] : []));
}

function parseList(value: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter(isScalar).map((one) => String(one).trim()) : undefined;
  } catch {
    return undefined; // text that merely begins with a bracket
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== '[]';
}
