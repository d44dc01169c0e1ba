import { gdc } from '../rdf/terms.js';
import type { Choices } from './choices.js';
import type { FieldReader } from './ckan-package.js';
import type { Days } from './days.js';
import type { Draft } from './draft.js';
import type { Period } from './periods.js';

/** What is seen only by looking at several fields of a dataset at once. */
export interface Seen {
  readonly choices: Choices;
  readonly texts: ReadonlyMap<string, string>;
  readonly days: Days;
  readonly period: Period;
  readonly hasCondition: boolean;
}

/** Classifications that the form of thai_gdc allows with each category (thai-metadata.md §1); only public data has no condition. */
export const classesOfCategory: Readonly<Record<string, readonly string[]>> = {
  public: ['open'],
  internal: ['internal'],
  personal: ['internal', 'confidential', 'secret'],
  security: ['confidential', 'secret', 'top-secret'],
  'official-secret': ['confidential', 'secret', 'top-secret'],
};

/** Days of which the first cannot be after the last. */
export const dayOrderTable: readonly (readonly [first: string, last: string])[] = [
  ['created_date', 'last_updated_date'],
  ['created_date', 'data_release_date'],
  ['last_updated_date', 'data_release_calendar'],
];

/** Mandatory fields where ไม่ทราบ gets one past the form; from `enough` of them on the record says nothing. */
export const unknownFields: readonly string[] = ['objective', 'update_frequency_unit', 'geo_coverage', 'data_source', 'data_format'];
const enough = 3;

/** Mandatory texts, and what is typed to fill them. */
export const placeholderFields: readonly string[] = ['title', 'notes', 'data_source'];
const filler =
  /^(?:ไม่มี(?:ข้อมูล|รายละเอียด|คำอธิบาย)?|ไม่ระบุ|ไม่ได้ระบุ|ทดสอบ(?:ระบบ|ข้อมูล)?|ตัวอย่าง|รายละเอียด|คำอธิบาย|คำอธิบายชุดข้อมูล|ชื่อชุดข้อมูล|แหล่งที่มา|รอข้อมูล|รอดำเนินการ|อยู่ระหว่างดำเนินการ|test(?:ing)?\s?\d*|dataset|title|description|lorem ipsum.*|tbd|todo|[x.]{3,}|[กa]{3,})$/i;

/** Observes what does not go together. */
export function observeAcross(draft: Draft, fields: FieldReader, seen: Seen): void {
  observeClass(draft, fields, seen);
  observeOrder(draft, seen);
  observeUnknown(draft, seen);
  for (const field of placeholderFields) {
    const value = seen.texts.get(field);
    if (value !== undefined && filler.test(value)) draft.observe(draft.dataset, gdc.placeholderText, `${draft.named(field)}=${value}`);
  }
}

function observeClass(draft: Draft, fields: FieldReader, { choices, hasCondition }: Seen): void {
  const category = choices.get('data_category')?.[0];
  const classification = choices.get('data_classification')?.[0];
  if (category === undefined) return;
  const fits = classification === undefined || classesOfCategory[category]?.includes(classification);
  if (fits && !(category === 'public' && hasCondition)) return;
  const given = ['data_category', 'data_classification', 'accessible_condition'].map(
    (field) => `${draft.named(field)}=${fields.text(field)}`,
  );
  draft.observe(draft.dataset, gdc.classMismatch, given.join(' '));
}

function observeOrder(draft: Draft, { days, period }: Seen): void {
  for (const [first, last] of dayOrderTable) {
    const [earlier, later] = [days.get(first), days.get(last)];
    if (earlier !== undefined && later !== undefined && earlier > later)
      draft.observe(draft.dataset, gdc.dateOrder, `first=${draft.named(first)} ${earlier} last=${draft.named(last)} ${later}`);
  }
  const updated = days.get('last_updated_date');
  if (updated !== undefined && period.last !== undefined && String(period.last) > updated.slice(0, 4))
    draft.observe(
      draft.dataset,
      gdc.dateOrder,
      `first=${draft.named('last_year_of_data')} ${period.last} last=${draft.named('last_updated_date')} ${updated}`,
    );
}

function observeUnknown(draft: Draft, { choices, texts }: Seen): void {
  const unknown = unknownFields.filter((field) => {
    const codes = choices.get(field) ?? [];
    return (codes.length === 1 && codes[0] === 'unknown') || /^ไม่ทราบ/.test(texts.get(field) ?? '');
  });
  if (unknown.length >= enough) draft.observe(draft.dataset, gdc.everythingUnknown, unknown.map(draft.named).join(', '));
}
