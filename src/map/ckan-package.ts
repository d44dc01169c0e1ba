import type { Repair } from '../catalog/report.js';
import { repair } from './repairs.js';
import { screen, shown } from './screen.js';

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

/**
 * Values of one field, and resources of one dataset, that are read: judging takes the square of their number in time.
 * Of RDF besides: characters of a text, parts of one kind on one node (many may lead to one node, whose words then count for each), and
 * what the distributions of a record may come to.
 */
export const bounds = {
  values: 1000,
  resources: 10_000,
  characters: 100_000,
  parts: 100,
  triples: 500_000,
  allCharacters: 64 * 1024 * 1024,
} as const;

/** What the report calls a field. */
export type Naming = (field: string) => string;

/** A resource or a package as the mapping reads it: values by field name, however the portal stores them. */
export class FieldReader {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #used = new Set<string>();
  readonly repairs: Repair[];
  /** What the report calls a field. */
  readonly nameOf: Naming;

  constructor(values: Readonly<Record<string, unknown>>, repairs: Repair[], named: Naming = (field) => field) {
    this.#values = values;
    this.repairs = repairs;
    this.nameOf = named;
  }

  /** The value as it was sent, marked as used. */
  raw(field: string): unknown {
    this.#used.add(field);
    return this.#values[field];
  }

  /** One trimmed text; empty for anything that is no text or number. */
  text(field: string): string {
    return textOf(this.raw(field));
  }

  /** A list of texts: a list, a list stored as JSON text, or one value. */
  list(field: string): readonly string[] {
    return this.bounded(field, this.#listed(field));
  }

  #listed(field: string): string[] {
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

  /** The first of many values; that others were left out is a repair. */
  bounded<T>(field: string, values: readonly T[], most: number = bounds.values): readonly T[] {
    if (values.length <= most) return values;
    this.mend(field, String(values.length), String(most), 'surplus');
    return values.slice(0, most);
  }

  mend(field: string, before: string, after: string, rule: Parameters<typeof repair>[3]): void {
    this.repairs.push(repair(this.nameOf(field), before, after, rule));
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
  /** What must not be published is masked. */
  readonly id: string;
  /** Undefined too where it holds what must not be published. */
  readonly name: string | undefined;
  readonly fields: FieldReader;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  /** Names of the tags. */
  readonly tags: readonly string[];
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
      repairs.push(repair(present, `${former}: ${textOf(values[former])}`, textOf(values[present]), 'legacy-key'));
    }
    delete values[former];
  }
  const fields = new FieldReader(values, repairs);
  return {
    id: screen(whole(json.id)).text,
    name: typeof json.name === 'string' ? publishableName(json.name) : undefined,
    fields,
    resources: Array.isArray(json.resources) ? fields.bounded('resources', json.resources.filter(isObject), bounds.resources) : [],
    tags: Array.isArray(json.tags) ? json.tags.map(tagName) : [],
  };
}

/** A name for addresses, or undefined when it holds what must not be published. */
export function publishableName(name: string | undefined): string | undefined {
  return name !== undefined && shown(name) === name ? whole(name) : undefined;
}

/** Without halves of characters, which no document can carry. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function tagName(tag: unknown): string {
  if (!isObject(tag)) return typeof tag === 'string' ? tag : '';
  const name = tag.name ?? tag.display_name;
  return isScalar(name) ? String(name) : '';
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

/** One trimmed text; empty for anything that is no text or number. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter(isScalar).map(String).join(', ');
  return isScalar(value) ? String(value).trim() : '';
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== '[]';
}
