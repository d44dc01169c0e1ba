import type { Worksheet } from 'exceljs';
import { columnLetter } from '../../catalog/template-row.js';
import type { Text } from '../../catalog/text.js';
import { dct, skos } from '../../rdf/terms.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { ownSheets } from './layout.js';
import { box, colours, fill, font } from './look.js';

/** A choice field of the mapping: which scheme its values come from. */
export interface ChoiceField {
  readonly field: string;
  readonly on: 'dataset' | 'resource' | 'both';
  readonly scheme: string;
  readonly several?: true;
}

/** Where the values of each scheme stand, as the formula of a drop-down. */
export type Lists = ReadonlyMap<string, string>;

/** Writes the values of every choice in a column of its own: lists too long for a drop-down's own text, and for people to read. */
export function writeLists(sheet: Worksheet, choices: readonly ChoiceField[], vocabulary: Vocabulary): Lists {
  const lists = new Map<string, string>();
  sheet.getCell('A1').value = 'ค่าที่เลือกได้ · Values to choose from';
  sheet.getCell('A1').font = font(14, { bold: true });
  for (const [index, scheme] of [...new Set(choices.map((choice) => choice.scheme))].entries()) {
    const { title, labels } = valuesOf(scheme, vocabulary);
    const letter = columnLetter(index + 1);
    sheet.getColumn(index + 1).width = Math.min(46, Math.max(20, ...labels.map((label) => label.length)));
    const head = sheet.getCell(`${letter}2`);
    head.value = `${title.th}\n${title.en}`;
    Object.assign(head, { font: font(10, { bold: true, color: { argb: colours.onAccent } }), fill: fill(colours.accent), border: box });
    head.alignment = { wrapText: true, vertical: 'middle' };
    for (const [row, label] of labels.entries()) {
      const cell = sheet.getCell(`${letter}${row + 3}`);
      cell.value = label;
      Object.assign(cell, { font: font(10), border: box, numFmt: '@' });
    }
    lists.set(scheme, `'${ownSheets.lists}'!$${letter}$3:$${letter}$${labels.length + 2}`);
  }
  sheet.getRow(2).height = 36;
  return lists;
}

/** Labels of a scheme as the form of thai_gdc has them, in the order of the vocabulary. */
function valuesOf(scheme: string, vocabulary: Vocabulary): { title: Text; labels: string[] } {
  const { graph } = vocabulary;
  const tops = graph.find(null, skos.hasTopConcept).filter(({ subject }) => subject.value.endsWith(`/vocab/${scheme}`));
  const labels = tops.map(({ object }) => vocabulary.label(object.value)?.th ?? '');
  const title = { th: scheme, en: scheme };
  const [top] = tops;
  for (const term of top === undefined ? [] : graph.objects(top.subject, dct.title))
    if (term.termType === 'Literal' && (term.language === 'th' || term.language === 'en')) title[term.language] = term.value;
  return { title, labels };
}
