import type { Language } from '../../catalog/text.js';
import type { Validation } from '../../catalog/validation.js';
import { toFlatJsonLd } from '../../rdf/flat-jsonld.js';
import { toTurtle } from '../../rdf/serialise.js';
import { reportFile } from '../pages/report-file.js';
import { reportCsv } from './csv.js';
import { reportQuads } from './graph.js';
import { reportJson } from './json.js';
import { reportText } from './text.js';

interface Face {
  readonly mediaType: string;
  write(validation: Validation, language: Language): string;
}

/** Every face of a validation, all of one model, by the name that `format` takes; the first is for who takes anything. */
export const faces = {
  json: { mediaType: 'application/json', write: reportJson },
  html: { mediaType: 'text/html', write: reportFile },
  ttl: { mediaType: 'text/turtle', write: (validation: Validation) => toTurtle(reportQuads(validation)) },
  jsonld: { mediaType: 'application/ld+json', write: (validation: Validation) => toFlatJsonLd(reportQuads(validation)) },
  csv: { mediaType: 'text/csv', write: reportCsv },
  text: { mediaType: 'text/plain', write: reportText },
} as const satisfies Record<string, Face>;

export type FaceName = keyof typeof faces;

export function isFaceName(name: string): name is FaceName {
  return Object.hasOwn(faces, name);
}

/** Writes a validation as a file of its own. */
export function writeFace(name: FaceName, validation: Validation, language: Language = 'th'): string {
  return faces[name].write(validation, language);
}

/** A report that takes more than a few milliseconds to write. */
export function isLong({ counts, omitted }: Validation): boolean {
  return counts.violation + counts.warning + counts.info - omitted > 200;
}
