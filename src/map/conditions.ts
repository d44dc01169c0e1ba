import { partIri } from '../catalog/iris.js';
import { dct, gdc, iri, type NamedNode, natural, rdfs } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { nameOn, type Row } from './side.js';
import { cleanText } from './text.js';

export const conditionRow: Row = { field: 'accessible_condition', on: 'both' };

/** What the form of thai_gdc writes for public data (thai-metadata.md §1). */
const unconditional = 'ไม่มีการจำกัดการเข้าถึงข้อมูล';

/** What people write for: there is no condition (thai-metadata.md §4). */
const noCondition =
  /^(?:ไม่มี(?:(?:เงื่อนไข|ข้อจำกัด|การจำกัด)(?:(?:ใน)?การ(?:เข้าถึง|ใช้)(?:ข้อมูล)?)?)?|ไม่จำกัด(?:(?:ใน)?การเข้าถึง(?:ข้อมูล)?)?|none|no|-)$/i;

/**
 * Condition of access in the agency's words: a rights statement of the dataset or of one distribution, or nothing when there
 * is no condition. @returns the node.
 */
export function mapAccessCondition(
  draft: Draft,
  fields: FieldReader,
  side: 'dataset' | 'resource',
  subject: NamedNode,
): NamedNode | undefined {
  const field = nameOn(conditionRow, side);
  const given = fields.text(field);
  if (given === '') return undefined;
  if (noCondition.test(cleanText(given, () => undefined))) {
    // The form's own words for it are no dirty value.
    if (given !== unconditional) fields.mend(field, given, '', 'no-condition');
    return undefined;
  }
  const condition = draft.text(fields, field, subject);
  if (condition === undefined) return undefined;
  const node = iri(partIri(subject.value, 'access-condition'));
  draft.add(subject, side === 'dataset' ? gdc.accessCondition : dct.rights, node);
  draft.type(node, dct.RightsStatement);
  draft.add(node, rdfs.label, natural(condition));
  return node;
}
