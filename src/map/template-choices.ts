import type { Vocabulary } from '../rdf/vocabulary.js';
import type { ChoiceRow } from './choices.js';

/** Choices that one cell holds, and the text beside อื่นๆ. */
export interface CellChoices {
  readonly values: readonly string[];
  readonly other: string | undefined;
}

const separator = /\s*[,;|\n،、]\s*/;
/** “อื่นๆ: ทะเบียนเรือ”, “อื่น ๆ (ทะเบียนเรือ)”, “other - boats”. */
const otherWith = /^(?:อื่น\s?ๆ|other)\s*[:：=(\-–]\s*(.+?)\s*\)?$/i;

/**
 * The choices of one cell. Labels have commas and slashes in them themselves, so that the longest run of pieces which is a
 * label counts; pieces that are none stay as they were written.
 */
export function splitChoices(cell: string, { scheme, several, note }: ChoiceRow, vocabulary: Vocabulary): CellChoices {
  const isKnown = (value: string): boolean => vocabulary.find(scheme, value) !== undefined;
  const [, beside] = note === undefined || isKnown(cell) ? [] : (otherWith.exec(cell) ?? []);
  if (beside !== undefined && !several) return { values: ['อื่นๆ'], other: beside };
  if (!several || isKnown(cell)) return { values: [cell], other: undefined };
  const pieces = cell.split(separator).filter((piece) => piece !== '');
  const values: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    const length = longestKnown(pieces, at, isKnown);
    const value = pieces.slice(at, at + length).join(', ');
    const [, text] = note === undefined ? [] : (otherWith.exec(value) ?? []);
    values.push(text === undefined ? value : 'อื่นๆ');
    if (text !== undefined) others.push(text);
    at += length;
  }
  // One text without a known choice in it is told as it is, not as its pieces.
  if (others.length === 0 && !values.some(isKnown)) return { values: [cell], other: undefined };
  return { values: [...new Set(values)], other: others.length === 0 ? undefined : others.join(', ') };
}

/** Pieces that one label is ever made of. */
const longestRun = 5;

function longestKnown(pieces: readonly string[], at: number, isKnown: (value: string) => boolean): number {
  for (let length = Math.min(longestRun, pieces.length - at); length > 1; length -= 1)
    for (const joint of [', ', ',', ' ']) if (isKnown(pieces.slice(at, at + length).join(joint))) return length;
  return 1;
}
