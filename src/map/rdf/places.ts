import { partIri } from '../../catalog/iris.js';
import { dcat, dct, gdc, iri, locn, natural, type Term } from '../../rdf/terms.js';
import { type Box, stateBox } from '../box.js';
import type { FieldReader } from '../ckan-package.js';
import type { Draft } from '../draft.js';
import { align, byName } from './align.js';
import type { RecordReader } from './reader.js';
import { bounded } from './words.js';

/** Tables that a place is looked for in, and the level of a place that is found there. */
const tables = [
  ['eu/country', 'country'],
  ['province', 'province'],
  ['region', 'region'],
] as const;

/**
 * The places that the data cover: country, region or province as a concept, an outline as a place of its own, any other by
 * name as a note on the coverage. @returns the levels of what was found, such as `province`.
 */
export function mapPlaces(draft: Draft, fields: FieldReader, reader: RecordReader, node: Term): ReadonlySet<string> {
  const levels = new Set<string>();
  const stated = new Set<string>();
  let number = 0;
  for (const value of reader.parts(node, dct.spatial)) {
    const place = placeOf(draft, reader, value);
    if (place !== undefined) {
      levels.add(place.level);
      if (place.before !== undefined) fields.mend('spatial', place.before, place.iri, place.rule);
      if (!stated.has(place.iri)) draft.add(draft.dataset, dct.spatial, iri(place.iri));
      stated.add(place.iri);
      continue;
    }
    if (value.termType === 'NamedNode') reader.expectClass('dct:spatial', value, dct.Location);
    const geometry = geometryOf(reader, value);
    const box = geometry === undefined ? undefined : readBox(geometry);
    if (geometry !== undefined) {
      const part = iri(partIri(draft.placement.dataset, `place-${number + 1}`));
      if (box !== undefined && stateBox(draft, part, box)) number += 1;
      else draft.observe(draft.dataset, gdc.implausibleBox, `${draft.named('west_bound_longitude')}=${geometry.slice(0, 200)}`);
    }
    note(draft, fields, reader, value, geometry !== undefined);
  }
  return levels;
}

interface FoundPlace {
  readonly iri: string;
  readonly level: string;
  readonly before: string | undefined;
  readonly rule: 'iri-form' | 'iri-aligned' | 'iri-text' | 'choice-spelling';
}

function placeOf(draft: Draft, reader: RecordReader, value: Term): FoundPlace | undefined {
  for (const [scheme, level] of tables) {
    const label = value.termType === 'NamedNode' ? (reader.label(value) ?? reader.one(value, locn.geographicName)?.value) : undefined;
    const named = byName(draft.vocabulary, scheme, label);
    const found = align(draft.vocabulary, scheme, value) ?? (named && { concept: named, rule: 'iri-aligned' as const });
    if (found === undefined) continue;
    const { concept, rule } = found;
    return { iri: concept.value, level, before: rule && (reader.iriOf(value) ?? label ?? value.value), rule: rule ?? 'iri-form' };
  }
  return undefined;
}

/** A place that is in no table is told in its own words; one with an outline needs none. */
function note(draft: Draft, fields: FieldReader, reader: RecordReader, value: Term, hasOutline: boolean): void {
  const label = reader.label(value) ?? reader.one(value, locn.geographicName)?.value;
  const text = label && draft.clean(fields, 'geo_coverage', bounded(fields, 'geo_coverage', label));
  if (text) draft.add(draft.dataset, gdc.spatialLevelNote, natural(text));
  if (hasOutline) return;
  const named = text ?? reader.iriOf(value);
  if (named !== undefined) draft.observe(draft.dataset, gdc.unrecognisedChoice, `dct:spatial=${named}`);
}

function geometryOf(reader: RecordReader, value: Term): string | undefined {
  const said = reader.one(value, dcat.bbox, locn.geometry);
  reader.all(value, dcat.centroid, locn.geometry); // the outline tells the centre
  return said?.termType === 'Literal' ? said.value.slice(0, 20_000) : undefined;
}

/** The sides of an outline in WKT or GeoJSON, in degrees; undefined for what is none. A polygon's are those around it. */
export function readBox(geometry: string): Box | undefined {
  const isLatitudeFirst = /EPSG\/0?\/?4326|EPSG:+4326/i.test(geometry);
  const bare = geometry.replace(/^\s*(?:<[^>]*>|SRID=\d+;)\s*/i, '');
  const envelope = /^(?:ENVELOPE|BBOX)\s*\(([^()]*)\)$/i.exec(bare.trim());
  const numbers = (text: string): number[] => (text.match(/[+-]?\d{1,4}(?:\.\d{1,20})?/g) ?? []).map(Number);
  if (envelope !== null) {
    const [west, east, north, south] = numbers(envelope[1] ?? '');
    return west === undefined || east === undefined || north === undefined || south === undefined
      ? undefined
      : { west, east, north, south };
  }
  const isPolygon = /^(?:MULTI)?POLYGON\b/i.test(bare.trim()) || /"type"\s*:\s*"(?:Multi)?Polygon"/.test(bare);
  const coordinates = /"coordinates"\s*:([^}]*)/.exec(bare)?.[1] ?? bare;
  const all = numbers(coordinates);
  if (!isPolygon || all.length < 6 || all.length % 2 === 1) return undefined;
  const evens = all.filter((_, index) => index % 2 === 0);
  const odds = all.filter((_, index) => index % 2 === 1);
  const [x, y] = isLatitudeFirst ? [odds, evens] : [evens, odds];
  return { west: least(x), east: most(x), south: least(y), north: most(y) };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
