import type { Audience } from '../../catalog/audience.js';
import { dct, gdc, type NamedNode, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import { accessRight, defaultAudience } from '../access.js';
import type { FieldReader } from '../ckan-package.js';
import type { Draft } from '../draft.js';
import { align, byName } from './align.js';
import type { RecordReader } from './reader.js';

const strictness = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'];

/** The access right that the agency states itself, as a code of the EU's table; the strictest of several. */
export function statedRight(draft: Draft, reader: RecordReader, focus: Term): string | undefined {
  const codes = reader.all(focus, dct.accessRights).flatMap((value) => {
    const label = reader.label(value);
    const found = align(draft.vocabulary, 'eu/access-right', value);
    const concept = found?.concept ?? byName(draft.vocabulary, 'eu/access-right', label);
    if (!concept) {
      draft.observe(draft.dataset, gdc.unrecognisedChoice, `dct:accessRights=${(label ?? value.value).slice(0, 500)}`);
      return [];
    }
    if (concept.value !== value.value) reader.mend('dct:accessRights', label ?? value.value, concept.value, found?.rule ?? 'iri-aligned');
    return [codeOf(concept.value)];
  });
  return codes.sort((a, b) => strictness.indexOf(b) - strictness.indexOf(a))[0];
}

/** What decides who may see a record. */
export interface Governance {
  readonly category: string | undefined;
  readonly classification: string | undefined;
  readonly hasCondition: boolean;
  readonly stated: string | undefined;
}

/**
 * The access right, the stricter of what category and classification give and what is stated (linked-data.md §4). A stated one
 * that is closed and a category that is open contradict each other: observed, and kept from the public.
 */
export function mapAccess(draft: Draft, fields: FieldReader, { category, classification, hasCondition, stated }: Governance): Audience {
  const given = accessRight(category, classification, hasCondition);
  const right = [given, stated].filter((code) => code !== undefined).sort((a, b) => strictness.indexOf(b) - strictness.indexOf(a))[0];
  if (right !== undefined) draft.add(draft.dataset, dct.accessRights, draft.vocabulary.code('eu/access-right', right));
  const asked = defaultAudience(category, classification);
  const isClosed = stated === 'NON_PUBLIC' || (stated === 'RESTRICTED' && category === undefined);
  const isContradiction = category !== undefined && asked === 'public' && stated === 'NON_PUBLIC';
  if (isContradiction || (stated === 'PUBLIC' && asked !== 'public'))
    draft.observe(
      draft.dataset,
      gdc.classMismatch,
      `${draft.named('data_category')}=${fields.text('data_category')} ${draft.named('data_classification')}=${fields.text('data_classification')} dct:accessRights=${stated}`,
    );
  return isClosed ? 'agency' : asked;
}

/** Concept of a licence code. */
export function licenceConcept(draft: Draft, code: string | undefined): NamedNode | undefined {
  return code === undefined ? undefined : draft.vocabulary.code('licence', code);
}
