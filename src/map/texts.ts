import { partIri } from '../catalog/iris.js';
import { dcat, dct, gdc, iri, type NamedNode, natural, rdfs } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { nameOn, type Row, rowsFor } from './side.js';

/** A field in the agency's own words. */
export interface TextRow extends Row {
  readonly property: NamedNode;
  /** The text stands on a part of its own, because the property leads to a node. */
  readonly part?: { readonly name: string; readonly class: NamedNode; readonly property: NamedNode };
  /** Several values in one text, such as “คน,ร้อยละ”. */
  readonly list?: true;
}

export const textTable: readonly TextRow[] = [
  { field: 'title', on: 'dataset', property: dct.title },
  { field: 'notes', on: 'dataset', property: dct.description },
  {
    field: 'data_source',
    on: 'dataset',
    property: dct.provenance,
    part: { name: 'provenance', class: dct.ProvenanceStatement, property: rdfs.label },
  },
  { field: 'unit_of_measure', on: 'both', property: gdc.unitOfMeasure, list: true },
  { field: 'calculation_method', on: 'dataset', property: gdc.calculationMethod },
  {
    field: 'standard',
    on: 'dataset',
    property: dct.conformsTo,
    part: { name: 'standard-1', class: dct.Standard, property: dct.title },
  },
  { field: 'positional_accuracy', on: 'both', property: gdc.positionalAccuracy },
  { field: 'version', on: 'dataset', property: dcat.version },
  { field: 'name', on: 'resource', property: dct.title },
  { field: 'description', on: 'resource', property: dct.description },
];

/** States the texts of one side. @returns them by the dataset's name of the field. */
export function mapTexts(draft: Draft, fields: FieldReader, side: 'dataset' | 'resource', subject: NamedNode): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const row of rowsFor(textTable, side)) {
    const field = nameOn(row, side);
    const value = draft.text(fields, field, subject);
    if (value === undefined) continue;
    texts.set(row.field, value);
    if (row.part !== undefined) {
      const node = iri(partIri(subject.value, row.part.name));
      draft.add(subject, row.property, node);
      draft.type(node, row.part.class);
      draft.add(node, row.part.property, natural(value));
    } else for (const one of row.list ? separate(fields, field, value) : [value]) draft.add(subject, row.property, natural(one));
  }
  return texts;
}

function separate(fields: FieldReader, field: string, value: string): readonly string[] {
  const parts = [
    ...new Set(
      value
        .split(/[,;\n]/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ];
  if (parts.length > 1) fields.mend(field, value, parts.join(' · '), 'unit-list');
  return fields.bounded(field, parts);
}
