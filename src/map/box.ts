import { partIri } from '../catalog/iris.js';
import { dcat, dct, gdc, geo, iri, type NamedNode, typed } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import type { Row } from './side.js';
import { asciiDigits } from './text.js';

/** A side of the bounding box. All four are called longitudes in the schema; two of them are latitudes. */
export interface BoxRow extends Row {
  readonly side: 'west' | 'east' | 'north' | 'south';
  /** Degrees it may reach, in either direction. */
  readonly limit: number;
}

export const boxTable: readonly BoxRow[] = [
  { field: 'west_bound_longitude', on: 'dataset', side: 'west', limit: 180 },
  { field: 'east_bound_longitude', on: 'dataset', side: 'east', limit: 180 },
  { field: 'north_bound_longitude', on: 'dataset', side: 'north', limit: 90 },
  { field: 'south_bound_longitude', on: 'dataset', side: 'south', limit: 90 },
];

/** The bounding box as a place with its outline and centre in CRS84; one that cannot be is observed, side by side, and left out. */
export function mapBox(draft: Draft, fields: FieldReader): void {
  const given = boxTable.map((row) => ({ row, value: draft.text(fields, row.field) ?? '' }));
  if (given.every(({ value }) => value === '')) return;
  const sides = new Map<string, number>();
  for (const { row, value } of given) {
    const degrees = readDegrees(value);
    if (degrees === undefined || Math.abs(degrees) > row.limit) {
      draft.observe(draft.dataset, gdc.implausibleBox, `${draft.named(row.field)}=${value}`);
      continue;
    }
    if (String(degrees) !== value && Number(value) !== degrees) fields.mend(row.field, value, String(degrees), 'number-form');
    sides.set(row.side, degrees);
  }
  const [west, east, north, south] = boxTable.map(({ side }) => sides.get(side));
  if (west === undefined || east === undefined || north === undefined || south === undefined) return;
  const isSwapped = [swapped(draft, given, [0, 1], west >= east), swapped(draft, given, [3, 2], south >= north)];
  if (isSwapped.includes(true)) return;
  stateBox(draft, iri(partIri(draft.placement.dataset, 'place-1')), { west, east, north, south });
}

/** Sides of an outline in degrees. */
export interface Box {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** States a place with its outline and centre in CRS84; false, and nothing stated, for sides that cannot be. */
export function stateBox(draft: Draft, place: NamedNode, { west, east, north, south }: Box): boolean {
  const isOnEarth = [west, east].every((side) => Math.abs(side) <= 180) && [north, south].every((side) => Math.abs(side) <= 90);
  if (!isOnEarth || west >= east || south >= north) return false;
  draft.add(draft.dataset, dct.spatial, place);
  draft.type(place, dct.Location);
  const corners = [`${west} ${south}`, `${east} ${south}`, `${east} ${north}`, `${west} ${north}`, `${west} ${south}`];
  draft.add(place, dcat.bbox, typed(`POLYGON((${corners.join(', ')}))`, geo.wktLiteral));
  draft.add(place, dcat.centroid, typed(`POINT(${rounded((west + east) / 2)} ${rounded((south + north) / 2)})`, geo.wktLiteral));
  return true;
}

type Given = readonly { readonly row: BoxRow; readonly value: string }[];

/** Observes two sides that do not leave an area between them, the one that must be less first. */
function swapped(draft: Draft, given: Given, pair: readonly [number, number], isSo: boolean): boolean {
  if (isSo) {
    const words = pair.map((index) => `${draft.named(given[index]?.row.field ?? '')}=${given[index]?.value}`);
    draft.observe(draft.dataset, gdc.implausibleBox, words.join(' '));
  }
  return isSo;
}

/** Decimal degrees, also with a sign of degree, a letter or word of the direction, a decimal comma, or minutes and seconds. */
export function readDegrees(value: string): number | undefined {
  const text = asciiDigits(value).trim();
  const isNegative = /[wsWS]\s*$/.test(text) || text.startsWith('-');
  const bare = text
    .replace(/องศา|ลิปดา|พิลิปดา|ฟิลิปดา|°|º|′|″|'|"/g, ' ')
    .replace(/(?:[nsew]|เหนือ|ใต้|ตะวันออก|ตะวันตก)\s*$/i, '')
    .replace(/^[+-]/, '')
    .replace(/^(\d+),(\d+)$/, '$1.$2')
    .trim();
  const match = /^(\d{1,3}(?:\.\d+)?)(?:\s+(\d{1,2}(?:\.\d+)?))?(?:\s+(\d{1,2}(?:\.\d+)?))?$/.exec(bare);
  if (match === null) return undefined;
  const [degrees, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0)) as [number, number, number];
  if (minutes >= 60 || seconds >= 60) return undefined;
  return rounded((degrees + minutes / 60 + seconds / 3600) * (isNegative ? -1 : 1));
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
