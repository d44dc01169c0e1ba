import { dcat, dct } from '../../rdf/terms.js';
import type { View } from '../pages/view.js';

/** Bounds in degrees, as CRS84 has them. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Places of a dataset with their bounds, where told. */
export function placesOf(view: View, dataset: string): { name: string; box: Box | undefined }[] {
  return view.nodes(dataset, dct.spatial).map((place) => ({ name: view.label(place), box: readBox(view.text(place, dcat.bbox) ?? '') }));
}

/** The bounds of a POLYGON whose coordinates are longitude first. */
function readBox(wkt: string): Box | undefined {
  const ring = /^POLYGON\s*\(\(([^()]+)\)\)$/i.exec(wkt.trim())?.[1];
  if (ring === undefined) return undefined;
  const points = ring.split(',').map((point) => point.trim().split(/\s+/).map(Number));
  if (points.some((point) => point.length !== 2 || point.some((value) => !Number.isFinite(value)))) return undefined;
  const [xs, ys] = [points.map(([x]) => x as number), points.map(([, y]) => y as number)];
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
}

/** Periods as they are written, each end empty where it is open. */
export function periodsOf(view: View, dataset: string): { start: string; end: string }[] {
  return view
    .nodes(dataset, dct.temporal)
    .map((period) => ({ start: view.text(period, dcat.startDate) ?? '', end: view.text(period, dcat.endDate) ?? '' }))
    .filter(({ start, end }) => start !== '' || end !== '');
}

/** A media type's name from its IRI at IANA. */
export function mediaTypeOf(view: View, distribution: string): string | undefined {
  return view.nodes(distribution, dcat.mediaType)[0]?.replace(/^.*\/media-types\//, '');
}

/** An object without the members that have nothing in them. */
export function filled(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  );
}
