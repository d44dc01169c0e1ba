import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../catalog/agency.js';
import type { SourceKind } from '../../catalog/source.js';
import type { Text } from '../../catalog/text.js';

/** An invented agency of data/demo: who it is, how it hands over what, and its registrar if one confirms. */
export interface DemoAgency {
  readonly id: string;
  readonly name: Text;
  readonly level: Level;
  readonly ministry: string;
  readonly province?: string;
  readonly kind: SourceKind;
  /** In data/demo: CKAN packages, rows of a workbook, an RDF document, or a folder of documents that are sent one by one. */
  readonly file: string;
  readonly registrar?: { readonly name: string; readonly fullName: string };
}

/** Account under which the demo acts. */
export const demoer = '<demo>';

/** Path of a file of data/demo. */
export function demoFile(name: string): string {
  return fileURLToPath(new URL(`../../../../data/demo/${name}`, import.meta.url));
}

export function readDemoAgencies(): readonly DemoAgency[] {
  return JSON.parse(readFileSync(demoFile('agencies.json'), 'utf8')) as DemoAgency[];
}

/** Name of an agency's source. */
export function sourceOf({ id, kind }: DemoAgency): string {
  return `${id}/${kind}`;
}
