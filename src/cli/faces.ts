import { Option } from 'commander';

/** Faces of a report, by the name that --format takes. */
export const faceNames = ['text', 'json', 'html', 'csv', 'ttl', 'jsonld'] as const;

export type FaceChoice = (typeof faceNames)[number];

export interface FormatOptions {
  readonly format?: FaceChoice;
  readonly json?: boolean;
  readonly html?: boolean;
}

/** The face that the options ask for. */
export function formatOf<Fallback>({ format, json, html }: FormatOptions, fallback: Fallback): FaceChoice | Fallback {
  if (html === true) return 'html';
  return json === true ? 'json' : (format ?? fallback);
}

export function languageOption(): Option {
  return new Option('--lang <language>', 'of the page of --html').choices(['th', 'en']).default('th');
}
